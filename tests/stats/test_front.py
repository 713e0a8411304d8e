"""The front page of the statistics: cheap to open, every name at home, every method documented."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from troth import stats

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import front  # noqa: E402
import gallery  # noqa: E402
import methods  # noqa: E402

CONTRACT = [
    "bgnbd",
    "mbgnbd",
    "paretonbd",
    "bgbb",
    "sbg",
    "kaplan_meier",
    "cox",
    "journeys",
    "wilson",
    "newcombe",
    "nps",
    "keyness",
    "van_westendorp",
]
METHODS = {one.name: one for one in methods.methods()}


def test_opening_it_costs_nothing_and_loads_no_array() -> None:
    code = (
        "import sys; import troth.stats; assert not {'numpy', 'scipy', 'pandas'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_method_loads_what_is_heavy() -> None:
    code = (
        "import sys; from troth import stats; [getattr(stats, name) for name in dir(stats)]; "
        "heavy = {'scipy.stats', 'scipy.optimize', 'pandas', 'matplotlib', 'pyarrow', 'numba'}; "
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_page_is_as_the_method_files_say() -> None:
    text = front.PAGE.read_text("utf-8")
    assert front.written(text) == text


def test_the_names_of_the_contract_are_there_and_unknown_ones_say_so() -> None:
    assert set(CONTRACT) <= set(dir(stats))
    with pytest.raises(AttributeError, match="has no attribute “wilsson”"):
        stats.wilsson


@pytest.mark.parametrize("name", dir(stats))
def test_every_name_says_what_it_is_for(name: str) -> None:
    thing = getattr(stats, name)
    if not inspect.isfunction(thing) and not inspect.isclass(thing):
        return
    words = inspect.getdoc(thing) or ""
    assert words, name
    assert not words.startswith(f"{name}("), name
    if inspect.isfunction(thing):
        hints = [p.annotation for p in inspect.signature(thing).parameters.values()]
        assert inspect.Parameter.empty not in hints, name


@pytest.mark.parametrize("home", sorted(front.homes()))
def test_a_file_with_public_functions_is_a_method_with_a_page(home: str) -> None:
    module = import_module(f"troth.stats.{home}")
    if not any(inspect.isfunction(getattr(module, name)) for name in module.__all__):
        return
    assert home.split(".")[1] in METHODS, home
    assert (module.__doc__ or "").partition("\n")[0].count("?") >= 1


@pytest.mark.parametrize("one", METHODS.values(), ids=METHODS)
def test_every_method_answers_all_five_and_has_a_picture(one: methods.Method) -> None:
    assert tuple(one.parts) == methods.LABELS
    assert all(one.parts.values())
    assert one.name in gallery.names()


def test_pictures_are_drawn_from_todays_code() -> None:
    assert gallery.stale() == []
    assert gallery.names() == sorted(METHODS)


@pytest.mark.parametrize("name", gallery.names())
def test_a_picture_draws_and_says_one_sentence(name: str) -> None:
    from matplotlib.figure import Figure

    says = gallery.load(name).draw(Figure(figsize=(7.2, 3.6)))
    assert says.endswith(".")
    assert says == gallery.said(name)[1].replace("&lt;", "<").replace("&gt;", ">").replace(
        "&amp;", "&"
    )


def test_results_are_frozen() -> None:
    for home in front.homes():
        tree = ast.parse((front.STATS / (home.replace(".", "/") + ".py")).read_text("utf-8"))
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and any(
                "dataclass" in ast.unparse(d) for d in node.decorator_list
            ):
                said = ast.unparse(node.decorator_list[0])
                assert "frozen=True" in said, (home, node.name)
                assert "slots=True" in said, (home, node.name)

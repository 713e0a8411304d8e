"""The law of starting: what a quick command must not import, seen in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from troth import registry

ENGINES = ("duckdb", "ibis", "pyarrow", "numpy", "scipy", "pandas", "pyspark")
DATABASES = ("sqlalchemy", "alembic", "psycopg")
WEB = ("fastapi", "starlette", "jinja2", "uvicorn")
DRAWING = ("rich",)
DATES = ("dateparser",)
HEAVY = (*ENGINES, *DATABASES, *WEB, *DRAWING, *DATES)

PAGE = """---
genre: plan
---

# The plan for spring

Customers want faster parcels. We will win more customers in the north. Customers in the south
order less. Our customers compare prices. We expect customers to stay longer.
"""
RUN = """
import sys
sys.argv = ["troth", *sys.argv[1:]]
try:
    from troth.faces.cli import main
    main()
finally:
    print("imported", *sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


def imported(*words: str, folder: Path) -> tuple[int, set[str]]:
    """The exit code of a command, and the top-level packages that were imported on its way."""
    command = [sys.executable, "-c", RUN, *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=60)
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("imported "), done.stderr
    return done.returncode, set(last.split()[1:])


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "small.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--version",), 0),
        (("--help",), 0),
        (("check", "small.md"), 1),
        (("check", "small.md", "--format", "json"), 1),
        (("check", "small.md", "--format", "sarif"), 1),
        (("check", "small.md", "--statistics"), 1),
        (("check", "nothing.md"), 2),
        (("explain",), 0),
        (("serve", "--help"), 0),
        (("demo", "--help"), 0),
        (("look", "--help"), 0),
        (("wrong",), 2),
    ],
)
def test_a_quick_command_imports_nothing_heavy(
    page: Path, words: tuple[str, ...], code: int
) -> None:
    ended, names = imported(*words, folder=page.parent)
    assert ended == code
    assert "troth" in names
    assert not names & set(HEAVY)


def test_check_inside_a_workspace_reads_only_what_the_last_run_left(page: Path) -> None:
    dot = page.parent / ".troth"
    dot.mkdir()
    (dot / "backing.json").write_text('{"version": 1, "promises": [], "terms": {}}')
    ended, names = imported("check", "small.md", folder=page.parent)
    assert ended in (0, 1)
    assert not names & set(HEAVY)


def test_importing_troth_imports_nothing_at_all(tmp_path: Path) -> None:
    code = "import sys; import troth; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = set(done.stdout.split())
    assert not {name.partition(".")[0] for name in names} & {*HEAVY, "click", "ahocorasick_rs"}
    assert {name for name in names if name.partition(".")[0] == "troth"} == {"troth"}


def test_the_search_for_heavy_parts_finds_them(tmp_path: Path) -> None:
    """A command that does need them is seen to import them; else these tests would prove nothing."""
    path = tmp_path / "desk.csv"
    path.write_text("at,direction,author,text\n2026-03-02 09:00,in,ana@x.example,Where is it?\n")
    ended, names = imported("-C", str(tmp_path / "acme"), "add", str(path), folder=tmp_path)
    assert ended == 0
    assert {"pyarrow", "sqlalchemy"} <= names


CALM = "# Handout\n\nWe deliver parcels in the city. The desk is open on weekdays.\n"
INSTALLED = """
import sys
from pathlib import Path
from troth import registry
registry.INDEX = Path(sys.argv.pop(1))
sys.argv = ["troth", *sys.argv[1:]]
try:
    from troth.faces.cli import main
    main()
finally:
    print("lenses", *sorted(n for n in sys.modules if n.startswith("troth.prose.lenses.")), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        (CALM, set()),
        (f"{CALM}\nUse it at your own risk.\n", {"as_is", "one_sided", "dark_pattern"}),
    ],
    ids=["calm", "at her own risk"],
)
def test_an_installed_check_loads_only_the_lenses_whose_words_stand_there(
    tmp_path: Path, text: str, loaded: set[str]
) -> None:
    index, page = tmp_path / "index.json", tmp_path / "page.md"
    registry.write_index(index)
    page.write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", INSTALLED, str(index), "check", str(page), "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=60)
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("lenses"), done.stderr
    assert {name.rpartition(".")[2] for name in last.split()[1:]} == loaded

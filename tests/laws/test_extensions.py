"""Laws that every extension keeps, whichever shelf it stands on."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from troth import registry
from troth.model.example import Example

SECTIONS = {
    "sources": ("What it reads", "How it is recognised", "What it sets aside", "Source"),
    "recognisers": ("Why it matters", "How it decides", "When it stays silent", "Source"),
    "measures": ("Why it matters", "How it decides", "When it stays silent", "Source"),
    "lenses": ("Why it matters", "How it decides", "When it stays silent", "Source"),
    "prose": ("Why it matters", "How it decides", "When it stays silent", "Source"),
}
ALL = [(shelf, name) for shelf in registry.SHELVES for name in registry.extensions(shelf)]
ids = [f"{shelf}-{name}" for shelf, name in ALL]
everyone = pytest.mark.parametrize(("shelf", "name"), ALL, ids=ids)


def test_no_shelf_is_empty() -> None:
    assert {shelf for shelf, _ in ALL} == set(registry.SHELVES)


@everyone
def test_asks_a_question_and_answers_why(shelf: str, name: str) -> None:
    extension = registry.extensions(shelf)[name]
    assert extension.question.endswith("?"), extension.question
    for section in SECTIONS[shelf]:
        assert len(extension.sections.get(section, "")) > 20, f"{name}: “{section}” is missing"


@everyone
def test_loads_with_all_its_parts(shelf: str, name: str) -> None:
    module = registry.load(shelf, name)
    for part in registry.NEEDS[shelf]:
        assert hasattr(module, part)


@everyone
def test_name_is_a_plain_noun_phrase(shelf: str, name: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert not re.search(r"\d|-(lens|check|detector|model|score)$", name)


@everyone
def test_lens_shows_its_three_examples(shelf: str, name: str) -> None:
    if shelf not in ("lenses", "prose"):
        pytest.skip("only lenses speak")
    module = registry.load(shelf, name)
    verdicts = {e.verdict for e in module.EXAMPLES if isinstance(e, Example)}
    only_like = shelf == "prose" and module.CARD.likeness and not hasattr(module, "judge")
    assert verdicts == {"silent", "unsure"} | (set() if only_like else {"speaks"})


@everyone
def test_has_no_clock_network_or_chance(shelf: str, name: str) -> None:
    if shelf == "sources":
        pytest.skip("a source looks at the world")
    tree = ast.parse(Path(registry.extensions(shelf)[name].path).read_text("utf-8"))
    imported = {
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        (node.module or "").split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }
    assert not imported & {
        "time",
        "random",
        "secrets",
        "socket",
        "urllib",
        "http",
        "requests",
        "os",
    }
    called = {
        f"{node.func.value.id}.{node.func.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
    }
    assert not called & {"datetime.now", "datetime.utcnow", "date.today", "time.time", "ibis.now"}

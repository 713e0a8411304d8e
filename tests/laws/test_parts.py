"""A lens that names the words without which it says nothing says nothing without them.

And an index knows of a lens what its module says, so that a lens need not be loaded to be passed by.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from troth import registry
from troth.documents import read
from troth.extend.prose import Backing, BackingPromise
from troth.model.document import Document
from troth.model.finding import Finding
from troth.prose.engine import Reader
from troth.prose.lens import Lens, facts, lens_of, listed

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
NAMES = tuple(registry.extensions("prose"))
PROMISE = BackingPromise("p", "We answer on weekdays, 9 to 17", True, True, "open", n=30, kept=0.3)
BACKING = Backing((PROMISE,) * 10)


def lens(name: str) -> Lens:
    return lens_of(name, registry.load("prose", name))


def pages() -> Iterator[Document]:
    """The documents of the house, the examples of all lenses, and the shared ones where they are."""
    folders = (ROOT / "docs", ROOT / "src" / "troth" / "demo" / "texts" / "papers")
    shared = (SHARED / "terms", SHARED / "handbook")
    for folder in (*folders, *shared):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".md", ".html", ".txt", ".eml"):
                yield from _read(str(path), path.read_bytes())
    for name in NAMES:
        for number, example in enumerate(registry.load("prose", name).EXAMPLES):
            words = example.world.replace("«", "").replace("»", "")
            yield from _read(f"{name}-{number}.md", words.encode(), example.genre)


def _read(path: str, data: bytes, genre: str | None = None) -> Iterator[Document]:
    held = read(path, data, genre=genre)
    if isinstance(held, Document):
        yield held


def found(lenses: list[Lens], held: list[Document]) -> list[tuple[Finding, ...]]:
    reader = Reader(lenses, BACKING)
    return [reader.read(one).findings for one in held]


def test_no_finding_is_lost_for_want_of_its_words() -> None:
    held = list(pages())
    assert len(held) > 150
    for name in NAMES:
        gated = lens(name)
        if gated.parts is None and gated.triggers is None:
            continue
        free = replace(gated, parts=None, triggers=None)
        for with_words, without in zip(found([gated], held), found([free], held), strict=True):
            assert with_words == without, name


def test_nearly_every_lens_names_its_words() -> None:
    always = {name for name in NAMES if lens(name).parts is None and lens(name).triggers is None}
    assert len(always) <= 8, always
    for name in NAMES:
        assert "" not in (lens(name).parts or ()), name


def told(name: str) -> Mapping[str, Any] | None:
    """What the index of a wheel holds of a lens."""
    held = facts(registry.load("prose", name))
    return None if held is None else dict(json.loads(json.dumps(held)))


@pytest.mark.parametrize("name", NAMES)
def test_the_index_knows_what_the_module_says(name: str) -> None:
    whole, known = lens(name), told(name)
    if known is None:
        assert whole.detectors or whole.card.likeness
        return
    known_only = listed(name, known, lambda: registry.load("prose", name))
    assert replace(known_only, judge=None, tally=None) == replace(whole, judge=None, tally=None)
    assert (known_only.tally is None) == (whole.tally is None)


def test_a_listed_lens_finds_the_same_and_is_loaded_only_then() -> None:
    held = [one for one in pages() if one.path.startswith(tuple(NAMES))]
    loaded: list[str] = []
    for name in NAMES:
        known = told(name)
        if known is None:
            continue

        def load(name: str = name) -> Any:
            loaded.append(name)
            return registry.load("prose", name)

        assert found([listed(name, known, load)], held) == found([lens(name)], held), name
        loaded.clear()
        calm = read("calm.md", b"The kettle is on the table.\n")
        assert isinstance(calm, Document)
        Reader([listed(name, known, load)], BACKING).read(calm)
        assert not loaded or known["parts"] is None, name

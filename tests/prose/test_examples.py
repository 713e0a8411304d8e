"""Every example of every prose lens, in Markdown, plain text and HTML: the same words, each time."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pytest

from troth.documents import read
from troth.model.document import Document
from troth.model.example import Example
from troth.model.finding import Finding
from troth.prose.engine import Reader
from troth.prose.lens import Lens, lens_of
from troth.prose.supposed import supposed
from troth.registry import extensions, load

NAMES = tuple(extensions("prose"))
CASES = [
    pytest.param(name, example, form, id=f"{name}: {example.title} ({form})")
    for name in NAMES
    for example in load("prose", name).EXAMPLES
    for form in ("md", "txt", "html")
]


def lens(name: str) -> Lens:
    return lens_of(name, load("prose", name))


def written(example: Example, form: str) -> Document:
    """The example's text as a file of some form, guillemets taken out."""
    text = example.world.replace("«", "").replace("»", "")
    if form == "html":
        text = "".join(f"<p>{escape(part)}</p>\n" for part in text.split("\n\n"))
        text = f"<!doctype html><html><body>{text}</body></html>"
    document = read(f"example.{form}", text.encode())
    assert isinstance(document, Document)
    return replace(document, genre=example.genre)


def look(name: str, example: Example, form: str) -> tuple[Document, tuple[Finding, ...]]:
    document = written(example, form)
    return document, Reader([lens(name)], supposed(example)).read(document).findings


@pytest.mark.parametrize(("name", "example", "form"), CASES)
def test_an_example_comes_out_as_it_says(name: str, example: Example, form: str) -> None:
    document, findings = look(name, example, form)
    if example.verdict == "silent":
        assert findings == ()
        return
    assert len(findings) == 1
    finding = findings[0]
    assert finding.status == example.verdict
    span = finding.cites[0].span
    assert span is not None
    start, end = example.world.index("«") + 1, example.world.index("»")
    assert span.of(document.prose) == example.world[start:end]
    assert example.says is not None
    assert example.says in finding.says
    assert finding.instead


@pytest.mark.parametrize("name", NAMES)
def test_each_lens_shows_all_three_verdicts(name: str) -> None:
    verdicts = {example.verdict for example in load("prose", name).EXAMPLES}
    only_like = lens(name).judge is None and not lens(name).detectors
    assert verdicts == {"silent", "unsure"} | (set() if only_like else {"speaks"})


@pytest.mark.parametrize("name", NAMES)
def test_what_one_lens_passes_trips_no_other(name: str) -> None:
    others = [held for other in NAMES if other != name and not (held := lens(other)).card.likeness]
    for example in load("prose", name).EXAMPLES:
        if example.verdict == "silent":
            document = written(example, "md")
            assert Reader(others, supposed(example)).read(document).findings == ()

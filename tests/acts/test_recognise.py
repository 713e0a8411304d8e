"""What a recogniser is shown of a document: its prose, and every offset as in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.calling import troth
from troth.acts.recognise import prose_of

PAGES = {
    "terms.html": (
        "<html><head><title>Terms</title><style>p{color:red}</style></head><body>"
        "<h1>What you can count on</h1><p>We will always answer within one business day.</p>"
        "<script>say('We will always call within one hour.')</script></body></html>"
    ),
    "terms.md": (
        "# What you can count on\n\n- We will always answer within one business day.\n\n"
        "```\nWe will always call within one hour.\n```\n"
    ),
    "terms.txt": "What you can count on\n\nWe will always answer within one business day.\n",
}


@pytest.mark.parametrize("name", PAGES)
def test_prose_is_as_long_as_the_text_and_stands_where_it_stood(name: str) -> None:
    text = PAGES[name]
    prose = prose_of(name, text)
    assert len(prose) == len(text)
    assert all(seen in (given, " ", "\n") for seen, given in zip(prose, text, strict=True))
    assert "We will always answer within one business day." in prose
    assert "one hour" not in prose


@pytest.mark.parametrize("name", PAGES)
def test_a_promise_is_its_words_and_no_markup(tmp_path: Path, name: str) -> None:
    root = tmp_path / "acme"
    root.mkdir()
    (root / name).write_text(PAGES[name], encoding="utf-8")
    troth("-C", root, "add", root / name).fine()
    groups = troth("-C", root, "promises", "triage", "--format", "json").fine().json
    assert [one["words"] for one in groups] == ["We will always answer within one business day."]

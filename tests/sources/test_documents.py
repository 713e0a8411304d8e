"""Documents: one record a file, dated by its own word."""

from __future__ import annotations

import pytest

from troth.extend.source import Draft, Reading, Reject, open_bytes
from troth.sources import documents, messages, purchases

CHANGED = 1_772_438_400_000_000


def read(
    name: str, content: bytes, changed: int | None = CHANGED, **reading: object
) -> Draft | Reject:
    opened = open_bytes(name, content, modified_us=changed, reading=Reading(**reading))  # type: ignore[arg-type]
    (item,) = documents.read(opened)
    return item


def test_front_matter_dates_a_document_and_its_path_is_its_key() -> None:
    draft = read("plans/q2.md", b"---\ndate: 2026-04-01\n---\n# Plan\n\nWe answer.\n")
    assert isinstance(draft, Draft)
    assert (draft.key, draft.fields["path"], draft.fields["title"]) == (
        "plans/q2.md",
        "plans/q2.md",
        "Plan",
    )
    assert (draft.at_us, draft.precision) == (1_775_001_600_000_000, "day")


def test_without_a_date_the_day_of_the_last_change_stands_in() -> None:
    draft = read("a.md", b"# Plan\n")
    assert isinstance(draft, Draft)
    assert (draft.at_us, draft.precision) == (1_772_409_600_000_000, "day")
    reject = read("a.md", b"# Plan\n", changed=None)
    assert isinstance(reject, Reject)
    assert "date:" in reject.advice


def test_a_mail_is_dated_by_its_header() -> None:
    raw = b"From: a@acme.com\nDate: Mon, 02 Mar 2026 09:00:00 +0100\nSubject: News\n\nAll new.\n"
    draft = read("news.eml", raw)
    assert isinstance(draft, Draft)
    assert draft.at_us == 1_772_438_400_000_000
    assert draft.fields["title"] == "News"


def test_another_encoding_is_set_aside_until_declared() -> None:
    content = "Größe zählt – nicht.".encode("cp1252")
    assert isinstance(read("a.txt", content), Reject)
    draft = read("a.txt", content, encoding="cp1252")
    assert isinstance(draft, Draft)
    assert draft.fields["text"] == "Größe zählt – nicht."


@pytest.mark.parametrize(
    ("name", "content", "best"),
    [
        ("a.txt", b"customer date amount\n1 20260302 5\n2 20260302 6\n", purchases),
        ("a.txt", b"From a@b.c Mon Mar  2 09:00:00 2026\nFrom: a@b.c\n\nHi\n", messages),
        ("a.txt", b"We answer within a day, always.\nWe do.\n", documents),
        ("a.json", b'[{"at": "2026-03-02", "author": "a", "text": "b"}]', messages),
        ("a.md", b"# Prices, terms, and all\n", documents),
    ],
)
def test_a_file_goes_to_the_source_that_knows_it_best(
    name: str, content: bytes, best: object
) -> None:
    opened = open_bytes(name, content)
    scores = {source: source.recognises(opened) for source in (messages, purchases, documents)}
    assert max(scores, key=lambda source: scores[source]) is best
    assert documents.recognises(open_bytes("a.json", content)) == 0

"""Wide tables of surveys become single answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from troth.extend.answers import Question, Respondents, answered, top
from troth.extend.source import Draft, Frame, Identifier, Reject, open_bytes
from troth.text.scales import NPS


def frame(*extra: dict[str, str]) -> Frame:
    size = len(extra)
    columns: dict[str, Sequence[Any]] = {
        "key": [f"k{at}" for at in range(size)],
        "at_us": list(range(size)),
        "extra": list(extra),
    }
    return Frame("survey_answer", "f.csv", columns, list(range(2, size + 2)))


def test_each_answer_is_a_record_and_each_silent_row_a_reject() -> None:
    rows = frame(
        {"A": "0", "B": "Fine ", "x": "1"}, {"A": " ", "x": "2"}, {"A": "12"}, {"A": "-99"}
    )
    asked = [Question("A", "Likely?", "a", NPS), Question("B", "Why?", "b")]
    items = list(answered(open_bytes("f.csv", b"x"), rows, asked, frozenset({"-99"})))
    drafts: list[Draft] = [d for item in items if isinstance(item, Frame) for d in item.drafts()]
    assert [(d.key, d.thread, d.fields, d.extra) for d in drafts] == [
        ("k0:a", "k0", {"question": "Likely?", "score": 0.0, "scale": "nps"}, {"x": "1"}),
        ("k0:b", "k0", {"question": "Why?", "text": "Fine "}, {"x": "1"}),
    ]
    assert sorted(i.origin.row or 0 for i in items if isinstance(i, Reject)) == [3, 4, 5]


def test_what_no_identifier_holds_stays_beside_the_record() -> None:
    rows = frame({}, {}, {})
    rows.columns |= {
        "email": ["ana@post.example", "nobody", None],
        "number": ["7", None, None],
        "phone": ["0170", None, None],
        "name": ["Ana", None, "Tom"],
    }
    people = Respondents(open_bytes("f.csv", b"x"), "forms")
    introduced = list(people.finish(rows))
    assert rows.column("by") == [Identifier("email", "ana@post.example", "Ana"), None, None]
    assert rows.column("extra") == [{"phone": "0170"}, {"email": "nobody"}, {"name": "Tom"}]
    assert [each.value for each in introduced[0].identifiers] == ["forms:7", "ana@post.example"]
    assert list(people.finish(rows)) == []


def test_the_first_rows_are_told_with_the_lines_they_end_at() -> None:
    rows = top(open_bytes("f.csv", b'a,b\n"one\ntwo",2\n3,4\n'), 2)
    assert rows.rows == (("a", "b"), ("one\ntwo", "2"))
    assert rows.ends == (1, 3)
    assert rows.row(7) == ()
    assert top(open_bytes("f.json", b'[{"a": 1}]'), 2).rows == ()

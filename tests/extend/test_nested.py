"""Nested JSON: lines, arrays and pages, and what in them is no record."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.extend.source import Nested, Reject, nested, open_bytes, peeked


def read(
    content: str | bytes, *lists: str, name: str = "a.json"
) -> tuple[list[Nested], list[Reject]]:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    items = list(nested(open_bytes(name, data), *lists))
    peeked(open_bytes(name, data), *lists)
    for item in items:
        shown = [item.says, item.excerpt] if isinstance(item, Reject) else dict(item.values)
        text = json.dumps(shown, ensure_ascii=False).encode()
        assert b"\\u0000" not in text or isinstance(item, Reject)
    return (
        [item for item in items if isinstance(item, Nested)],
        [item for item in items if isinstance(item, Reject)],
    )


RECORDS: list[dict[str, Any]] = [{"id": 7, "on": True, "a": {"b": [1.50, None]}}, {"id": "0008"}]
KEPT = [{"id": "7", "on": True, "a": {"b": ["1.5", None]}}, {"id": "0008"}]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    "form", ["lines", "crlf", "array", "pretty array", "page", "pretty page", "late page"]
)
def test_every_form_gives_the_same_records(form: str, mark: str) -> None:
    page = {"next_page": None, "tickets": RECORDS}
    text = {
        "lines": "\n".join(map(json.dumps, RECORDS)),
        "crlf": "\r\n\r\n".join(map(json.dumps, RECORDS)),
        "array": json.dumps(RECORDS),
        "pretty array": json.dumps(RECORDS, indent=2),
        "page": json.dumps(page),
        "pretty page": json.dumps(page, indent=2),
        "late page": json.dumps({"about": "x" * 100_000, **page}, indent=2),
    }[form]
    found, rejects = read(mark + text, "tickets")
    assert rejects == []
    assert [each.values for each in found] == KEPT
    assert {each.within for each in found} == ({"tickets"} if "page" in form else {""})


def test_a_page_of_several_lists_says_in_which_each_record_stood() -> None:
    found, rejects = read('{"a": [{"x": 1}, 2], "b": [{"x": 3}], "c": "no list"}', "a", "b", "c")
    assert [(each.within, each.number, each.values["x"]) for each in found] == [
        ("a", 1, "1"),
        ("b", 1, "3"),
    ]
    assert [(each.origin.row, each.excerpt) for each in rejects] == [(2, "2")]


def test_one_object_is_one_record_however_it_is_laid_out() -> None:
    for text in ('{"id": 1}', '{\n "id": 1\n}'):
        found, rejects = read(text, "tickets")
        assert ([each.values for each in found], rejects) == ([{"id": "1"}], [])


def test_an_empty_file_is_said_to_be_empty() -> None:
    for content in (b"", b"\n \n", b"\xef\xbb\xbf", b"\0" * 100):
        found, rejects = read(content, "tickets")
        assert (found, len(rejects)) == ([], 1)


def test_what_is_no_text_is_one_reject_with_what_to_do() -> None:
    for content in (
        '{"id": "Größe"}'.encode("cp1252"),
        b"\x89PNG\r\n\x1a\n" + bytes(300),
        b"PK\x03\x04" + bytes(90),
    ):
        found, rejects = read(content)
        assert (found, len(rejects)) == ([], 1)
        assert rejects[0].advice


def test_a_page_that_breaks_off_is_one_reject_and_a_packed_one_too() -> None:
    page = json.dumps({"tickets": RECORDS * 3000})
    for content in (page[:-5].encode(), gzip.compress(page.encode())[:-30]):
        found, rejects = read(content, "tickets", name="a.json.gz")
        assert (found, len(rejects)) == ([], 1)


def test_lines_whose_first_is_longer_than_what_is_peeked_at_are_lines() -> None:
    long = json.dumps({"id": 1, "tickets": "x" * 100_000})
    found, rejects = read(f'{long}\n{{"id": 2}}\n{{oops\n{{"id": "a\u2028b"}}\n', "tickets")
    assert [each.values["id"] for each in found] == ["1", "2", "a\u2028b"]
    assert [each.origin.row for each in rejects] == [3]


@pytest.mark.parametrize("form", ["lines", "array", "page"])
def test_half_characters_show_as_such_and_a_nul_spoils_only_its_record(form: str) -> None:
    half = '{"a": ["half \\ud83d", {"b": "x"}], "whole": "\\ud83d\\ude00"}'
    nul = '{"a": [{"b\\u0000": "x"}]}'
    text = {
        "lines": f"{half}\n{nul}\n{half}",
        "array": f"[{half}, {nul}, {half}]",
        "page": f'{{"t": [{half}, {nul}, {half}]}}',
    }[form]
    found, rejects = read(text, "t")
    assert [each.values for each in found] == [{"a": ["half �", {"b": "x"}], "whole": "😀"}] * 2
    assert [(each.origin.row, each.says) for each in rejects] == [
        (2, "The record holds a NUL character.")
    ]


@pytest.mark.parametrize("deep", [70, 400, 900, 5000, 200_000])
@pytest.mark.parametrize("form", ["lines", "array", "page"])
def test_a_record_nested_too_deeply_is_set_aside(deep: int, form: str) -> None:
    record = '{"id": 1, "a": ' + "[" * deep + "]" * deep + "}"
    text = {
        "lines": f'{{"id": 2}}\n{record}\n{{"id": 3}}',
        "array": f'[{{"id": 2}},\n{record},\n{{"id": 3}}]',
        "page": f'{{"t": [{{"id": 2}}, {record}, {{"id": 3}}]}}',
    }[form]
    found, rejects = read(text, "t")
    assert len(rejects) == 1
    assert "nested too deeply" in rejects[0].says
    assert [each.values["id"] for each in found] in (["2", "3"], [])
    assert form == "page" or len(found) == 2


def test_sixty_levels_are_no_fault() -> None:
    found, rejects = read('{"a": ' + "[" * 60 + "]" * 60 + "}")
    assert (len(found), rejects) == (1, [])


ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=6)
    | st.sampled_from(["\0", "\ud83d", "{", "["]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=4) | st.just("t"), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(ANY, min_size=1, max_size=6),
    st.sampled_from(["lines", "array", "page"]),
    st.booleans(),
)
def test_every_value_is_a_record_or_set_aside(values: list[Any], form: str, plain: bool) -> None:
    text = {
        "lines": "\n".join(json.dumps(each, ensure_ascii=plain) for each in values),
        "array": json.dumps(values),
        "page": json.dumps({"t": values}),
    }[form]
    opened = text.encode("utf-8", "replace")
    found, rejects = read(opened, *(["t"] if form == "page" else []))
    if form != "lines" or (len(values) > 1 and isinstance(values[0], dict)):
        assert len(found) + len(rejects) == len(values)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([b"", b"{", b"[", b'{"t": [', b'{"t":\n', b"\xef\xbb\xbf[", b"\x1f\x8b"]),
    st.binary(max_size=120),
)
def test_arbitrary_bytes_never_raise(start: bytes, rest: bytes) -> None:
    read(start + rest, "t")
    read(start + rest)

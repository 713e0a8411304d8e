"""JSON exports, however saved: every record with its page, and a Reject for what is none."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.extend.leaves import as_text, flag_at, list_at, object_at, others, text_at, whole
from troth.extend.listing import Listed, listed, names_used
from troth.extend.source import Reject, open_bytes

ROWS = [{"id": n, "text": f"t{n}"} for n in range(1, 4)]


def own(values: Mapping[str, Any]) -> bool:
    return "text" in values


def read(content: object, *paths: str) -> tuple[list[Listed], list[Reject]]:
    if isinstance(content, str):
        data = content.encode("utf-8", "surrogatepass")
    else:
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
    items = list(listed(open_bytes("x.json", data), *(paths or ("rows", "data.rows")), own=own))
    return (
        [one for one in items if isinstance(one, Listed)],
        [one for one in items if isinstance(one, Reject)],
    )


SHAPES: dict[str, object] = {
    "array": ROWS,
    "lines": "\n".join(map(json.dumps, ROWS)),
    "lines with gaps": "\n\n" + "\r\n\r\n".join(map(json.dumps, ROWS)) + "\n\n",
    "page": {"rows": ROWS, "next_page": None},
    "page inside": {"data": {"rows": ROWS}},
    "pretty page": json.dumps({"rows": ROWS}, indent=2),
    "page with a record a line": '{"rows": [\n' + ",\n".join(map(json.dumps, ROWS)) + "\n]}\n",
    "pages in lines": "\n".join(json.dumps({"rows": [row]}) for row in ROWS),
    "array of pages": [{"rows": ROWS[:2]}, {"rows": ROWS[2:]}],
    "array of arrays": [ROWS[:1], ROWS[1:]],
    "packed": gzip.compress(json.dumps(ROWS).encode()),
    "a long first line": "\n".join(
        [json.dumps(ROWS[0] | {"long": "x" * 100_000}), *map(json.dumps, ROWS[1:])]
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_every_record_once(shape: str) -> None:
    found, rejects = read(SHAPES[shape])
    assert rejects == []
    assert [text_at(one.values, "text") for one in found] == ["t1", "t2", "t3"]
    assert all(one.number >= 1 for one in found)


def test_a_record_is_no_page_whatever_lists_it_holds() -> None:
    found, rejects = read({"text": "a", "rows": [{"text": "b"}]})
    assert [one.values["text"] for one in found] == ["a"]
    assert rejects == []


def test_a_record_knows_its_page_and_its_list() -> None:
    found, _ = read({"data": {"rows": ROWS}, "next": "n"})
    assert found[0].within == "data.rows"
    assert found[0].page["next"] == "n"


def test_what_is_no_record_is_set_aside_and_the_rest_read() -> None:
    found, rejects = read([ROWS[0], 5, "x", [["y"]], ROWS[1]])
    assert len(found) == 2
    assert len(rejects) == 3
    found, rejects = read('{"text": "a"}\n{broken\n[1]\n{"text": "b"}\n')
    assert [one.number for one in found] == [1, 4]
    assert [one.origin.row for one in rejects] == [2, 3]
    found, rejects = read('{broken\n{"text": "a"}\n{"text": "b"}\n')
    assert ([one.number for one in found], [one.origin.row for one in rejects]) == ([2, 3], [1])


def test_a_page_cut_off_is_one_reject() -> None:
    found, rejects = read(json.dumps({"rows": ROWS}, indent=1)[:60])
    assert found == []
    assert len(rejects) == 1
    assert "no whole JSON" in rejects[0].says


def test_unknown_lists_of_a_page_are_named() -> None:
    found, rejects = read({"rows": ROWS, "macros": [{"a": 1}], "tags": ["x"], "count": 3})
    assert len(found) == 3
    assert ["“macros” holds 1 records" in one.says for one in rejects] == [True]


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf", b"\0" * 99, b"PK\x03\x04aaaa", b"\xff\xe4"]
)
def test_what_cannot_be_read_at_all_is_one_reject(content: bytes) -> None:
    found, rejects = read(content)
    assert (found, len(rejects)) == ([], 1)


def test_depth_without_end_is_a_reject() -> None:
    for text in ("[" * 100_000, '{"a":' * 100_000, '[{"text": ' + "[" * 5000 + "]" * 5000 + "}]"):
        found, rejects = read(text)
        assert found == []
        assert rejects
    deep: object = "x"
    for _ in range(900):
        deep = [deep]
    found, _ = read([{"text": "a", "deep": deep}])
    assert all(isinstance(each, str) for each in others(found[0].values, {"text"}).values())


def test_names_are_told_at_any_depth_and_only_of_json() -> None:
    text = json.dumps({"a": {"b": [{"c_d": '"e": 1'}]}})
    assert names_used(open_bytes("x", text.encode())) == {"a", "b", "c_d"}
    assert names_used(open_bytes("x", b'a,"b": c\n')) == frozenset()


def test_a_value_of_another_shape_is_kept_and_not_read() -> None:
    values = {"id": ["x"], "text": "t", "who": "ana", "none": None, "deep": {"a": [1, True]}}
    assert text_at(values, "id") is None
    assert object_at(values, "who") == {}
    assert list_at(values, "text") == ()
    assert flag_at({"a": "TRUE"}, "a") is True
    assert others(values, {"id", "text"}, {"who"}) == {
        "id": '["x"]',
        "who": "ana",
        "deep": '{"a":[1,true]}',
    }


def test_text_can_be_written_to_any_file() -> None:
    assert whole("a\0b\ud83d") == "ab�"
    assert whole("😀") == "😀"
    as_text({"\ud800": ["\ud800"]}).encode()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.binary(max_size=60), st.sampled_from(["", "[", '{"rows": [', "{"]))
def test_arbitrary_content_never_raises(rest: str | bytes, start: str) -> None:
    data = rest if isinstance(rest, bytes) else rest.encode("utf-8", "ignore")
    read(start.encode() + data)

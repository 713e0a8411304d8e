"""Lists of changes in CSV and YAML, and saved headers."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from troth.extend.source import Draft, Frame, Reject, open_bytes
from troth.sources import change_table, http_headers

HEAD = "what,kind,announced,terms_known,effect,moved_from,told_to,reached,affected\n"


def us(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp()) * 1_000_000  # type: ignore[arg-type,misc]


def listed(text: str, name: str = "changes.csv") -> tuple[list[Draft], list[Reject]]:
    opened = open_bytes(name, text.encode())
    assert change_table.recognises(opened) > 0.5
    items = list(change_table.read(opened))
    drafts = [draft for item in items if isinstance(item, Frame) for draft in item.drafts()]
    return drafts, [item for item in items if isinstance(item, Reject)]


def test_what_a_row_states_is_kept() -> None:
    row = 'A fee,price,2026-03-02,2026-03-08,2026-04-01,"2026-03-09; 13 March 2026",senders,40,60\n'
    ((one,), ()) = listed(HEAD + row)
    assert (one.at_us, one.fields["announced_us"], one.fields["effect_us"]) == (
        us(2026, 3, 2),
        us(2026, 3, 2),
        us(2026, 4, 1),
    )
    assert (one.fields["what"], one.fields["title"]) == ("price", "A fee")
    assert one.extra == {
        "told_as": "change",
        "terms_known": "2026-03-08",
        "moved_from": "2026-03-09; 2026-03-13",
        "told": "senders",
        "reached": "40",
        "affected": "60",
    }


def test_yaml_says_the_same() -> None:
    text = (
        "changes:\n  - what: A fee\n    kind: price\n    announced: 2026-03-02\n"
        "    effect: 2026-04-01\n    moved_from: [2026-03-09, 2026-03-13]\n"
    )
    ((one,), ()) = listed(text, "changes.yaml")
    assert one.extra["moved_from"] == "2026-03-09; 2026-03-13"
    assert one.origin.row == 2


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("A fee,price,,,2026-04-01,,,,", ""),
        ("A fee,price,soon,,2026-04-01,,,,", "which is no date"),
        ("A fee,price,2026-03-02,,2026-04-01,soon,,,", "moved from “soon”"),
        ("A fee,price,2026-03-02,,2026-04-01,,,many,60", "no whole number"),
        (",price,2026-03-02,,2026-04-01,,,,", "does not say what changes"),
    ],
)
def test_what_is_set_aside(row: str, says: str) -> None:
    (drafts, (reject,)) = listed(HEAD + row + "\n")
    assert drafts == []
    assert says in reject.says


@pytest.mark.parametrize("text", ["- a", "x: 1", "effect: &a 1\nannounced: *a"])
def test_yaml_that_is_no_list_of_changes(text: str) -> None:
    items = list(change_table.read(open_bytes("changes.yaml", text.encode())))
    assert all(isinstance(item, Reject) for item in items)
    assert items


def test_other_tables_are_left_to_others() -> None:
    orders = b"customer,email,announced,effect\nana,a@b.example,2026-03-02,2026-03-03\n"
    assert change_table.recognises(open_bytes("a.csv", orders)) == 0
    assert change_table.recognises(open_bytes("a.csv", b"id,title,start\n1,a,2026-03-02\n")) == 0


DUMP = (
    "> GET /v1/parcels?page=2 HTTP/2\n> Host: api.kestrel.example\n>\n< HTTP/2 200\n"
    "< date: Mon, 02 Mar 2026 09:00:00 GMT\n< deprecation: @1688169599\n"
    "< sunset: {sunset}\n<\n[]\n"
)


def headers(text: str, name: str = "dump.txt") -> list[Draft | Reject]:
    opened = open_bytes(name, text.encode())
    assert http_headers.recognises(opened) > 0.9
    return list(http_headers.read(opened))


def test_headers_tell_from_when_it_was_deprecated_until_its_sunset() -> None:
    (one,) = headers(DUMP.format(sunset="Tue, 01 Sep 2026 00:00:00 GMT"))
    assert isinstance(one, Draft)
    assert one.fields["announced_us"] == us(2023, 6, 30, 23, 59, 59)
    assert one.fields["effect_us"] == us(2026, 9, 1)
    assert one.fields["title"] == "GET https://api.kestrel.example/v1/parcels is to end"
    assert "faults" not in one.extra


def test_a_sunset_before_its_deprecation_is_kept_with_its_fault() -> None:
    (one,) = headers(DUMP.format(sunset="Thu, 01 Jun 2023 00:00:00 GMT"))
    assert isinstance(one, Draft)
    assert "earlier than Deprecation" in one.extra["faults"]


def test_another_sunset_is_another_record_of_the_same_thread() -> None:
    found = headers(
        DUMP.format(sunset="Tue, 01 Sep 2026 00:00:00 GMT")
        + DUMP.format(sunset="Thu, 01 Oct 2026 00:00:00 GMT")
        + DUMP.format(sunset="Thu, 01 Oct 2026 00:00:00 GMT")
    )
    drafts = [one for one in found if isinstance(one, Draft)]
    assert len({one.key for one in drafts}) == len(drafts) == 2
    assert len({one.thread for one in drafts}) == 1


def test_without_a_day_it_is_set_aside() -> None:
    (one,) = headers("HTTP/1.1 200 OK\nSunset: Tue, 01 Sep 2026 00:00:00 GMT\n\n")
    assert isinstance(one, Reject)
    assert "not when it was sent" in one.says


@pytest.mark.parametrize(
    "har",
    [
        {"log": {}},
        {"log": {"entries": [3, {}, {"request": None, "response": {"headers": [1, {}]}}]}},
        {"log": {"entries": {"a": 1}}},
    ],
)
def test_nonsense_in_a_har_is_no_change(har: object) -> None:
    assert headers(json.dumps(har).replace('"log": {}', '"log": { }'), "a.har") == []

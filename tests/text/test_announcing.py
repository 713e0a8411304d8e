"""What records tell of changes, and how much notice our texts promise."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from troth.text.announcing import tellings
from troth.text.foretold import changes
from troth.text.notice_owed import fallen_short, owed, promised
from troth.text.noticed import configured, noticed

TERMS = "We will tell you at least 30 days before a change of prices."


def us(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) * 1_000_000


def row(at: str, text: str = "", **more: Any) -> dict[str, Any]:
    """A row of evidence as an engine or the index gives it."""
    blank = dict.fromkeys(
        [
            "thread",
            "ours",
            "side",
            "what",
            "title",
            "path",
            "genre",
            "announced_us",
            "effect_us",
            "extra",
            "origin_link",
        ]
    )
    known = {"kind": "change", "id": f"e-{at}", "version": "v", "system": "s", "ts_us": us(at)}
    return {**blank, **known, "text": text, **more}


def listed(at: str, effect: str = "", **extra: str) -> dict[str, Any]:
    """A row of a list of changes."""
    held = json.dumps({"told_as": "change", **extra})
    when = us(effect) if effect else None
    return row(
        at, "A fee", title="A fee", what="price", announced_us=us(at), effect_us=when, extra=held
    )


def document(at: str, text: str, genre: str, **more: Any) -> dict[str, Any]:
    return row(at, text, kind="document", genre=genre, path=f"{at}.md", **more)


def days(*rows: dict[str, Any]) -> list[tuple[int | None, int | None, int]]:
    return [(one.raw, one.actionable, one.moved) for one in changes(tellings(rows))]


def test_a_list_of_changes() -> None:
    rows = listed("2023-04-18", "2023-07-01", terms_known="2023-05-31")
    assert days(rows) == [(74, 31, 0)]
    moved = listed(
        "2023-02-02", terms_known="2023-02-08", moved_from="2023-02-09; 2023-02-13", postponed="yes"
    )
    assert days(moved) == [(7, 1, 2)]


def test_the_same_name_is_the_same_change_until_its_day_has_come() -> None:
    assert days(listed("2026-03-02", "2026-05-01"), listed("2026-04-01", "2026-06-01")) == [
        (60, 60, 1)
    ]
    twice = days(listed("2025-03-02", "2025-05-01"), listed("2026-03-02", "2026-05-01"))
    assert twice == [(60, 60, 0), (60, 60, 0)]


@pytest.mark.parametrize(
    ("text", "genre", "told"),
    [
        ("From 1 September 2026 labels cost 2 EUR.", "change", [(183, 183, 0)]),
        ("Labels will cost 2 EUR from 1 September.", "letter", [(183, 183, 0)]),
        (
            "The old form ends on 1 September. Pricing will be announced soon.",
            "launch",
            [(183, None, 0)],
        ),
        ("From 1 September you can pick a colour.", "launch", []),
        ("Labels have cost 2 EUR since 1 February 2026.", "price", []),
        ("From 1 September 2026 labels cost 2 EUR.", "plan", []),
    ],
)
def test_documents_that_announce(text: str, genre: str, told: list[Any]) -> None:
    assert days(document("2026-03-02", text, genre)) == told


def test_a_note_of_release_tells_what_will_go() -> None:
    rows = (
        row(
            "2026-03-02",
            "- `export_pdf` will be removed on 1 June 2026.",
            announced_us=us("2026-03-02"),
            effect_us=us("2026-03-02"),
        ),
        row(
            "2026-04-02",
            "- `export_pdf` will be removed on 1 July 2026.",
            announced_us=us("2026-04-02"),
            effect_us=us("2026-04-02"),
        ),
    )
    assert days(*rows) == [(91, 91, 1)]


def test_versions_of_a_document_and_the_document_itself_are_one() -> None:
    rows = (
        row("2026-03-02", "+ Effective 1 May 2026", title="Terms changed", what="terms"),
        document(
            "2026-03-02",
            "Effective 1 May 2026, these terms hold.",
            "terms",
            title="Terms",
            id="e-d",
        ),
    )
    assert days(*rows) == [(60, 60, 0)]


def test_versions_with_days_of_their_own_are_changes_of_their_own() -> None:
    rows = (
        row("2026-01-02", "+ Effective 1 February 2026", title="Terms changed"),
        row(
            "2026-03-02",
            "− Effective 1 February 2026\n+ Effective 1 May 2026",
            title="Terms changed",
        ),
    )
    assert days(*rows) == [(60, 60, 0), (30, 30, 0)]


def test_broken_further_columns_tell_nothing_wrong() -> None:
    for extra in (
        "{",
        "[]",
        '{"told_as": 3}',
        '{"told_as": "change", "moved_from": "x", "reached": "-1"}',
    ):
        one = row(
            "2026-03-02",
            "A",
            announced_us=us("2026-03-02"),
            effect_us=us("2026-04-02"),
            extra=extra,
        )
        assert days(one) == [(31, 31, 0)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TERMS, [(30, "price")]),
        ("We _will_ tell you at least **30 days** before a change of prices.", [(30, "price")]),
        ("We will notify you 30 days in advance of any change.", [(30, "")]),
        ("We will give fifteen (15) days' notice before changing these terms.", [(15, "terms")]),
        (
            "If we change the fees we will notify you at least one month in advance.",
            [(30, "price")],
        ),
        ("You may cancel with 30 days' notice.", []),
        ("We will try to tell you 30 days before.", []),
        ("We answer within 30 days.", []),
        ("We may change these terms at any time.", []),
    ],
)
def test_notice_promised(text: str, told: list[tuple[int, str]]) -> None:
    assert [(one.days, one.what) for one in noticed(text)] == told


def test_notice_before_an_account_is_closed_covers_no_change() -> None:
    (one,) = noticed("We will give you 30 days' notice before we close your account.")
    assert not one.covers("terms", None)


def test_a_side_is_owed_what_its_own_terms_promise() -> None:
    (one,) = noticed(TERMS, "Terms for drivers")
    assert one.covers("price", "driver")
    assert not one.covers("price", "sender")
    assert not one.covers("api", "driver")


def test_what_is_set_goes_by_side_then_kind_then_all() -> None:
    held = {"all": 14.0, "price": 30.0, "side:driver": 15.0}
    assert configured(held, "price", "drivers") == 15
    assert configured(held, "price", "sender") == 30
    assert configured(held, "api", None) == 14
    assert configured({}, "api", None) is None


@pytest.mark.parametrize(
    ("state", "confirmed", "short"),
    [("open", True, True), ("candidate", False, False), ("rejected", False, None)],
)
def test_a_rejected_promise_of_notice_is_none(
    state: str, confirmed: bool, short: bool | None
) -> None:
    terms = document("2026-01-02", TERMS, "terms")
    rows = [terms, listed("2026-03-02", "2026-03-12")]
    mark = {"id": terms["id"], "state": state, "confirmed": confirmed, "start": 0, "end": 20}
    (one,) = changes(tellings(rows))
    due = owed(one, promised(rows, [mark]), {}, us("2026-03-20"))
    found = fallen_short(one, due, date(2026, 3, 20))
    assert (None if found is None else found.sure) is short


def test_missing_terms_leave_at_best_what_is_left() -> None:
    one = listed("2026-03-02", "2026-05-02")
    (change,) = changes(tellings([one | {"text": "A fee. Prices to follow."}]))
    due = owed(change, [], {"all": 30.0}, us("2026-04-20"))
    assert fallen_short(change, due, date(2026, 3, 20)) is None
    assert fallen_short(change, due, date(2026, 4, 20)) is not None

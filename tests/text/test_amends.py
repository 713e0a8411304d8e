"""What later words may show of a repair, and what they do not; and when a contract renews."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from troth.text.amends import concerns, hers, mended, ours, solves, sums
from troth.text.followed import followed
from troth.text.renewing import renewal


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("We are sorry. That was our mistake.", ["acknowledged", "owned"]),
        ("Your refund has been paid today.", ["made-whole"]),
        ("I am sorry to hear that. How can we help?", []),
        ("We are sorry if anyone was upset by this.", []),
        ("Our shop opens at nine.", []),
        ("Automatic reply: we are sorry, that was our mistake.", []),
    ],
)
def test_what_our_words_may_show(text: str, steps: list[str]) -> None:
    assert [one.step for one in ours(text)] == steps


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("Thank you, that solves it. It is sorted now.", ["confirmed"]),
        ("It arrived this morning, thank you!", ["confirmed"]),
        ("Thank you.", []),
        ("Thanks, but it still has not come.", ["heard"]),
        ("Never mind, no need any more.", ["released"]),
        ("Still nothing. I had to close the shop.", ["heard"]),
        ("", []),
    ],
)
def test_what_her_words_may_show(text: str, steps: list[str]) -> None:
    assert [one.step for one in hers(text)] == steps


def test_a_yes_is_one_only_to_an_offer() -> None:
    assert hers("That is fine by me.", offered=True)[0].step == "accepted"
    assert hers("That is fine by me.") == ()


def test_thanks_alone_solve_nothing() -> None:
    assert solves("Thank you so much!") is None
    assert mended("Thank you so much!", from_us=False) is False
    assert mended("Your refund has been paid.", from_us=True) is True
    assert mended("May we move it to another day?", from_us=True) is False


def test_another_conversation_is_about_it_only_where_it_speaks_of_the_same() -> None:
    assert concerns("We will refund the £38.00.", "Where are my £38.00?")
    assert not concerns("We will refund the £38.00.", "My bicycle is ready?")
    assert not concerns("", "anything")


def test_sums_stand_as_they_were_written() -> None:
    assert sums("We refund £38.00 or 40 EUR, and £38.00 again") == ("£38.00", "40 EUR")
    assert sums("within 48 hours") == ()


def said(text: str, *, ours: bool = False, talk: int = 1, at: int = 1) -> dict[str, Any]:
    return {
        "later": f"e-{at}",
        "later_us": at,
        "later_text": text,
        "from_us": ours,
        "same_talk": talk,
    }


def test_the_silence_ends_with_any_word_of_ours_about_it() -> None:
    words = "We will refund the £38.00."
    assert followed(words, []).answered is None
    assert followed(words, [said("We are on it.", ours=True)]).answered is not None
    assert followed(words, [said("We open at nine.", ours=True, talk=0)]).answered is None
    assert followed(words, [said("We open at nine.", ours=True, talk=0)]).elsewhere is not None
    sorry = said("We are sorry, that was our mistake.", ours=True, talk=0)
    assert followed(words, [sorry]).answered is not None
    robot = said("We have received your request.", ours=True)
    assert followed(words, [robot]).answered is None


def test_she_is_counted_when_she_tells_us_again_and_opens_what_seemed_done() -> None:
    words = "We will refund the £38.00."
    rows = [said("Still nothing."), said("Thank you."), said("Where are my £38.00?", talk=0, at=3)]
    assert len(followed(words, rows).told) == 2
    done = said("Your refund has been paid.", ours=True)
    assert followed(words, [done]).mended is done
    assert followed(words, [done, said("It still has not come.", at=2)]).mended is None


NOW = int(datetime(2026, 11, 24, tzinfo=UTC).timestamp()) * 1_000_000
DAY = 86_400_000_000


@pytest.mark.parametrize(
    ("status", "end", "extra", "expected"),
    [
        ("active", NOW + 30 * DAY, None, (30, "renews")),
        (None, NOW + DAY, "", (1, "renews")),
        ("active", None, '{"period_end": "2026-12-04T00:00:00"}', (10, "renews")),
        ("active", None, {"Renewal date": "2026-12-04"}, (10, "renews")),
        ("cancelled", NOW + 30 * DAY, None, (None, "cancelled")),
        ("active", NOW + 30 * DAY, '{"at_end": "true"}', (None, "cancelled")),
        ("active", NOW + 30 * DAY, '{"at_end": "false"}', (30, "renews")),
        ("active", NOW + 30 * DAY, '{"Auto-Renew": "no"}', (None, "cancelled")),
        ("active", NOW + 30 * DAY, '{"Auto-Renew": "yes"}', (30, "renews")),
        ("paused", NOW + 30 * DAY, None, (None, "paused")),
        ("active", NOW - DAY, None, (None, "ended")),
        ("active", None, "no json", (None, "no date")),
        ("active", None, '{"period_end": "soon"}', (None, "no date")),
    ],
)
def test_when_it_renews(
    status: str | None, end: int | None, extra: object, expected: tuple[int | None, str]
) -> None:
    found = renewal(status, end, extra, now_us=NOW)
    days = None if found.at_us is None else (found.at_us - NOW) // DAY
    assert (days, found.why) == expected

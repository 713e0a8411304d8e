"""Tolerances: what share is allowed to be missed, who said so, and whether customers were told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acts.office import DAY, START, office, us
from troth.acts import promises
from troth.acts.measuring import target_of
from troth.acts.reply_times import states_reply_time
from troth.acts.tolerance import Tolerance, says_share, tolerances
from troth.errors import TrothError, UnknownNameError


@pytest.mark.parametrize(
    ("words", "share", "told"),
    [
        ("We answer within one day", 0.95, False),
        ("We answer 95 % within one day", 0.95, True),
        ("99.9% uptime", 0.999, True),
        ("99,9 percent of the time", 0.999, True),
        ("nine out of ten within a day", 0.9, True),
        ("A 5% discount, and an answer within one day", 0.95, False),
    ],
)
def test_customers_were_told_what_the_words_say(words: str, share: float, told: bool) -> None:
    assert says_share(words, share) is told


def test_who_set_it_and_when(tmp_path: Path) -> None:
    with office(tmp_path, []) as work:
        before = us(START) - DAY
        one = promises.note(work, "We answer within a day", who="eva", now_us=before)
        promises.measure(work, one.id, "first_reply <= 1 day for 95%", who="tom", now_us=us(START))
        with work.ledger.read() as con:
            found = tolerances(con, promises.listed(work))
    assert found == {one.id: Tolerance(0.95, "tom", us(START), False)}
    assert found[one.id].says == "tolerance 95 %, set by tom; customers were told none"
    assert "no tolerance" in Tolerance(1.0, None, None, False).says


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("first-reply >= 95%", "asks what first-reply does not count"),
        ("first-reply >= 3 days", "asks what first-reply does not count"),
        ("notice <= 30 days", "asks what notice does not count"),
        ("uptime >= 30 days", "asks what uptime does not count"),
        ("between <= 2 days", "does not say between which steps"),
        ("uptime >= 99% of message", "reads incident"),
        ("first-repli <= 1 day", "no measure called"),
    ],
)
def test_a_target_has_to_fit_its_measure(tmp_path: Path, target: str, says: str) -> None:
    with office(tmp_path, []) as work, pytest.raises(TrothError, match=says) as fault:
        target_of(work, target)
    assert fault.value.advice
    assert isinstance(fault.value, UnknownNameError) == ("called" in says)


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("We reply within 24 hours.", True),
        ("You will hear from us within two business days.", True),
        ("Our team will get back to you in 1-2 working days.", True),
        ("Within one business day you get an answer.", True),
        ("We refund you within 48 hours.", False),
        ("We will get back to you soon.", False),
        ("Reply to this mail if it has not come in 3 days.", False),
    ],
)
def test_words_that_state_a_reply_time(words: str, states: bool) -> None:
    assert states_reply_time(words) is states

"""The figures of a map of cases in words, each with its n, its interval and how it was found."""

from __future__ import annotations

from dataclasses import dataclass

from troth.ledger.travelled import Estimate, FirstContact, Journey
from troth.views.surety import LEAST, percent, span


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure: what it is of, and what it says."""

    name: str
    says: str
    method: str | None = None


def long(hours: float) -> str:
    """ "40 min", "5 h", "3 days": never more exact than it deserves."""
    if hours < 1:
        return f"{max(round(hours * 60), 0)} min"
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"


def share_says(one: Estimate, unit: str) -> str:
    """A share in words: "51 % of needs (47–56, n = 545)"."""
    if one.value is None or one.n < LEAST:
        return f"not enough to say (n = {one.n} {unit})"
    ends = "" if one.low is None or one.high is None else f"{span(one.low, one.high)}, "
    return f"{percent(one.value)} of {unit} ({ends}n = {one.n:,})"


def facts(one: Journey) -> tuple[Fact, ...]:
    """What a case costs her, and how often it goes wrong; what nobody recorded is said."""
    told = [
        _middle("Their contacts a case", one.contacts_a_case, "contacts"),
        _minutes(one),
        *(_enough(each) for each in one.first_contact),
        _share("They changed the channel", one.switched),
        None if one.broken is None else _share("Some step was done again", one.again),
        _handed(one),
        _share("Met a path that did not work", one.broken),
        _closed(one.closed_days),
    ]
    return tuple(fact for fact in told if fact is not None)


def _middle(name: str, one: Estimate | None, unit: str) -> Fact | None:
    if one is None or one.value is None:
        return Fact(name, "nobody’s words are in these records")
    told = unit.removesuffix("s") if one.value == 1 else unit
    return Fact(name, f"{_number(one)} {told} in the middle case ({_ends(one)})", one.method)


def _minutes(one: Journey) -> Fact:
    name = "Their minutes a case"
    if one.minutes is None or one.minutes.value is None:
        return Fact(
            name,
            "nobody knows; state what a contact takes of them under [costs] minutes in troth.toml",
        )
    least = f"at least: of {one.unmeasured:,} of {one.contacts:,} contacts nobody knows, "
    said = f"{_number(one.minutes)} min in the middle case ({_ends(one.minutes)})"
    return Fact(name, (least if one.unmeasured else "") + said, one.minutes.method)


def _enough(one: FirstContact) -> Fact:
    name = f"One contact was enough ({one.days} days without another)"
    early = f"; of {one.undecided:,} it is too early to say" if one.undecided else ""
    return Fact(name, share_says(one.share, "needs") + early, one.share.method)


def _share(name: str, one: Estimate | None) -> Fact | None:
    return None if one is None else Fact(name, share_says(one, "cases"), one.method)


def _handed(one: Journey) -> Fact | None:
    if one.handed is None:
        return None
    back = one.back_and_forth or 0
    more = f"; {back:,} of them there and back again" if back else ""
    return Fact(
        "Passed from one of us to another",
        share_says(one.handed, "cases") + more,
        one.handed.method,
    )


def _closed(one: Estimate | None) -> Fact | None:
    if one is None:
        return None
    if one.value is None:
        return Fact("Half are closed within", f"not half of them are (n = {one.n:,})", one.method)
    high = f"{one.high:.1f}" if one.high is not None else "more"
    low = f"{one.low:.1f}" if one.low is not None else "0"
    says = f"{one.value:.1f} days ({low}–{high}, n = {one.n:,}; open ones counted as far as seen)"
    return Fact("Half are closed within", says, one.method)


def _number(one: Estimate) -> str:
    return f"{one.value:g}"


def _ends(one: Estimate) -> str:
    ends = f"{one.low:g}–{one.high:g}, " if one.low is not None and one.high is not None else ""
    return f"{ends}n = {one.n:,}"

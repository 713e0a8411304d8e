"""An incident in sentences: how long it lasted, whom it hit, what they heard, what was offered."""

from __future__ import annotations

from troth.extend.outages import Outage
from troth.extend.struck import Struck
from troth.model.units import MINUTE_US
from troth.views.outage_repairs import Mended
from troth.views.reading import Reading
from troth.views.when import stretch


def lasted(outage: Outage) -> str:
    """How long, in minutes; of an open one as far as its records reach."""
    if outage.only_day:
        return "only its day is known"
    lasted = f"{outage.minutes:,.0f} minutes" if outage.minutes < 600 else _long(outage)
    return f"open for {lasted} as far as the records reach" if outage.open else lasted


def _long(outage: Outage) -> str:
    return f"{stretch(outage.end_us - outage.start_us)} ({outage.minutes:,.0f} minutes)"


def whom(one: Struck) -> str:
    """How many it hit and what they lost together, in a sentence."""
    if one.outage.planned:
        return "Planned, and announced before."
    if not one.outage.counts:
        return "Without an impact, as its record says."
    apart = f" Of {count_of(len(one.unknown), 'customer')} nobody knows when they are active."
    more = apart if one.unknown else ""
    if not one.hit:
        return more.strip() or "Nobody we know of was active."
    who = count_of(len(one.hit), "customer")
    return f"{who} lost {one.minutes:,.0f} minutes.{more}"


def heard(one: Struck, people: dict[str, str]) -> str:
    """What they heard from us, how soon, and who spoke first; empty where nothing is to be said."""
    if not one.outage.counts or not (one.hit or one.first or one.told_us):
        return ""
    parts = []
    if one.from_them and one.first is not None:
        name = people.get(one.first.who, "a customer")
        after = stretch(one.first.at_us - one.outage.start_us)
        parts.append(f"We learned it from {name}, after {after}.")
    parts.append(_ours(one))
    if one.hit and one.hearable and one.told_us is not None:
        told = sum(hit.heard is not None for hit in one.hit)
        parts.append(f"{told:,} of {len(one.hit):,} were written to.")
    elif one.unheard():
        parts.append(f"{len(one.unheard()):,} of {len(one.hit):,} heard nothing.")
    return " ".join(part for part in parts if part)


def _ours(one: Struck) -> str:
    if one.word_us is not None:
        after = stretch(one.word_us - one.outage.start_us)
        where = " to the public" if one.word_us == one.told_us else ""
        return f"Our first word{where} came after {after}."
    if one.outage.updates_us is None:
        return "It was told to the public; when is not in the record."
    if not one.hearable:
        return "No message of ours is in the records."
    return "No word of ours about it is in the records."


def made_whole(one: Struck, mended: Mended) -> str:
    """Whether anything was offered to those it hit, whether it was done, and what they say of it."""
    if not one.hit or not (one.hearable or mended.offered):
        return ""
    if not mended.offered:
        return "Nothing was offered to them, as far as the records show."
    offered = f"{len(mended.offered):,} of {len(one.hit):,} were offered something for it"
    done, right = len(mended.whole), len(mended.confirmed)
    parts = [f"{done:,} {'was' if done == 1 else 'were'} made whole"] if done else []
    parts += [f"{right:,} {'says' if right == 1 else 'say'} that it is right"] if right else []
    return f"{offered}{'; ' if parts else ''}{', and '.join(parts)}."


def stopped(one: Struck, reading: Reading, mended: Mended) -> str:
    """What one person lost and heard, in a sentence; `one` holds nobody else."""
    return f"{_stopped(one, reading)}{_since(mended)}."


def _since(mended: Mended) -> str:
    """How far it was made whole for her, after the sentence that says what she lost."""
    if mended.confirmed:
        return "; they say that it is right again"
    if mended.whole:
        return "; it was made whole"
    return "; something was offered for it" if mended.offered else ""


def _stopped(one: Struck, reading: Reading) -> str:
    on = reading.clock.day(one.outage.start_us)
    (hit,) = one.hit
    lasted = stretch(int(hit.minutes * MINUTE_US))
    says = f"On {on} an outage stopped them for {lasted}"
    at = min([at for at in (hit.heard and hit.heard.at_us, one.told_us) if at], default=None)
    if at is not None:
        return f"{says}; our first word came after {stretch(at - one.outage.start_us)}"
    return f"{says}; they had no word of ours about it" if one.unheard() else says


def count_of(n: int, noun: str) -> str:
    """ "1 outage", "2 outages"."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"

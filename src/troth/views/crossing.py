"""Which recorded decision is it that a change announces, and which decisions strain or break a promise?

A decision and a change are one thing where the change was told for the day on which the decision takes
effect and both speak of the same matter. Without a day, or where only one word is common, nothing is
linked; a link says nothing of who is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from troth.documents.quoting import quoted
from troth.ledger import decisions as ledger
from troth.model.decision import Decision
from troth.text.foretold import Change
from troth.text.matter import nearness, things
from troth.views.reading import Reading
from troth.views.told_changes import told_changes

LEAST = 2
"""So many things in common, or the same matter by deeds and things, make a change that of a decision."""
EFFECTS = {"broken": "breaks", "strained": "strains"}


@dataclass(frozen=True, slots=True)
class Announced:
    """A change that tells of a decision: where it stands on the page, its days and its notice."""

    id: str
    title: str
    told: str
    effect: str | None
    notice: int | None
    says: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that a page links to: what it does there, who answers for it, what is planned."""

    id: str
    title: str
    says: str
    owner: str | None
    plan: str
    withdrawn: bool
    sentence: str = ""


def announced(
    reading: Reading, held: Iterable[Decision], found: Iterable[Change] | None = None
) -> dict[str, tuple[Announced, ...]]:
    """The changes that tell of each of these decisions, by the decision's id."""
    changes = tuple(told_changes(reading).changes if found is None else found)
    return {
        one.id: tuple(_announced(change, reading) for change in _of(one, changes, reading))
        for one in held
    }


def decided(reading: Reading, changes: Iterable[Change]) -> dict[str, tuple[Decided, ...]]:
    """The decisions that each of these changes tells of, by the record that told it first."""
    held = ledger.decisions(reading.con)
    changes = tuple(changes)
    found: dict[str, list[Decided]] = {}
    for one in held:
        for change in _of(one, changes, reading):
            found.setdefault(change.first.cite.evidence, []).append(_decided(one))
    return {id: tuple(told) for id, told in found.items()}


def decided_on(reading: Reading, promise: str) -> tuple[Decided, ...]:
    """The decisions that surely break or strain a promise, those that break it first; not what was taken back."""
    told = []
    for one in ledger.decisions(reading.con):
        for touched in one.promises:
            verb = EFFECTS.get(touched.effect)
            if touched.promise == promise and touched.sure and verb and not one.withdrawn:
                told.append(_decided(one, f"{verb} it: {touched.why}", touched.sentence))
    return tuple(sorted(told, key=lambda one: one.says.startswith("strains")))


def _of(one: Decision, changes: Iterable[Change], reading: Reading) -> Iterator[Change]:
    if one.effect is None:
        return
    own = [one.title, *(touched.sentence for touched in one.promises)]
    for change in changes:
        if one.effect in change.days and _same_matter(own, _words(change, reading)):
            yield change


def _words(change: Change, reading: Reading) -> str:
    said = [change.first.title]
    for cite in change.cites:
        record = reading.record(cite.evidence)
        if record is not None and cite.span is not None:
            said.append(quoted(record, cite.span))
    return ". ".join(dict.fromkeys(said))


def _same_matter(own: Iterable[str], told: str) -> bool:
    own = [each for each in own if each]
    common = things(" ".join(own)) & things(told)
    return len(common) >= LEAST or any(nearness(each, told) == "same" for each in own)


def _announced(change: Change, reading: Reading) -> Announced:
    told, effect = day_words(change.announced, reading), change.effect
    shortest = change.shortest
    says = f"told on {told}" + (f" for {day_words(effect, reading)}" if effect else ", for no day")
    if shortest is not None and shortest >= 0:
        says += f", {shortest} {'day' if shortest == 1 else 'days'} to act"
    return Announced(
        change.first.cite.evidence,
        change.first.title,
        told,
        None if effect is None else day_words(effect, reading),
        shortest,
        says,
    )


def _decided(one: Decision, says: str = "", sentence: str = "") -> Decided:
    by = f"by {one.notice.by}" if one.notice.by else ""
    plan = ", ".join(part for part in (one.notice.plan.rstrip("."), by) if part)
    if not says:
        n = len(one.breaks)
        says = f"breaks {n} {'promise' if n == 1 else 'promises'}" if n else "breaks no promise"
    return Decided(one.id, one.title, says, one.owner, plan, one.withdrawn, sentence)


def day_words(day: date, reading: Reading) -> str:
    """ "18 Nov", with the year where it is not this one."""
    same = day.year == reading.clock.date(reading.now_us).year
    return f"{day.day} {day:%b}" if same else f"{day.day} {day:%b %Y}"

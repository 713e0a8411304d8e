"""Which findings make one row of Today, and in which order: one person or one cause each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from troth.model.finding import Cite, Finding
from troth.model.person import Person
from troth.views.outcomes import Kind

Pair = tuple[Finding, Person | None]
Weight = tuple[bool, bool, bool, int, float, int, str]
MOST_REASONS = 2
PERSONAL = frozenset({"done", "answered", "dismiss"})
"""Deeds that are meant of all that a row says of a person; what is wrong is one reason only."""


def who(pair: Pair) -> str:
    """Whom a finding is about: the person behind the handle, else the handle itself."""
    finding, person = pair
    return person.id if person else finding.subject.id


def kind_of(finding: Finding) -> Kind:
    """Its lens, and whether it speaks."""
    return finding.lens, finding.status


def causes(pairs: Sequence[Pair], back: Collection[Kind] = ()) -> list[list[Pair]]:
    """Findings gathered by shared cause, else by person, in order of weight, and each cause so too.

    Kinds that stepped `back` come after all others.
    """
    shared: dict[str, set[str]] = {}
    for pair in pairs:
        if pair[0].group:
            shared.setdefault(pair[0].group, set()).add(who(pair))
    gathered: dict[str, list[Pair]] = {}
    for pair in pairs:
        group = pair[0].group
        many = group is not None and len(shared[group]) > 1
        key = f"cause {group}" if many else f"{pair[0].subject.kind} {who(pair)}"
        gathered.setdefault(key, []).append(pair)
    held = [sorted(cause, key=lambda one: weight(one, back)) for cause in gathered.values()]
    return sorted(held, key=lambda cause: weight(cause[0], back))


def weight(pair: Pair, back: Collection[Kind] = ()) -> Weight:
    """Speaks before unsure, due before undue, soonest or longest overdue, stakes, longest wait.

    Of what we are unsure about the newest comes first: it is the likeliest still to matter.
    """
    finding = pair[0]
    due = finding.due_us
    return (
        kind_of(finding) in back,
        finding.status != "speaks",
        due is None,
        (due or 0) * (1 if finding.status == "speaks" else -1),
        -finding.stakes,
        (finding.since_us or 0) * (1 if finding.status == "speaks" else -1),
        finding.id,
    )


def is_shared(cause: Sequence[Pair]) -> bool:
    """Whether it holds several people."""
    return len({who(pair) for pair in cause}) > 1


def reasons(cause: Sequence[Pair], back: Collection[Kind] = ()) -> tuple[Finding, ...]:
    """The reasons that weigh most, no two of the same lens; none that stepped back beside another."""
    findings = apart(finding for finding, _ in cause)
    heard = [one for one in findings if kind_of(one) not in back] or findings
    by_lens: dict[str, Finding] = {}
    for one in heard:
        by_lens.setdefault(one.lens, one)
    return tuple(by_lens.values())[: 1 if is_shared(cause) else MOST_REASONS]


def apart(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those that another lens tells of the same words, due on the same day."""
    told: dict[tuple[str, Cite | str, int | None], Finding] = {}
    for one in findings:
        told.setdefault(_words(one), one)
    return list(told.values())


def _words(finding: Finding) -> tuple[str, Cite | str, int | None]:
    due = finding.due_us
    return finding.subject.id, finding.cites[0] if due else finding.id, due


def meant(cause: Sequence[Pair], id: str, deed: str, back: Collection[Kind] = ()) -> list[str]:
    """Which findings of a row a deed on one of them is meant of, besides that one.

    Whoever puts off a person, or says something of a shared cause, means all of it. What is done
    are the reasons that were shown, whichever lenses told of the same words; others stay.
    """
    all_of_it = deed == "snooze" or is_shared(cause)
    if all_of_it:
        return [one.id for one, _ in cause if one.id != id]
    if deed not in PERSONAL:
        return []
    shown = {_words(one) for one in reasons(cause, back)}
    return [one.id for one, _ in cause if one.id != id and _words(one) in shown]

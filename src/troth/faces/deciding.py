"""Decisions as the command line tells them: a proposal weighed, the list, one in full; and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from troth.faces.terminal import Ink, safe, wrapped
from troth.faces.wire import as_json, plain
from troth.model.decision import Decision, Notice, Touched
from troth.views.decisions import concerned, effects

if TYPE_CHECKING:
    from troth.acts.decide import Assessment
    from troth.acts.weighed import Weighed
    from troth.views.decisions import DecisionPage, Decisions, TouchedLine

HEADS = {
    "broken": "Broken",
    "strained": "Strained",
    "kept": "Kept",
    "unsure": "Unsure: read these yourself",
}


def assessment_text(found: Assessment, color: bool, *, storing: bool = False) -> str:
    """What a proposal does to the promises; without `storing` it says that nothing is stored."""
    ink = Ink(color)
    held = {name: found.of(name) for name in ("broken", "strained", "kept")}
    broke, strained, kept = (len(rows) for rows in held.values())
    says = effects(broke, strained, kept, len(found.unsure))
    lines = [ink.strong(safe(found.proposal.title)), wrapped(says, 0)]
    broken = [one.touched for one in held["broken"]]
    if broken:
        lines.append(wrapped(f"Concerned by what is broken: {people_text(concerned(broken))}.", 0))
    lines += _gate_lines(found)
    for name, rows in (*held.items(), ("unsure", found.unsure)):
        if rows:
            lines += ["", ink.strong(HEADS[name])]
            for row in rows:
                lines += _row(row.touched, row.words, row.to, ink)
    held_against = f"Held against {_count(found.live, 'live promise')}."
    lines += ["", ink.quiet(held_against if storing else f"{held_against} Nothing is stored.")]
    return "\n".join(lines)


def _gate_lines(found: Assessment) -> Iterator[str]:
    proposal = found.proposal
    if proposal.owner:
        yield wrapped(f"Owner: {safe(proposal.owner)}.", 0)
    elif found.breaks:
        yield wrapped(
            "Nobody is named who answers for it; without an owner it cannot be recorded.", 0
        )
    if proposal.notice.plan or proposal.notice.by:
        yield wrapped(f"Notice: {safe(notice_text(proposal.notice))}.", 0)
    elif found.breaks:
        yield wrapped("No notice plan; without one it cannot be recorded.", 0)


def notice_text(notice: Notice) -> str:
    """The plan, and by when: “mail to all couriers, by 2026-06-20”."""
    by = f"by {notice.by}" if notice.by else ""
    return ", ".join(part for part in (notice.plan.rstrip("."), by) if part)


def _row(touched: Touched, words: str, to: str | None, ink: Ink) -> Iterator[str]:
    mark = {"broken": "✗", "strained": "~", "kept": "✓", "touched": "?"}[touched.effect]
    effect = "" if touched.sure or touched.effect == "touched" else f"perhaps {touched.effect}: "
    yield wrapped(f"{mark} “{safe(words)}”", 2, 4)
    yield ink.words(wrapped(f"“{safe(touched.sentence)}”", 4, 5))
    yield ink.quiet(wrapped(f"{effect}{safe(touched.why)} · {_whom(touched, to)}", 4))
    more = details(touched)
    if more:
        yield ink.quiet(wrapped(" · ".join(map(safe, more)), 4))


def _whom(touched: Touched, to: str | None) -> str:
    return f"to {safe(to)}" if to else people_text(touched.people.items())


def details(touched: Touched) -> list[str]:
    """Notice asked for and given, and what making whole costs, where the promise is hurt."""
    told = []
    if touched.asked_days is not None and touched.effect != "kept":
        given = (
            "how much is given is not said"
            if touched.given_days is None
            else f"{touched.given_days} given"
        )
        told.append(f"notice asked for: {_count(touched.asked_days, 'day')}, {given}")
    if touched.cost:
        told.append(f"making whole: {touched.cost}")
    return told


def people_text(counts: Iterable[tuple[str, int]]) -> str:
    """“19 couriers, 4 senders”; people of no known side are people."""
    parts = [_count(n, side) if side else f"{n} of no known side" for side, n in counts]
    return ", ".join(parts) or "nobody in the records"


def assessment_json(found: Assessment, recorded: Decision | None = None) -> str:
    """What a proposal does, for programs."""
    return as_json(assessment_data(found) | {"recorded": recorded.id if recorded else None})


def assessment_data(found: Assessment) -> dict[str, Any]:
    """The same as data."""
    return {
        "title": found.proposal.title,
        "breaks": found.breaks,
        "live": found.live,
        "owner": found.proposal.owner,
        "notice": plain(found.proposal.notice),
        "promises": [_weighed(one) for one in found.promises],
    }


def _weighed(one: Weighed | TouchedLine) -> dict[str, Any]:
    told: dict[str, Any] = plain(one.touched)
    return told | {"words": one.words, "to": one.to, "total": one.touched.total}


def list_data(found: Decisions) -> dict[str, Any]:
    """The list as data."""
    return {
        "says": found.says,
        "decisions": [
            decision_data(line.decision)
            | {"due": line.due, "untold": line.untold, "announced": plain(line.announced)}
            for line in (*found.due, *found.others)
        ],
        "forecasters": plain(found.forecasters),
        "alignment": plain(found.alignment),
    }


def decision_data(one: Decision) -> dict[str, Any]:
    """One decision as data."""
    told: dict[str, Any] = plain(one)
    return told | {"breaks": len(one.breaks), "withdrawn": one.withdrawn}


def page_data(page: DecisionPage) -> dict[str, Any]:
    """One decision with the words of its promises, as data."""
    rows = (*page.broken, *page.strained, *page.kept, *page.unsure)
    return decision_data(page.line.decision) | {
        "says": page.says,
        "due": page.line.due,
        "untold": page.line.untold,
        "announced": plain(page.line.announced),
        "promises": [_weighed(one) for one in rows],
        "people": dict(page.people),
        "notice_days": page.notice_days,
        "doubts_counted": plain(page.doubts),
        "contradicting": plain(page.contradicting),
    }


def page_text(page: DecisionPage, color: bool) -> str:
    """One decision in full."""
    ink, one = Ink(color), page.line.decision
    lines = [ink.strong(safe(one.title)), wrapped(page.says, 0), ink.quiet(one.id), ""]
    lines += [wrapped(f"{name}: {safe(value)}", 0, 2) for name, value in facts_of(page) if value]
    lines += [
        wrapped(f"Announced: {safe(f'{each.title}, {each.says}')}", 0, 2)
        for each in page.line.announced
    ]
    rows = {
        "broken": page.broken,
        "strained": page.strained,
        "kept": page.kept,
        "unsure": page.unsure,
    }
    for name, held in rows.items():
        if held:
            lines += ["", ink.strong(HEADS[name])]
            for row in held:
                lines += _row(row.touched, row.words, row.to, ink)
    lines += _rest(page, ink)
    return "\n".join(lines)


def facts_of(page: DecisionPage) -> list[tuple[str, str]]:
    """What a decision says of itself, each with its name; empty values are left out by faces."""
    one = page.line.decision
    days = _count(page.notice_days, "day") if page.notice_days is not None else ""
    told = (
        f"on {one.told}, {one.how_told}" if one.told else ("not noted yet" if page.broken else "")
    )
    return [
        ("Decided", f"{one.decided}, noted by {one.who}"),
        ("Owner", one.owner or ""),
        ("Chosen", one.option or ""),
        ("Options", "; ".join(one.options)),
        ("Takes effect", str(one.effect or "")),
        ("Concerned", people_text(page.people) if page.broken else ""),
        ("Notice plan", notice_text(one.notice)),
        ("Notice given", days),
        ("Told", told),
        ("Made whole", one.made_whole),
        ("Figure expected", one.kpi),
        ("Customer outcome expected", one.customer_outcome),
        ("Dissent", "; ".join(one.dissent)),
        (
            "Review",
            f"{one.review}{', and it is due' if page.line.due else ''}" if one.review else "",
        ),
    ]


def forecasts_of(one: Decision) -> list[str]:
    """Each forecast: what, how likely, by when, and whether it came."""
    came = {True: "it came", False: "it did not come", None: "not scored yet"}
    return [
        f"{number}. {each.what}: {each.probability:.0%}{f' by {each.by}' if each.by else ''} ({each.who}); {came[each.happened]}"
        for number, each in enumerate(one.forecasts, 1)
    ]


def reviews_of(one: Decision) -> list[str]:
    """Each review: when, what came of it, how figure and customers fared."""
    told = []
    for each in one.reviews:
        fared = [
            f"{name} {course}"
            for name, course in (("figure", each.kpi), ("customers", each.customers))
            if course
        ]
        fared += ["withdrawn"] if each.withdrawn else []
        more = f" ({', '.join(fared)})" if fared else ""
        told.append(f"{each.on}: {each.outcome}{more}")
    return told


def _rest(page: DecisionPage, ink: Ink) -> Iterator[str]:
    one = page.line.decision
    sourced = [f"{each.says} ({each.source}, {each.dated})" for each in one.facts]
    clash = [f"“{a.says}” ({a.source}) and “{b.says}” ({b.source})" for a, b in page.contradicting]
    feared = [
        f"{each.reason} ({each.who}{f'; {each.mitigation}' if each.mitigation else ''})"
        for each in one.doubts
    ]
    if page.doubts:
        feared.append(page.doubts.says)
    for name, rows in (
        ("Forecasts", forecasts_of(one)),
        ("Rests on", sourced),
        ("Do not agree", clash),
        ("Why it may fail", feared),
        ("Reviews", reviews_of(one)),
    ):
        if rows:
            yield ""
            yield ink.strong(name)
            yield from (wrapped(safe(row), 2, 4) for row in rows)


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 or what.endswith("s") else f"{n} {what}s"

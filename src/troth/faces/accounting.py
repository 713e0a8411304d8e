"""An account as the command line tells it, and as JSON; and the parts that a person's page shares with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troth.faces.leveling import level_lines
from troth.faces.terminal import Ink, findings_text, wrapped
from troth.faces.wire import finding_json, plain
from troth.views.surety import how_sure

if TYPE_CHECKING:
    from troth.views.account import AccountPage
    from troth.views.account_story import AccountStory
    from troth.views.account_theirs import AccountBeliefs
    from troth.views.mood import Mood
    from troth.views.person import Day
    from troth.views.strips import Strips
    from troth.views.when import Clock


def account_json(page: AccountPage, story: AccountStory) -> dict[str, Any]:
    """The page as data; findings in their own shape."""
    told: dict[str, Any] = {**plain(page), **plain(story)}
    told["findings"] = [finding_json(one.told) for one in story.findings]
    told["owed"] = [finding_json(row.told) for row in story.owed]
    told["mood"]["found"] = [finding_json(one) for one in story.mood.found]
    return told


def account_text(page: AccountPage, story: AccountStory, clock: Clock, color: bool) -> str:
    """The account: its people, what is found, promised and renewed, its cases, what was said."""
    ink = Ink(color)
    n = "1 person" if page.people == 1 else f"{page.people:,} people"
    above = f", part of {page.above[0].name}" if page.above else ""
    lines = [ink.strong(wrapped(page.name, 0)) + wrapped(above, 0), ink.quiet(f"{page.id} · {n}")]
    lines += [wrapped(f"{one.person.label}  {one.person.id}", 2, 4) for one in page.lines]
    if story.findings:
        lines += ["", findings_text((one.told for one in story.findings), clock, color)]
    if story.ours:
        lines += ["", "What we promised"]
        for line in story.ours:
            lines.append(wrapped(f"“{line.promise.words}”: {line.promise.state}", 2, 4))
    lines += _beliefs(story.theirs, ink)
    lines += ["", "What it has with us, and when it renews"]
    for one in story.contracts:
        ahead = f", renews {one.renews}" if one.renews else ""
        lines.append(wrapped(f"{one.plan}, {one.status}, from {one.since}{ahead}", 2, 4))
    if not story.contracts:
        lines.append("  No subscription or contract is in the records.")
    lines += [wrapped(row.told.says, 2, 4) for row in story.owed]
    if story.level.any:
        lines += ["", "What they have from us, as each side says", *level_lines(story.level, ink)]
    if story.rhythm is not None:
        lines += ["", wrapped(story.rhythm.says, 0)]
    lines += [*strips_text(story.journey, ink), *mood_text(story.mood)]
    if story.unknown:
        lines += ["", "What we do not know", *(wrapped(one, 2, 4) for one in story.unknown)]
    for day in story.days:
        lines += day_text(day, ink)
    return "\n".join(lines)


def _beliefs(held: AccountBeliefs, ink: Ink) -> Iterator[str]:
    yield from ("", "What they say we promised")
    if not held.told:
        yield "  None of its people has spoken of a promise."
    for one in held.told:
        yield wrapped(f"“{one.words.text}”  {one.words.who}, {one.words.at}", 2, 4)
        ours = f"we: “{one.ours}”, {one.state}; " if one.promise else ""
        nobody = "" if one.sure else ", confirmed by nobody"
        yield ink.quiet(wrapped(f"{ours}{one.gap}{nobody}", 4))
    if held.left:
        yield ink.quiet(f"  {held.left} older ones stand with its people.")


def strips_text(held: Strips, ink: Ink) -> Iterator[str]:
    """Each case as a line of steps, with where it ended."""
    if not held.cases:
        return
    yield from ("", "What happened to their cases", wrapped(held.says, 2))
    for one in held.cases:
        steps = [
            f"{step.name} × {step.times}" if step.times > 1 else step.name for step in one.steps
        ]
        if one.hidden:
            steps.insert(len(steps) // 2, f"({one.hidden} more)")
        yield wrapped(f"{one.began}  {' → '.join(steps)}", 2, 4)
        yield ink.quiet(wrapped(one.end, 4))


def mood_text(held: Mood) -> Iterator[str]:
    """How they sounded, or why nothing is said; their own last answer beside it."""
    yield from ("", "How they sounded lately", wrapped(held.says, 2))
    for one in held.found:
        yield wrapped(how_sure(one.strength, one.status), 4)
    if held.answer:
        yield wrapped(f"Their own last answer: {held.answer}", 2)
    elif held.read:
        yield wrapped("They have answered no survey.", 2)


def day_text(day: Day, ink: Ink) -> Iterator[str]:
    """One day of the timeline: ours further right, theirs left."""
    yield from ("", ink.strong(day.name))
    for one in day.moments:
        indent = 6 if one.voice == "ours" else 2
        who = "we" if one.voice == "ours" else ""
        label = " ".join(part for part in (one.at, one.kind, who, one.subject or "") if part)
        yield ink.quiet(wrapped(label, indent))
        if one.text:
            yield wrapped(one.text, indent + 2)

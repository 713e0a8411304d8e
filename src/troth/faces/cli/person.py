"""Everything about one person, in time order: both voices, promises, rhythm, what we do not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from troth.faces.cli.options import Out, now_us, out_options

if TYPE_CHECKING:
    from troth.faces.terminal import Ink
    from troth.views.person import PersonPage
    from troth.views.when import Clock


@click.command(help=__doc__)
@click.argument("who")
@out_options("text", "json")
@click.pass_context
def person(ctx: click.Context, out: Out, who: str) -> int:
    """One person, by name, address, number or id."""
    from troth.acts.opening import locate, opened
    from troth.faces import wire
    from troth.views.age import ages_text, records_until
    from troth.views.opening import reading
    from troth.views.person import person_page
    from troth.views.who import the_person

    with (
        opened(locate(ctx.obj)) as work,
        reading(work.ledger, work.index, work.settings, now_us()) as read,
    ):
        id = the_person(read, who).id
        page = person_page(read, id)
        assert page is not None
        if out.form == "json":
            told = person_json(page) | {"records_until": records_until(read)}
            out.write(wire.as_json(told), about=id)
        else:
            out.write(_text(page, read.clock, out.color, ages_text(read)), about=id)
    return 0


def person_json(page: PersonPage) -> dict[str, Any]:
    """The page as data; findings in their own shape."""
    from troth.faces import wire

    told: dict[str, Any] = wire.plain(page)
    told["findings"] = [wire.finding_json(one.told) for one in page.findings]
    told["mood"]["found"] = [wire.finding_json(one) for one in page.mood.found]
    return told


def _text(page: PersonPage, clock: Clock, color: bool, ages: str) -> str:
    from troth.faces.accounting import day_text, mood_text, strips_text
    from troth.faces.terminal import Ink, findings_text, safe, wrapped

    ink = Ink(color)
    who = safe(page.person.label)
    head = who[:1].upper() + who[1:]
    parts = [safe(part) for part in (page.role, page.account) if part]
    lines = [ink.strong(head) + (f", {' at '.join(parts)}" if parts else "")]
    since = f", since {page.since}" if page.since else ""
    count = "1 record" if page.records == 1 else f"{page.records:,} records"
    lines.append(ink.quiet(f"{page.person.id} · {count}{since}"))
    if ages:
        lines.append(ink.quiet(wrapped(ages, 0)))
    if page.owner:
        lines.append(ink.quiet(wrapped(f"Looked after by {page.owner.says}", 0)))
    lines += _trying(page)
    lines += _supposed(page)
    if page.findings:
        lines += ["", findings_text((one.told for one in page.findings), clock, color)]
    lines += _owed(page, ink)
    if page.theirs:
        lines += ["", "What they say was promised"]
        lines += [wrapped(f"“{one.text}”  {one.at}", 2, 4) for one in page.theirs]
    if page.rhythm is not None:
        lines += ["", wrapped(page.rhythm.says, 0)]
    lines += strips_text(page.journey, ink)
    if not page.person.staff and not page.person.forgotten:
        lines += mood_text(page.mood)
    for day in page.days:
        lines += day_text(day, ink)
    lines += _known(page)
    if page.unknown:
        lines += ["", "What we do not know", *[wrapped(one, 2, 4) for one in page.unknown]]
    return "\n".join(lines)


def _trying(page: PersonPage) -> list[str]:
    """What she said that she wants, in writing and to one of us in person."""
    from troth.faces.terminal import wrapped

    lines = ["", "What they are trying to do"]
    told = page.concerns.told if page.concerns else ()
    aloud = [one for one in page.concerns.said if one.where] if page.concerns else []
    lines += [wrapped(f"“{one.text}”  {one.at}, {one.where}", 2, 4) for one in aloud]
    lines += [wrapped(f"“{one.text}”", 2) for one in page.trying]
    if len(lines) == 2:
        lines.append("  We do not know; " + ("no wish is heard." if told else "nobody asked."))
    if told:
        lines += ["", "What they told us in person"]
    for one in told:
        levels = f" · of {', '.join(one.levels)}" if one.levels else ""
        lines.append(wrapped(f"“{one.text}”  {one.at}, {one.where}{levels}  {one.entry}", 2, 4))
    return lines


def _supposed(page: PersonPage) -> list[str]:
    """What we suppose, apart from what was said, and never in quotation marks."""
    from troth.faces.terminal import wrapped

    if page.concerns is None or not (page.concerns.supposed or page.concerns.proposals):
        return []
    lines = ["", "What we suppose, and they have not said"]
    for one in page.concerns.supposed:
        why = f"; {one.because}" if one.because else ""
        lines.append(wrapped(f"{one.text}  (ours: {one.by}, {one.at}{why})  {one.id}", 2, 4))
    for each in page.concerns.proposals:
        lines.append(wrapped(f"perhaps: {each.text}  (a guess: {each.says})", 2, 4))
    return lines


def _owed(page: PersonPage, ink: Ink) -> list[str]:
    from troth.faces.tasking import task_text
    from troth.faces.terminal import wrapped

    lines: list[str] = []
    if page.tasks:
        lines += ["", "What is to be done"]
        lines += [f"  {part}" for line in page.tasks for part in task_text(line, ink)]
    if page.ours:
        lines += ["", "What we promised"]
    for line in page.ours:
        late = f", {line.overdue}" if line.overdue else ""
        due = f" (due {line.due}{late})" if line.due else ""
        lines.append(wrapped(f"“{line.promise.words}”{due}: {line.promise.state}", 2, 4))
    return lines


def _known(page: PersonPage) -> list[str]:
    from troth.faces.terminal import wrapped

    if not page.known.identifiers:
        return []
    known = ", ".join(one.value for one in page.known.identifiers)
    same = (f"{one.label} is the same person: {one.reason or one.by}" for one in page.known.joined)
    return ["", "Also known as", wrapped(known, 2), *(wrapped(one, 2, 4) for one in same)]

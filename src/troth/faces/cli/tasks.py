"""What is to be done, by whom, until when; made, done, moved and given to somebody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Out, now_us, out_options
from troth.faces.cli.people import Listing
from troth.faces.signing import signer

if TYPE_CHECKING:
    from troth.acts.note import Signed
    from troth.acts.opening import Workspace
    from troth.model.entry import Entry

DAY = click.DateTime(formats=["%Y-%m-%d"])
WHO = click.option("--who", "signed", help="Who says so; otherwise the name of the user.")


@click.group(cls=Listing, help=__doc__)
def tasks() -> None:
    """Tasks."""


@tasks.command("list")
@click.option("--owner", metavar="NAME", help="Only those of this colleague.")
@click.option("--all", "everything", is_flag=True, help="All of them, however many, and done ones.")
@click.option("--names", is_flag=True, help="In a calendar: whom it is for by name, not by id.")
@click.option(
    "--base", metavar="URL", default="", help="In a calendar: where the pages are served."
)
@out_options("text", "json", "csv", "ics")
@click.pass_context
def list_(
    ctx: click.Context, out: Out, owner: str | None, everything: bool, names: bool, base: str
) -> int:
    """Open tasks: the overdue first, then by their day."""
    from troth.acts.opening import locate, opened
    from troth.faces import tasking
    from troth.views.opening import reading
    from troth.views.tasks import DONE, SHOWN, task_list

    most = None if everything or out.form == "ics" else SHOWN
    done = 1_000_000 if everything else DONE if out.form in ("json", "csv") else 0
    with (
        opened(locate(ctx.obj)) as work,
        reading(work.ledger, work.index, work.settings, now_us()) as read,
    ):
        page = task_list(read, owner=owner, most=most, done=done)
        if out.form == "json":
            out.write(tasking.tasks_json(page))
        elif out.form == "csv":
            out.write(tasking.tasks_csv(page))
        elif out.form == "ics":
            lines = (*page.lines, *page.done)
            out.write(tasking.tasks_ics(lines, read.clock, names=names, base=base))
        else:
            out.write(tasking.tasks_text(page, out.color))
    return 0


@tasks.command()
@click.argument("about", metavar="WHO-OR-ID")
@click.argument("words")
@click.option("--owner", metavar="NAME", help="Whose it is; otherwise yours.")
@click.option("--due", type=DAY, metavar="DAY", help="Until the end of this day: 2026-03-05.")
@WHO
@out_options("text", "json")
@click.pass_context
def add(
    ctx: click.Context,
    out: Out,
    about: str,
    words: str,
    owner: str | None,
    due: object,
    signed: str | None,
) -> int:
    """A task about a person, a promise, a finding or an account, by name or id."""
    from troth.acts import tasks as act

    return _done(
        ctx,
        out,
        signed,
        lambda work, by: act.add(work, about, words, by, owner=owner, due_us=_end_of(work, due)),
    )


@tasks.command()
@click.argument("id", type=int)
@click.option("--reason", metavar="HOW", default="", help="How it was done, in a word.")
@click.option("--evidence", metavar="ID", help="The record that shows it.")
@WHO
@out_options("text", "json")
@click.pass_context
def done(
    ctx: click.Context, out: Out, id: int, reason: str, evidence: str | None, signed: str | None
) -> int:
    """It is done, with the record that shows it or a word how."""
    from troth.acts import tasks as act

    return _done(
        ctx, out, signed, lambda work, by: act.done(work, id, by, evidence=evidence, reason=reason)
    )


@tasks.command()
@click.argument("id", type=int)
@click.argument("due", type=DAY, metavar="DAY")
@click.option("--reason", metavar="WHY", default="", help="Why; it is kept.")
@WHO
@out_options("text", "json")
@click.pass_context
def move(
    ctx: click.Context, out: Out, id: int, due: object, reason: str, signed: str | None
) -> int:
    """It is due on another day."""
    from troth.acts import tasks as act

    return _done(
        ctx,
        out,
        signed,
        lambda work, by: act.move(work, id, _end_of(work, due), by, reason=reason),
    )


@tasks.command()
@click.argument("id", type=int)
@click.argument("owner", metavar="NAME")
@WHO
@out_options("text", "json")
@click.pass_context
def give(ctx: click.Context, out: Out, id: int, owner: str, signed: str | None) -> int:
    """It is another colleague's from now on."""
    from troth.acts import tasks as act

    return _done(ctx, out, signed, lambda work, by: act.give(work, id, owner, by))


@tasks.command()
@click.argument("entry", type=int)
@WHO
@out_options("text", "json")
@click.pass_context
def undo(ctx: click.Context, out: Out, entry: int, signed: str | None) -> int:
    """Take back what was noted of a task, or the task itself, by the number of the entry."""
    from troth.acts import tasks as act

    return _done(ctx, out, signed, lambda work, by: act.undo(work, entry, by))


def _end_of(work: Workspace, day: object) -> int | None:
    """The last second of a day in the company's zone."""
    from datetime import datetime

    from troth.views.when import Clock

    if not isinstance(day, datetime):
        return None
    zone = work.settings.calendars.of(None, None).zone or "UTC"
    return Clock(now_us(), zone).end_of(day)


def _done(
    ctx: click.Context, out: Out, signed: str | None, deed: Callable[[Workspace, Signed], Entry]
) -> int:
    from troth.acts.note import Signed
    from troth.acts.opening import locate, opened
    from troth.faces.noted import noted, taken_back

    with opened(locate(ctx.obj)) as work:
        entry = deed(work, Signed(signed or signer(), now_us()))
    says = f"Task {entry.id}." if entry.deed == "task" else "Noted."
    back = f"troth tasks undo {entry.id}"
    undone = entry.deed == "undo" and out.form == "text"
    out.write(taken_back(entry, out.form) if undone else noted(entry, says, back, out.form))
    return 0

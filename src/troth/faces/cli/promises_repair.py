"""`troth promises repair`: after a break, each step until the customer says that it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from troth.faces.cli.options import Moment, Out, now_us, out_options
from troth.faces.signing import signer

if TYPE_CHECKING:
    from troth.acts.opening import Workspace
    from troth.views.repair import RepairLine

STEPS = (
    *("broken", "acknowledged", "heard", "owned", "offered", "accepted", "declined"),
    *("made-whole", "confirmed", "released", "reopened"),
)


@click.command()
@click.argument("id", required=False)
@click.argument("person", metavar="[WHO]", required=False)
@click.option(
    "--from",
    "record",
    metavar="RECORD",
    help="Open one from a customer's words: a break only they saw.",
)
@click.option("--step", type=click.Choice(STEPS), help="Note this step.")
@click.option("--evidence", metavar="RECORD", help="The record that shows it.")
@click.option("--reason", metavar="WHY", help="Or in words: what, where and when.")
@click.option(
    "--on", "at", type=Moment(begins=True), metavar="DAY", help="When it was, if not now."
)
@click.option("--offer", metavar="WORDS", help="With --step offered: what we will do.")
@click.option("--by", "due", type=Moment(), metavar="DAY", help="By when we will do it.")
@click.option("--amount", type=float, metavar="SUM", help="What the offer is worth.")
@click.option("--loss", type=float, metavar="SUM", help="What was lost.")
@click.option("--currency", metavar="CODE", help="The money of both: EUR.")
@click.option(
    "--justice",
    "item",
    type=click.Choice(["outcome", "process", "person"]),
    help="Note an answer to one of the three questions.",
)
@click.option("--answer", type=click.Choice(["yes", "partly", "no"]), help="What was answered.")
@click.option("--draft", is_flag=True, help="Write the draft of an apology.")
@click.option("--ask", is_flag=True, help="Write the three questions.")
@click.option("--undo", type=int, metavar="ENTRY", help="Take a step back by its number.")
@click.option("--who", help="Who says so; otherwise the name of the user.")
@out_options("text", "json")
@click.pass_context
def repair(ctx: click.Context, /, out: Out, **asked: Any) -> int:
    """After a break: each step, until the customer says that it is right.

    Without ID: all open repairs, the silence since, and how long the steps take. ID is a promise,
    or the record from which a repair was opened. Each step needs evidence or a reason; that it is
    right only the customer can say, so “confirmed” needs a record of theirs, or where they said so.
    """
    from troth.acts.look import look
    from troth.acts.opening import locate, opened
    from troth.acts.run import Asked

    with opened(locate(ctx.obj)) as work:
        noted = _noted(work, asked)
        if not noted and asked["id"] is None:
            look(work, Asked(now_us()))
        _tell(out, work, noted or asked["id"], asked)
    return 0


def _noted(work: Workspace, asked: dict[str, Any]) -> str | None:
    """What is to be noted, noted; gives what it is about, None where only a look was asked for."""
    from troth.acts import note, repair
    from troth.acts.note import Signed

    by = Signed(asked["who"] or signer(), now_us())
    if asked["undo"] is not None:
        entry = note.undo(work, asked["undo"], by)
        click.echo(f"Taken back: entry {entry.body['entry']}.", err=True)
        id: str | None = asked["id"]
        return id
    if asked["record"] is not None:
        return repair.open_from(work, asked["record"], asked["reason"], by).about
    step = "justice" if asked["item"] else asked["step"]
    if step is None:
        return None
    if asked["id"] is None:
        raise click.UsageError("Say which promise, or which record a repair was opened from.")
    names = ("evidence", "reason", "offer", "amount", "loss", "currency", "item", "answer")
    given = {name: asked[name] for name in names}
    step_noted = repair.Noted(step, due_us=asked["due"], at_us=asked["at"], **given)
    return repair.note(work, asked["id"], step_noted, by, who=asked["person"]).about


def _tell(out: Out, work: Workspace, about: str | None, asked: dict[str, Any]) -> None:
    from troth.acts.deed import the_promise
    from troth.faces import repairing
    from troth.views.opening import reading
    from troth.views.repair import repair_page

    with reading(work.ledger, work.index, work.settings, now_us()) as read:
        if about is not None and not about.startswith("e-"):
            about = the_promise(read.con, work, about).id
        page = repair_page(read, about)
        if asked["draft"] or asked["ask"]:
            held = (*page.open, *page.watched, *page.over)
            _letter(out, read, _one(held, asked["person"], read), ask=asked["ask"])
        elif out.form == "json":
            out.write(repairing.repairs_json(page))
        elif about is not None:
            out.write(repairing.details_text(page, out.color))
        else:
            out.write(repairing.repairs_text(page, out.color))


def _one(held: tuple[RepairLine, ...], person: str | None, read: Any) -> RepairLine:
    """The one repair a letter is about."""
    from troth.errors import TrothError
    from troth.views.who import the_person

    if person is not None:
        id = the_person(read, person).id
        held = tuple(one for one in held if one.person.id == id)
    if len(held) != 1:
        raise TrothError(
            "Nothing was broken here." if not held else "It broke for more than one person.",
            advice="Name promise and person:  troth promises repair ID WHO --draft",
        )
    return held[0]


def _letter(out: Out, read: Any, line: RepairLine, *, ask: bool) -> None:
    from troth.faces import repairing
    from troth.views.apology import apology

    told = apology(read, line)
    if out.form == "json":
        out.write(repairing.apology_json(told), about=told.person)
        return
    out.write(told.asks if ask else told.text, about=told.person)
    if told.left_out and not ask:
        out.say(told.left_out)

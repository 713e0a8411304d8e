"""Who of us looks after whom, what each owes, and handing it over to somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Out, now_us, out_options
from troth.faces.signing import signer

if TYPE_CHECKING:
    from troth.acts.note import Signed
    from troth.acts.opening import Workspace


@click.command(help=__doc__)
@click.argument("name", required=False)
@click.option("--to", "taker", metavar="OTHER", help="Hand all of it over to this colleague.")
@click.option("--only", metavar="WHO", help="With --to: only this person, or this account.")
@click.option("--undo", "back", type=int, metavar="ENTRY", help="Take back what was said or given.")
@click.option("--reason", metavar="WHY", default="", help="With --to: why; it is kept.")
@click.option("--who", "signed", help="Who says so; otherwise the name of the user.")
@click.option("--no-run", is_flag=True, help="With NAME: who waits is told from the last run.")
@out_options("text", "json", "csv")
@click.pass_context
def owners(
    ctx: click.Context,
    out: Out,
    name: str | None,
    taker: str | None,
    only: str | None,
    back: int | None,
    reason: str,
    signed: str | None,
    no_run: bool,
) -> int:
    """Without a name the list; with one, all that is theirs, on one page."""
    from troth.acts.handing_over import hand_over
    from troth.acts.note import Signed
    from troth.acts.opening import locate, opened
    from troth.faces import owning

    if (taker or only) and name is None:
        raise click.UsageError("Say whose it is:  troth owners NAME --to OTHER")
    if only and taker is None:
        raise click.UsageError("Say who takes it:  troth owners NAME --only WHO --to OTHER")
    by = Signed(signed or signer(), now_us())
    with opened(locate(ctx.obj)) as work:
        if back is not None:
            out.write(_undone(work, back, by, out.form))
        elif taker is not None and name is not None:
            given = hand_over(work, name, taker, by, reason=reason, who=only)
            out.write(owning.given_text(given, out.form))
        else:
            _shown(work, name, out, no_run)
    return 0


def _undone(work: Workspace, entry: int, by: Signed, form: str) -> str:
    from troth.acts import handing_over
    from troth.acts import owning as act
    from troth.faces import owning
    from troth.faces.noted import taken_back

    if handing_over.is_answer(work, entry):
        return owning.taken_back(handing_over.undo(work, entry, by), form)
    made = act.undo(work, entry, by)
    return taken_back(made, form)


def _shown(work: Workspace, name: str | None, out: Out, no_run: bool) -> None:
    from troth.acts.look import look
    from troth.acts.run import Asked
    from troth.errors import UnknownNameError
    from troth.faces import owning
    from troth.views.age import ages_text
    from troth.views.opening import reading
    from troth.views.owners import owner_names, owner_page
    from troth.views.owners import owners as view

    run = None if name is None or no_run else look(work, Asked(now_us()))
    with reading(work.ledger, work.index, work.settings, now_us(), run) as read:
        if name is None:
            page = view(read)
            told = {"json": owning.owners_json, "csv": owning.owners_csv}.get(out.form)
            out.write(told(page) if told else owning.owners_text(page, out.color))
            return
        one = owner_page(read, name)
        if one is None:
            raise UnknownNameError("owner", name, owner_names(read), advice="See:  troth owners")
        if out.form == "csv":
            raise click.UsageError("One owner is told as text or json.")
        out.write(
            owning.owner_json(one) if out.form == "json" else owning.owner_text(one, out.color)
        )
        out.say(ages_text(read))

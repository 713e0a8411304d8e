"""What accounts have from us and what they need, as we and as they rate it, apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Moment, Out, now_us, out_options
from troth.faces.signing import signer

if TYPE_CHECKING:
    from troth.acts.opening import Workspace

LEVELS = "broken, task, responsibility, outcome or day."


@click.command(
    help=f"""{__doc__}

Levels are {LEVELS} Without an account all that are rated are listed."""
)
@click.argument("account", required=False)
@click.option("--ours", metavar="LEVEL", help="We say that they have this.")
@click.option("--theirs", metavar="LEVEL", help="They say that they have this; with --by.")
@click.option("--needed", metavar="LEVEL", help="They say that they need this; with --by.")
@click.option(
    "--deliverable", metavar="LEVEL", help="We say that we can deliver no more than this."
)
@click.option("--by", "person", metavar="WHO", help="Who of the account said so.")
@click.option("--because", metavar="WHAT", default="", help="From what it is rated.")
@click.option("--evidence", metavar="ID", help="The record that shows it.")
@click.option("--on", "on_us", type=Moment(begins=True), metavar="DAY", help="When; otherwise now.")
@click.option("--undo", "back", type=int, metavar="ENTRY", help="Take a rating back.")
@click.option("--who", "signed", help="Who notes it; otherwise the name of the user.")
@out_options("text", "json")
@click.pass_context
def levels(
    ctx: click.Context,
    out: Out,
    account: str | None,
    ours: str | None,
    theirs: str | None,
    needed: str | None,
    deliverable: str | None,
    person: str | None,
    because: str,
    evidence: str | None,
    on_us: int | None,
    back: int | None,
    signed: str | None,
) -> int:
    """Without a rating they are listed; with one it is noted, dated and signed."""
    from troth.acts import rating
    from troth.acts.note import Signed
    from troth.acts.opening import locate, opened
    from troth.faces.noted import noted, taken_back

    kinds = {"ours": ours, "theirs": theirs, "needed": needed, "deliverable": deliverable}
    given = [(what, level) for what, level in kinds.items() if level]
    if len(given) > 1 or (given and account is None):
        raise click.UsageError("Say one rating of one account:  troth levels NAME --ours LEVEL")
    by = Signed(signed or signer(), now_us())
    with opened(locate(ctx.obj)) as work:
        if back is not None:
            out.write(taken_back(rating.undo(work, back, by), out.form))
        elif given and account is not None:
            what, level = given[0]
            entry = rating.rate(
                work,
                _id(work, account),
                what,
                level,
                by,
                because=because,
                evidence=evidence,
                person=person,
                on_us=on_us,
            )
            out.write(noted(entry, "Noted.", f"troth levels --undo {entry.id}", out.form))
        else:
            out.write(_listed(work, account, out))
    return 0


def _id(work: Workspace, account: str) -> str:
    from troth.views.doubts import account_named
    from troth.views.opening import reading

    with reading(work.ledger, work.index, work.settings, now_us()) as read:
        return account_named(read, account)


def _listed(work: Workspace, account: str | None, out: Out) -> str:
    from dataclasses import replace

    from troth.faces.leveling import levels_json, levels_text
    from troth.views.doubts import account_named
    from troth.views.levels import levels as view
    from troth.views.opening import reading

    with reading(work.ledger, work.index, work.settings, now_us()) as read:
        page = view(read)
        if account is not None:
            id = account_named(read, account)
            one = tuple(each for each in page.accounts if each.id == id)
            page = replace(page, accounts=one, says="" if one else "Nobody has rated it.")
    return levels_json(page) if out.form == "json" else levels_text(page, out.color)

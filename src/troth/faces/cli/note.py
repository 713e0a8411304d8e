"""Say something about a finding or a person (done, wrong, put off, away …), or bring a lens back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Moment, Out, now_us, out_options
from troth.faces.signing import signer

if TYPE_CHECKING:
    from troth.acts.opening import Workspace


@click.command(help=__doc__)
@click.argument("about", metavar="ABOUT")
@click.option("--done", metavar="WHAT", help="It is done: what was done, in words.")
@click.option("--evidence", metavar="ID", help="With --done: the record that shows it.")
@click.option("--dismiss", metavar="REASON", help="It needs nobody, and why.")
@click.option("--wrong", metavar="WHY", help="The lens is mistaken, and why.")
@click.option("--snooze", type=Moment(), metavar="DAY", help="Not now: off the list until then.")
@click.option("--answered", metavar="HOW", help="Answered where no record shows it, by phone say.")
@click.option("--away", type=Moment(), metavar="DAY", help="The person is away until then.")
@click.option("--heed", metavar="WHY", help="Of a lens that stepped back: bring it back.")
@click.option("--row", is_flag=True, help="Of the finding’s whole row on Today, not of it alone.")
@click.option("--who", help="Who says so; otherwise the name of the user.")
@out_options("text", "json")
@click.pass_context
def note(
    ctx: click.Context,
    out: Out,
    about: str,
    done: str | None,
    evidence: str | None,
    dismiss: str | None,
    wrong: str | None,
    snooze: int | None,
    answered: str | None,
    away: int | None,
    heed: str | None,
    row: bool,
    who: str | None,
) -> int:
    """One entry in the ledger: dated, signed, never edited; ABOUT is a finding, a person or a lens."""
    from troth.acts import note as act
    from troth.acts.opening import locate, opened
    from troth.faces.wire import as_json, plain

    given = {
        name: value
        for name, value in (
            ("done", done or evidence),
            ("dismiss", dismiss),
            ("wrong", wrong),
            ("snooze", snooze),
            ("answered", answered),
            ("away", away),
            ("heed", heed),
        )
        if value is not None
    }
    if len(given) != 1:
        raise click.UsageError("Say exactly one thing: --done, --dismiss, --wrong, --snooze, …")
    by = act.Signed(who or signer(), now_us())
    deed, also = next(iter(given)), list[str]()
    deeds = {
        "done": lambda work: act.done(
            work, about, by, evidence=evidence, reason=done or "", also=also
        ),
        "dismiss": lambda work: act.dismiss(work, about, dismiss or "", by, also=also),
        "wrong": lambda work: act.wrong(work, about, wrong or "", by, also=also),
        "snooze": lambda work: act.snooze(work, about, snooze or 0, by, also=also),
        "answered": lambda work: act.answered(work, about, by, reason=answered or "")[-1],
        "away": lambda work: act.away(work, about, away or 0, by),
        "heed": lambda work: act.heed(work, about, heed or "", by),
    }
    with opened(locate(ctx.obj)) as work:
        also += _row(work, about, deed, by.now_us) if row else []
        entry = deeds[deed](work)
    out.write(as_json(plain(entry)) if out.form == "json" else f"Noted as entry {entry.id}.")
    return 0


def _row(work: Workspace, id: str, deed: str, now_us: int) -> list[str]:
    """What else stands in the row of Today with this finding."""
    from troth.views.opening import reading
    from troth.views.today import with_it

    with reading(work.ledger, work.index, work.settings, now_us) as read:
        return with_it(read, id, deed)

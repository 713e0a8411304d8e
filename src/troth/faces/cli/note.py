"""Say something about a finding or a person: done, dismissed, put off, wrong, answered, away."""

from __future__ import annotations

import click

from troth.faces.cli.options import Moment, Out, now_us, out_options
from troth.faces.signing import signer


@click.command(help=__doc__)
@click.argument("about", metavar="FINDING-OR-PERSON")
@click.option("--done", metavar="WHAT", help="It is done: what was done, in words.")
@click.option("--evidence", metavar="ID", help="With --done: the record that shows it.")
@click.option("--dismiss", metavar="REASON", help="It needs nobody, and why.")
@click.option("--wrong", metavar="WHY", help="The lens is mistaken, and why.")
@click.option("--snooze", type=Moment(), metavar="DAY", help="Not now: off the list until then.")
@click.option("--answered", metavar="HOW", help="Answered where no record shows it, by phone say.")
@click.option("--away", type=Moment(), metavar="DAY", help="The person is away until then.")
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
    who: str | None,
) -> int:
    """One entry in the ledger: dated, signed, never edited."""
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
        )
        if value is not None
    }
    if len(given) != 1:
        raise click.UsageError("Say exactly one thing: --done, --dismiss, --wrong, --snooze, …")
    by = act.Signed(who or signer(), now_us())
    deeds = {
        "done": lambda work: act.done(work, about, by, evidence=evidence, reason=done or ""),
        "dismiss": lambda work: act.dismiss(work, about, dismiss or "", by),
        "wrong": lambda work: act.wrong(work, about, wrong or "", by),
        "snooze": lambda work: act.snooze(work, about, snooze or 0, by),
        "answered": lambda work: act.answered(work, about, by, reason=answered or "")[-1],
        "away": lambda work: act.away(work, about, away or 0, by),
    }
    with opened(locate(ctx.obj)) as work:
        entry = deeds[next(iter(given))](work)
    out.write(as_json(plain(entry)) if out.form == "json" else f"Noted as entry {entry.id}.")
    return 0

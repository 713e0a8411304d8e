"""Run lenses over the records and print what they find."""

from __future__ import annotations

import click

from troth.faces.cli.options import Moment, Out, now_us, out_options, progress


@click.command(help=__doc__)
@click.argument("lenses", nargs=-1, metavar="[LENS…]")
@click.option("--person", metavar="WHO", help="Only about this person (name, address or id).")
@click.option("--account", metavar="NAME", help="Only about people of this account.")
@click.option("--side", metavar="SIDE", help="Only about people of this side.")
@click.option("--segment", metavar="NAME", help="Only people of this segment of troth.toml.")
@click.option("--as-of", "as_of", type=Moment(), help="Look as if it were this day or moment.")
@click.option("--known-at", "known_at", type=Moment(), help="With only what was known by then.")
@click.option("--new", "only_new", is_flag=True, help="Only what the run before had not found.")
@click.option("--no-run", is_flag=True, help="Print the last run as it is.")
@out_options("text", "json", "csv")
@click.pass_context
def look(
    ctx: click.Context,
    out: Out,
    lenses: tuple[str, ...],
    person: str | None,
    account: str | None,
    side: str | None,
    segment: str | None,
    as_of: int | None,
    known_at: int | None,
    only_new: bool,
    no_run: bool,
) -> int:
    """Findings, newest run; those a person put aside stay in, marked by what was done."""
    from troth.acts.look import known_lenses
    from troth.acts.look import look as act
    from troth.acts.opening import locate, opened
    from troth.acts.run import Asked
    from troth.faces import terminal, wire
    from troth.views.age import ages_text, records_until
    from troth.views.findings import Wanted, findings
    from troth.views.opening import reading
    from troth.views.segments import within

    asked = Asked(now_us(), as_of, known_at)
    with opened(locate(ctx.obj)) as work:
        wanted = known_lenses(work, lenses)
        with progress("Looking", out.quiet) as report:
            run = act(work, asked, fresh=not no_run, progress=report)
        with reading(work.ledger, work.index, work.settings, asked.moment_us, run) as read:
            some = within(read, segment)
            told = findings(read, Wanted(wanted, person, account, side, only_new, some))
            if out.form == "json":
                until = records_until(read)
                held = [wire.finding_json(one) | {"records_until": until} for one in told]
                out.write(wire.as_json(held))
            elif out.form == "csv":
                out.write(wire.findings_csv(told))
            else:
                out.write(terminal.findings_text(told, read.clock, out.color))
                out.say(_summary(len(told), sum(one.status == "unsure" for one in told)))
                out.say(ages_text(read))
    return 0


def _summary(n: int, unsure: int) -> str:
    if not n:
        return "Nothing to say."
    doubt = f", {unsure} of them unsure" if unsure else ""
    return f"{n} finding{'' if n == 1 else 's'}{doubt}."

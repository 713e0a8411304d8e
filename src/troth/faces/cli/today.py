"""Who needs us now: at most ten rows, each with its reason, its evidence and a next step."""

from __future__ import annotations

import click

from troth.faces.cli.options import Moment, Out, now_us, out_options, progress
from troth.faces.signing import signer

ALL = 10_000


@click.command(help=__doc__)
@click.option("--owner", metavar="NAME", help="Only the rows this colleague owns.")
@click.option("--side", metavar="SIDE", help="Only people of this side.")
@click.option("--segment", metavar="NAME", help="Only people of this segment of troth.toml.")
@click.option("--lens", metavar="NAME", help="Only rows with this reason, by the lens’ name.")
@click.option("--limit", type=click.IntRange(1, ALL), default=10, show_default=True)
@click.option("--all", "everyone", is_flag=True, help="Everybody, however many.")
@click.option("--as-of", "as_of", type=Moment(), help="As if it were this day or moment.")
@click.option("--no-run", is_flag=True, help="Print the last run as it is.")
@out_options("text", "json", "csv")
@click.pass_context
def today(
    ctx: click.Context,
    out: Out,
    owner: str | None,
    side: str | None,
    segment: str | None,
    lens: str | None,
    limit: int,
    everyone: bool,
    as_of: int | None,
    no_run: bool,
) -> int:
    """The on-call list of people."""
    from troth.acts.look import known_lenses
    from troth.acts.look import look as act
    from troth.acts.opening import locate, opened
    from troth.acts.run import Asked
    from troth.faces import terminal, wire
    from troth.faces.todaying import today_json
    from troth.views.opening import reading
    from troth.views.segments import within
    from troth.views.today import today as view

    asked = Asked(now_us(), as_of)
    with opened(locate(ctx.obj)) as work:
        known_lenses(work, (lens,) if lens else ())
        with progress("Looking", out.quiet) as report:
            run = act(work, asked, fresh=not no_run, progress=report)
        with reading(work.ledger, work.index, work.settings, asked.moment_us, run) as read:
            some = within(read, segment)
            page = view(
                read,
                limit=ALL if everyone else limit,
                side=side,
                lens=lens,
                owner=owner,
                me=signer(),
                within=some,
            )
            if out.form == "json":
                out.write(wire.as_json(today_json(page)))
            elif out.form == "csv":
                out.write(wire.findings_csv(row.main for row in page.rows))
            else:
                out.write(terminal.today_text(page, read.clock, out.color))
    return 0

"""What did our outages cost our customers, who heard of them, and was it more than we promised?"""

from __future__ import annotations

import click

from troth.faces.cli.options import Moment, Out, now_us, out_options


@click.command(help=__doc__)
@click.option(
    "--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="How far back."
)
@click.option("--as-of", "as_of", type=Moment(), help="As if it were this day or moment.")
@out_options("text", "json")
@click.pass_context
def incidents(ctx: click.Context, out: Out, days: int, as_of: int | None) -> int:
    """Incidents, whom they hit, and what is left of the uptime promised."""
    from troth.acts.opening import locate, opened
    from troth.faces import wire
    from troth.faces.outage_text import incidents_text
    from troth.views.age import ages_text
    from troth.views.incidents import incidents as view
    from troth.views.opening import reading

    moment = now_us() if as_of is None else as_of
    with (
        opened(locate(ctx.obj)) as work,
        reading(work.ledger, work.index, work.settings, moment) as read,
    ):
        page = view(read, days=days)
        if out.form == "json":
            out.write(wire.as_json(wire.plain(page)))
        else:
            out.write(incidents_text(page, out.color))
        out.say(ages_text(read))
    return 0

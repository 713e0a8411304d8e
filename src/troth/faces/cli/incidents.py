"""What did our outages cost our customers, who heard of them, and was it more than we promised?"""

from __future__ import annotations

import click

from troth.faces.cli.options import Out, now_us, out_options


@click.command(help=__doc__)
@click.option(
    "--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="How far back."
)
@out_options("text", "json")
@click.pass_context
def incidents(ctx: click.Context, out: Out, days: int) -> int:
    """Incidents, whom they hit, and what is left of the uptime promised."""
    from troth.acts.opening import locate, opened
    from troth.faces import wire
    from troth.faces.outage_text import incidents_text
    from troth.views.age import ages_text
    from troth.views.incidents import incidents as view
    from troth.views.opening import reading

    with (
        opened(locate(ctx.obj)) as work,
        reading(work.ledger, work.index, work.settings, now_us()) as read,
    ):
        page = view(read, days=days)
        if out.form == "json":
            out.write(wire.as_json(wire.plain(page)))
        else:
            out.write(incidents_text(page, out.color))
        out.say(ages_text(read))
    return 0

"""Where do our customers' cases go, where do they turn back, and who is left standing?"""

from __future__ import annotations

import click

from troth.faces.cli.options import Out, now_us, out_options


@click.command(help=__doc__)
@click.option(
    "--all", "everybody", is_flag=True, help="Everybody who is left, not the first few of each end."
)
@out_options("text", "json")
@click.pass_context
def journeys(ctx: click.Context, out: Out, everybody: bool) -> int:
    """Each system's map, its costs and its ways; then dead ends with the people in them."""
    from troth.acts.look import look
    from troth.acts.opening import locate, opened
    from troth.acts.run import Asked
    from troth.faces import journeying
    from troth.faces.wire import as_json
    from troth.views.age import ages_text, records_until
    from troth.views.journeys import MOST_LEFT
    from troth.views.journeys import journeys as view
    from troth.views.opening import reading

    with opened(locate(ctx.obj)) as work:
        look(work, Asked(now_us()))
        with reading(work.ledger, work.index, work.settings, now_us()) as read:
            page = view(read, most=None if everybody else MOST_LEFT)
            if out.form == "json":
                told = journeying.journeys_data(page) | {"records_until": records_until(read)}
                out.write(as_json(told))
            else:
                out.write(journeying.journeys_text(page, out.color))
            out.say(ages_text(read))
    return 0

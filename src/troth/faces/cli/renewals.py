"""Which accounts renew within 90 days while we still owe them something?"""

from __future__ import annotations

import click

from troth.faces.cli.options import Out, now_us, out_options


@click.command(help=__doc__)
@out_options("text", "json")
@click.pass_context
def renewals(ctx: click.Context, out: Out) -> int:
    """The account, its day, what is owed to whom and since when, and the money that is named."""
    from troth.acts.look import look
    from troth.acts.opening import locate, opened
    from troth.acts.run import Asked
    from troth.faces import repairing
    from troth.views.age import ages_text
    from troth.views.opening import reading
    from troth.views.renewals import renewals as view

    with opened(locate(ctx.obj)) as work:
        look(work, Asked(now_us()))
        with reading(work.ledger, work.index, work.settings, now_us()) as read:
            page = view(read)
            if out.form == "json":
                out.write(repairing.renewals_json(page))
            else:
                out.write(repairing.renewals_text(page, out.color))
            out.say(ages_text(read))
    return 0

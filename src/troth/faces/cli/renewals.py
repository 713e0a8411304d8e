"""Which accounts renew within 90 days while we still owe them something?"""

from __future__ import annotations

import click

from troth.faces.cli.options import Out, now_us, out_options


@click.command(help=__doc__)
@out_options("text", "json")
@click.pass_context
def renewals(ctx: click.Context, out: Out) -> int:
    """What is owed to whom and since when; how long customers stay, renew, and when one is paid for."""
    from troth.acts.look import look
    from troth.acts.opening import locate, opened
    from troth.acts.run import Asked
    from troth.faces import repairing
    from troth.faces.staying import staying_data, staying_text
    from troth.faces.wire import as_json
    from troth.views.age import ages_text
    from troth.views.opening import reading
    from troth.views.renewals import renewals as view
    from troth.views.staying import staying

    with opened(locate(ctx.obj)) as work:
        look(work, Asked(now_us()))
        with reading(work.ledger, work.index, work.settings, now_us()) as read:
            page, stays = view(read), staying(read)
            if out.form == "json":
                out.write(as_json(repairing.renewals_data(page) | staying_data(stays)))
            else:
                told = repairing.renewals_text(page, out.color)
                out.write(f"{told}\n\n{staying_text(stays, out.color)}")
            out.say(ages_text(read))
    return 0

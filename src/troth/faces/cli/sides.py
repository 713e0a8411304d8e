"""Which side do we serve worst? The same measures for each side, due process, what they say outright."""

from __future__ import annotations

import click

from troth.faces.cli.options import Out, now_us, out_options, progress


@click.command(help=__doc__)
@click.option("--no-run", is_flag=True, help="Print what the last run found, as it is.")
@click.option("--exit-code", is_flag=True, help="Exit 1 where one side is clearly served worse.")
@out_options("text", "json")
@click.pass_context
def sides(ctx: click.Context, out: Out, no_run: bool, exit_code: bool) -> int:
    """The sides held against each other."""
    from troth.acts.look import look
    from troth.acts.opening import locate, opened
    from troth.acts.run import Asked
    from troth.faces import wire
    from troth.faces.sides_text import sides_text
    from troth.views.age import ages_text
    from troth.views.opening import reading
    from troth.views.sides import SHOWN
    from troth.views.sides import sides as view

    asked = Asked(now_us())
    with opened(locate(ctx.obj)) as work:
        with progress("Looking", out.quiet) as report:
            run = look(work, asked, fresh=not no_run, progress=report)
        with reading(work.ledger, work.index, work.settings, asked.moment_us, run) as read:
            page = view(read, most=None if out.form == "json" else SHOWN)
            if out.form == "json":
                out.write(wire.as_json(wire.plain(page)))
            else:
                out.write(sides_text(page, out.color))
            out.say(ages_text(read))
    return int(exit_code and page.worst is not None)

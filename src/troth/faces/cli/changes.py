"""Were they told in time? Every change we told of, with the notice it gave and the notice we promise."""

from __future__ import annotations

import click

from troth.faces.cli.options import Moment, Out, now_us, out_options, progress


@click.command(help=__doc__)
@click.option("--side", metavar="SIDE", help="Only changes for this side.")
@click.option("--limit", default=20, show_default=True, help="So many; 0 is all.")
@click.option("--as-of", "as_of", type=Moment(), help="As if it were this day or moment.")
@click.option("--no-run", is_flag=True, help="Print what the last run found, as it is.")
@click.option("--exit-code", is_flag=True, help="Exit 1 where one surely came with too little.")
@out_options("text", "json", "csv")
@click.pass_context
def changes(
    ctx: click.Context,
    out: Out,
    side: str | None,
    limit: int,
    as_of: int | None,
    no_run: bool,
    exit_code: bool,
) -> int:
    """Changes with both notices, raw and actionable."""
    from troth.acts.look import look
    from troth.acts.opening import locate, opened
    from troth.acts.run import Asked
    from troth.faces import changing
    from troth.views.changes import changes as view
    from troth.views.opening import reading

    asked = Asked(now_us(), as_of)
    with opened(locate(ctx.obj)) as work:
        with progress("Looking", out.quiet) as report:
            run = look(work, asked, fresh=not no_run, progress=report)
        with reading(work.ledger, work.index, work.settings, asked.moment_us, run) as read:
            page = view(read, side=side, most=limit or None)
            if out.form == "text":
                out.write(changing.changes_text(page, out.color))
            elif out.form == "csv":
                out.write(changing.changes_csv(page))
            else:
                out.write(changing.changes_json(page))
    return int(exit_code and page.short > 0)

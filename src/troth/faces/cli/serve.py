"""Serve the pages on this machine: Today, people, promises, documents, and adding records."""

from __future__ import annotations

import click

from troth.faces.cli.options import now_us, progress


@click.command(help=__doc__)
@click.option("--port", type=click.IntRange(0, 65535), help="The port; otherwise one that is free.")
@click.option("--open/--no-open", "open_", default=True, help="Open the browser, or do not.")
@click.pass_context
def serve(ctx: click.Context, port: int | None, open_: bool) -> int:
    """The pages until Ctrl-C; only this machine can reach them, and only with the link it prints."""
    from troth.acts.look import look
    from troth.acts.opening import locate, opened
    from troth.acts.run import Asked
    from troth.faces.browsing import announcing
    from troth.faces.web.serving import serve as run

    home = locate(ctx.obj)
    with opened(home) as work, progress("Looking", False) as report:
        look(work, Asked(now_us()), progress=report)
        settings = work.settings
    run(home, settings, port=port, ready=announcing(open_))
    return 0

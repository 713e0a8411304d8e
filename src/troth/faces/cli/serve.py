"""Serve the pages on this machine: Today, people, promises, documents, and adding records.

Meanwhile one worker takes in what is added and looks again: at the start where something is new,
after each file, and daily at the hour set in troth.toml ([serve] at = "06:30").
"""

from __future__ import annotations

import click


@click.command(help=__doc__)
@click.option("--port", type=click.IntRange(0, 65535), help="The port; otherwise one that is free.")
@click.option("--open/--no-open", "open_", default=True, help="Open the browser, or do not.")
@click.pass_context
def serve(ctx: click.Context, port: int | None, open_: bool) -> int:
    """The pages until Ctrl-C; only this machine can reach them, and only with the link it prints."""
    from troth import config
    from troth.acts.opening import locate, opened
    from troth.faces.browsing import announcing
    from troth.faces.web.serving import serve as run

    home = locate(ctx.obj)
    settings = config.load(home.root)
    with opened(home, settings):
        pass  # a workspace that cannot be opened is told before any page is
    run(home, settings, port=port, ready=announcing(open_))
    return 0

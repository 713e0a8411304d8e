"""Give one person's data as JSON: everything held about them, in clear, for them."""

from __future__ import annotations

import click

from troth.faces.cli.options import Out, out_options


@click.command(help=__doc__)
@click.argument("who")
@out_options("json")
@click.pass_context
def export(ctx: click.Context, out: Out, who: str) -> int:
    """Records, promises, findings and notes of one person."""
    from troth.acts.export import export as act
    from troth.acts.opening import locate, opened
    from troth.faces.wire import as_json, plain

    with opened(locate(ctx.obj)) as work:
        out.write(as_json(plain(act(work, who))))
    return 0

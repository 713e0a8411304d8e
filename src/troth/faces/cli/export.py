"""Give one person's data: everything held about them, in clear, for them, and nobody else in it."""

from __future__ import annotations

import click

from troth.faces.cli.options import Out, now_us, out_options


@click.command(help=__doc__)
@click.argument("who")
@out_options("json", "html")
@click.pass_context
def export(ctx: click.Context, out: Out, who: str) -> int:
    """A page to read and print (--format html) or JSON."""
    from troth.acts.opening import locate, opened
    from troth.faces.masks import masked
    from troth.faces.web.exporting import HIDDEN, export_data, export_html
    from troth.faces.wire import as_json
    from troth.views.export import export as view
    from troth.views.opening import reading
    from troth.views.who import the_person

    with (
        opened(locate(ctx.obj)) as work,
        reading(work.ledger, work.index, work.settings, now_us()) as read,
    ):
        id = the_person(read, who).id
        told = view(read, id)
        if told is None:
            raise click.UsageError("That person asked to be forgotten; nothing is held.")
        text = export_html(told, read.clock) if out.form == "html" else as_json(export_data(told))
    out.write(text, about=id)
    if masked():
        out.say(HIDDEN)
    return 0

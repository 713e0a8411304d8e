"""Forget one person: blank them in every file, and give a receipt of what is gone."""

from __future__ import annotations

import click

from troth.faces.cli.options import Out, now_us, out_options


@click.command(help=__doc__)
@click.argument("who")
@click.option("--yes", is_flag=True, help="Do not ask.")
@out_options("text", "json")
@click.pass_context
def forget(ctx: click.Context, out: Out, who: str, yes: bool) -> int:
    """The one act that takes words away; it cannot be undone."""
    from troth import config
    from troth.acts.forget import forget as act
    from troth.acts.opening import locate, opened
    from troth.faces.receipts import forgotten_text
    from troth.faces.wire import as_json, plain
    from troth.views.opening import reading
    from troth.views.who import the_person

    home = locate(ctx.obj)
    settings = config.load(home.root)
    with (
        opened(home, settings) as work,
        reading(work.ledger, work.index, settings, now_us()) as read,
    ):
        person = the_person(read, who)
    if not yes:
        click.confirm(
            f"Forget {person.label} for good? Their words and names go from every file; this "
            "cannot be undone",
            abort=True,
            err=True,
        )
    receipt = act(home, settings, person.id, now_us=now_us())
    out.write(as_json(plain(receipt)) if out.form == "json" else forgotten_text(receipt))
    return 0

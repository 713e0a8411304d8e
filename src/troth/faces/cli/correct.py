"""Say what a text really is where troth reads it otherwise; it counts in `troth grade --mine`."""

from __future__ import annotations

import click

from troth.faces.cli.options import Out, now_us, out_options
from troth.faces.signing import signer


@click.command(help=__doc__)
@click.argument("task")
@click.argument("record", metavar="RECORD")
@click.argument("label")
@click.option("--words", help="Only these words of the record, letter for letter; otherwise all.")
@click.option("--who", help="Who says so; otherwise the name of the user.")
@out_options("text", "json")
@click.pass_context
def correct(
    ctx: click.Context,
    out: Out,
    task: str,
    record: str,
    label: str,
    words: str | None,
    who: str | None,
) -> int:
    """One entry in the ledger: the record, the place in it, and the label; never the words."""
    from troth.acts.correct import correct as act
    from troth.acts.note import Signed
    from troth.acts.opening import locate, opened
    from troth.faces.wire import as_json, plain

    with opened(locate(ctx.obj)) as work:
        entry = act(work, task, record, label, Signed(who or signer(), now_us()), words=words)
    out.write(as_json(plain(entry)) if out.form == "json" else f"Noted as entry {entry.id}.")
    return 0

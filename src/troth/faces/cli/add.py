"""Read files and folders in: once, under the right person, and nothing is lost."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Out, now_us, out_options, progress

if TYPE_CHECKING:
    from troth.acts.receipt import Receipt


@click.command(help=__doc__)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--as", "source", metavar="SOURCE", help="Say which source reads it.")
@click.option("--system", metavar="NAME", help="Say which system the records come from.")
@click.option("--dry-run", is_flag=True, help="Read and tell, but keep nothing.")
@out_options("text", "json")
@click.pass_context
def add(
    ctx: click.Context,
    out: Out,
    paths: tuple[str, ...],
    source: str | None,
    system: str | None,
    dry_run: bool,
) -> int:
    """The receipt of what went in; `-` reads standard input."""
    from troth import config
    from troth.acts.add import add as act
    from troth.acts.opening import locate_or_make

    home = locate_or_make(ctx.obj)
    with progress("Reading", out.quiet) as report:
        receipt = act(
            home,
            config.load(home.root),
            paths,
            source=source,
            system=system,
            dry_run=dry_run,
            stdin=sys.stdin.buffer if "-" in paths else None,
            now_us=now_us(),
            progress=lambda name, rows: report(f"Reading {name}", rows, None),
        )
    out.write(_json(receipt) if out.form == "json" else _text(receipt))
    return 2 if receipt.nothing_read else 0


def _json(receipt: Receipt) -> str:
    from troth.faces.wire import as_json, receipt_json

    return as_json(receipt_json(receipt))


def _text(receipt: Receipt) -> str:
    from troth.faces.receipts import receipt_text

    return receipt_text(receipt)

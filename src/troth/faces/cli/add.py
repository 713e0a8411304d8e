"""Read files and folders in: once, under the right person, and nothing is lost."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Out, now_us, out_options, progress

if TYPE_CHECKING:
    from troth.acts.opening import Home
    from troth.acts.receipt import Receipt


@click.command(help=__doc__)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--as", "source", metavar="SOURCE", help="Say which source reads it.")
@click.option("--system", metavar="NAME", help="Say which system the records come from.")
@click.option("--dry-run", is_flag=True, help="Read and tell, but keep nothing.")
@click.option("--map", "mapping", is_flag=True, help="Propose what its columns are, and ask.")
@click.option("--yes", is_flag=True, help="With --map: write the proposal down and add the file.")
@click.option("--history", is_flag=True, help="Every version of a document that git holds.")
@out_options("text", "json")
@click.pass_context
def add(
    ctx: click.Context,
    out: Out,
    paths: tuple[str, ...],
    source: str | None,
    system: str | None,
    dry_run: bool,
    mapping: bool,
    yes: bool,
    history: bool,
) -> int:
    """The receipt of what went in; `-` reads standard input."""
    from troth.acts.opening import locate_or_make
    from troth.faces.settling import answered, map_files, nothing_written

    home = locate_or_make(ctx.obj)

    def act(given: Sequence[str | Path]) -> Receipt:
        return _add(home, given, source, system, dry_run, history, out.quiet)

    if mapping:
        sure = yes and not dry_run
        files, code = map_files(home, paths, form=out.form, yes=sure, write=out.write, say=out.say)
        if not files:
            if not code and out.form == "text":
                out.say(nothing_written(paths))
            return code
        receipt = act(files)
    else:
        receipt = answered(home, paths, act(paths), act)
    out.write(_json(receipt) if out.form == "json" else _text(receipt))
    return 2 if receipt.nothing_read else 0


def _add(
    home: Home,
    paths: Sequence[str | Path],
    source: str | None,
    system: str | None,
    dry_run: bool,
    history: bool,
    quiet: bool,
) -> Receipt:
    from troth import config
    from troth.acts.add import add as act

    with progress("Reading", quiet) as report:
        return act(
            home,
            config.load(home.root),
            paths,
            source=source,
            system=system,
            dry_run=dry_run,
            history=history,
            stdin=sys.stdin.buffer if "-" in paths else None,
            now_us=now_us(),
            progress=lambda name, rows: report(f"Reading {name}", rows, None),
        )


def _json(receipt: Receipt) -> str:
    from troth.faces.wire import as_json, receipt_json

    return as_json(receipt_json(receipt))


def _text(receipt: Receipt) -> str:
    from troth.faces.receipts import receipt_text

    return receipt_text(receipt)

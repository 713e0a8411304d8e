"""Read files and folders in: once, under the right person, and nothing is lost."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from troth.faces.cli.options import Out, now_us, out_options, progress
from troth.faces.signing import signer

if TYPE_CHECKING:
    from troth.acts.opening import Home
    from troth.acts.receipt import Receipt


@click.command(help=__doc__)
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("--as", "source", metavar="SOURCE", help="Say which source reads it.")
@click.option("--system", metavar="NAME", help="Say which system the records come from.")
@click.option("--whole", is_flag=True, help="It is all there is: what it lacks was deleted there.")
@click.option(
    "--aside",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the rows set aside there, to be corrected and added again.",
)
@click.option("--dry-run", is_flag=True, help="Read and tell, but keep nothing.")
@click.option("--map", "mapping", is_flag=True, help="Propose what its columns are, and ask.")
@click.option(
    "--yes",
    is_flag=True,
    help="Insist: with --map, write it down and add; with --whole, let much go.",
)
@click.option("--history", is_flag=True, help="Every version of a document that git holds.")
@out_options("text", "json")
@click.pass_context
def add(
    ctx: click.Context,
    out: Out,
    paths: tuple[str, ...],
    source: str | None,
    system: str | None,
    whole: bool,
    aside: Path | None,
    dry_run: bool,
    mapping: bool,
    yes: bool,
    history: bool,
) -> int:
    """The receipt of what went in; `-` reads standard input.

    `--aside` without a path writes what was set aside of every file when it was read last.
    """
    if not paths and aside is None:
        raise click.UsageError("Missing argument '[PATH…]'.")
    if aside is not None and dry_run:
        raise click.UsageError("A dry run keeps nothing, so there is nothing for --aside to write.")
    from troth.acts.opening import locate_or_make
    from troth.faces.settling import answered, map_files, nothing_written

    home = locate_or_make(ctx.obj)
    if not paths and aside is not None:
        _aside(out, home, None, aside)
        return 0
    asked = {"source": source, "system": system, "dry_run": dry_run}
    asked |= {"whole": whole, "insist": yes, "history": history, "signed_by": signer()}

    def act(given: Sequence[str | Path]) -> Receipt:
        return _add(home, given, out.quiet, asked)

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
    if aside is not None:
        _aside(out, home, {one.path for one in receipt.sources if one.set_aside}, aside)
    return 2 if receipt.nothing_read else 0


def added(home: Home, out: Out, paths: Sequence[str], *, dry_run: bool) -> int:
    """Add some paths, write the receipt, and give the exit code."""
    asked = {"dry_run": dry_run}
    receipt = _add(home, paths, out.quiet, asked)
    out.write(_json(receipt) if out.form == "json" else _text(receipt))
    return 2 if receipt.nothing_read else 0


def _add(home: Home, paths: Sequence[str | Path], quiet: bool, asked: Mapping[str, Any]) -> Receipt:
    from troth import config
    from troth.acts.add import add as act

    with progress("Reading", quiet) as report:
        return act(
            home,
            config.load(home.root),
            paths,
            **asked,
            stdin=sys.stdin.buffer if "-" in paths else None,
            now_us=now_us(),
            progress=lambda name, rows: report(f"Reading {name}", rows, None),
        )


def _aside(out: Out, home: Home, paths: set[str] | None, target: Path) -> None:
    """Write the rows set aside of these files (of all, for None), and say where they lie."""
    from troth.acts.corrections import corrections, with_rows_aside, write_all
    from troth.acts.opening import opened
    from troth.faces.receipts import aside_text

    with opened(home) as work:
        read = [one for one in with_rows_aside(work) if paths is None or one.path in paths]
        held = [corrections(work, one) for one in read]
    rows = [one for one in held if one.rows or one.begun or one.without]
    for one, file in write_all(rows, target):
        out.say(aside_text(one, str(file)))
    for one in held:
        if one not in rows:
            out.say(aside_text(one, ""))
    if not held:
        out.say("Nothing was set aside.")


def _json(receipt: Receipt) -> str:
    from troth.faces.wire import as_json, receipt_json

    return as_json(receipt_json(receipt))


def _text(receipt: Receipt) -> str:
    from troth.faces.receipts import receipt_text

    return receipt_text(receipt)

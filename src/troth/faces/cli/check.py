"""Read documents before they go out: faceless plans, claims with no promise behind them."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Out, out_options

if TYPE_CHECKING:
    from troth.acts.check import Checked

EVERY_S = 0.5
"""How often `--watch` looks whether a file has changed."""


def _names(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for part in given for name in part.split(",") if name.strip())


@click.command(help=__doc__)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--select", multiple=True, callback=_names, metavar="LENS", help="Only this lens.")
@click.option("--ignore", multiple=True, callback=_names, metavar="LENS", help="Not this lens.")
@click.option("--diff", metavar="BASE", help="Only lines changed since a git revision or a file.")
@click.option("--baseline", metavar="FILE", help="Leave out what this file says is known.")
@click.option("--write-baseline", metavar="FILE", help="Write what is found as known, and stop.")
@click.option("--stdin-filename", metavar="NAME", help="What to call the text that `-` reads.")
@click.option("--statistics", is_flag=True, help="Also show the levels of attention.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@out_options("text", "json", "csv", "sarif", "github", "junit")
def check(
    out: Out,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    diff: str | None,
    baseline: str | None,
    write_baseline: str | None,
    stdin_filename: str | None,
    statistics: bool,
    watch: bool,
) -> int:
    """0 nothing found, 1 something found, 2 nothing could be read."""
    from troth.acts.check import check as act

    stdin = sys.stdin.buffer.read() if "-" in paths else None

    def once() -> int:
        began = time.perf_counter()
        done = act(
            paths,
            select=select,
            ignore=ignore,
            diff=diff,
            baseline=baseline,
            stdin=stdin,
            stdin_filename=stdin_filename,
        )
        if write_baseline is not None:
            return _written(Path(write_baseline), done, out)
        elapsed = round(1000 * (time.perf_counter() - began))
        _show(done, out, elapsed, statistics)
        if not done.documents:
            return 2
        return int(done.speaks)

    return _watched(paths, once) if watch else once()


def _show(done: Checked, out: Out, elapsed_ms: int, statistics: bool) -> None:
    from troth.faces import checking

    if out.form == "text":
        text = checking.check_text(done, out.color, elapsed_ms, quiet=out.quiet)
        if statistics:
            text = f"{text}\n\n{checking.statistics_text(done)}"
        out.write(text)
        return
    from troth.faces import check_forms

    forms: dict[str, Callable[[Checked], str]] = {
        "json": check_forms.check_json,
        "csv": check_forms.check_csv,
        "sarif": check_forms.check_sarif,
        "github": check_forms.check_github,
        "junit": check_forms.check_junit,
    }
    out.write(forms[out.form](done))
    for reject in done.rejects:
        out.say(reject.text())
    for remark in checking.remarks(done):
        out.say(remark)


def _written(path: Path, done: Checked, out: Out) -> int:
    from troth.acts.check import keep_as_known

    known = keep_as_known(done, path)
    out.say(f"{known} finding{'' if known == 1 else 's'} written to {path} as known.")
    return 0


def _watched(paths: tuple[str, ...], once: Callable[[], int]) -> int:
    """Check, and check again when a file changes, until it is stopped."""
    seen: dict[str, float] = {}
    code = 0
    try:
        while True:
            now = _moments(paths)
            if now != seen:
                seen = now
                code = once()
                sys.stdout.flush()
            time.sleep(EVERY_S)
    except KeyboardInterrupt:
        return code


def _moments(paths: tuple[str, ...]) -> dict[str, float]:
    found = {}
    for given in paths:
        path = Path(given)
        for one in path.rglob("*") if path.is_dir() else [path]:
            if one.is_file():
                found[str(one)] = one.stat().st_mtime
    return found

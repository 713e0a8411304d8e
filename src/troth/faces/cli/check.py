"""Read documents before they go out: faceless plans, claims with no promise behind them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from troth.faces.cli.options import Out, config_option, lens_option, out_options, preview_option

if TYPE_CHECKING:
    from troth.acts.check import Checked
    from troth.acts.check_rules import Asked

FORMS = ("text", "concise", "json", "csv", "sarif", "github", "gitlab", "junit", "rdjson", "html")


@click.command(help=__doc__)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@lens_option("--select", "Only this lens; ALL is all of them.")
@lens_option("--extend-select", "This lens too.")
@lens_option("--ignore", "Not this lens.")
@preview_option
@click.option(
    "--fail-on",
    type=click.Choice(("error", "warning", "info", "never")),
    help="The least severity that gives exit code 1; otherwise any finding does.",
)
@click.option("--exit-zero", is_flag=True, help="Exit code 0 even where something is found.")
@click.option("--diff", metavar="BASE", help="Only lines changed since a git revision or a file.")
@click.option("--baseline", metavar="FILE", help="Leave out what this file says is known.")
@click.option(
    "--write-baseline",
    metavar="FILE",
    help="Write what is found as known, and stop; a file that is there only shrinks.",
)
@click.option("--add-ignore", metavar="REASON", help="Write an allowance beside each finding.")
@click.option("--fix", is_flag=True, help="Mend slips that need no reader: “the the”.")
@click.option("--show-fixes", is_flag=True, help="Show what --fix would change, and stop.")
@config_option
@click.option("--show-settings", is_flag=True, help="Show what each path is checked by, and stop.")
@click.option("--show-files", is_flag=True, help="Show which files would be read, and stop.")
@click.option("--stdin-filename", metavar="NAME", help="What to call the text that `-` reads.")
@click.option("--no-cache", is_flag=True, help="Read unchanged documents again.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    help="Read many documents with so many processes; by default with one a core.",
)
@click.option("--statistics", is_flag=True, help="Also count by lens, and levels of attention.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@out_options(*FORMS)
def check(out: Out, paths: tuple[str, ...], **given: Any) -> int:
    """0 nothing found, 1 something found, 2 it could not be run or not everything be read."""
    from troth.acts.check_rules import Asked

    names = ("select", "extend_select", "ignore", "preview", "fail_on", "config")
    asked = Asked(**{name: given.pop(name) for name in names})
    if given["show_files"] or given["show_settings"] or given["show_fixes"]:
        return _shown(out, paths, asked, given)
    if given["fix"]:
        _mended(out, paths, asked)
    stdin = sys.stdin.buffer.read() if "-" in paths else None
    if given["watch"]:
        return _watched(out, paths, asked, lambda: _once(out, paths, asked, given, stdin))
    return _once(out, paths, asked, given, stdin)


def _once(
    out: Out, paths: tuple[str, ...], asked: Asked, given: dict[str, Any], stdin: bytes | None
) -> int:
    from troth.acts.check import check as act

    began = time.perf_counter()
    done = act(
        paths,
        asked=asked,
        diff=given["diff"],
        baseline=given["baseline"],
        stdin=stdin,
        stdin_filename=given["stdin_filename"],
        cached=not given["no_cache"],
        knowing=given["write_baseline"] is None,
        jobs=given["jobs"] or _cores(),
    )
    if given["write_baseline"] is not None:
        return _written(Path(given["write_baseline"]), done, out)
    if given["add_ignore"] is not None:
        return _allowed(done, paths, asked, given["add_ignore"], out)
    _show(done, out, round(1000 * (time.perf_counter() - began)), given["statistics"])
    if done.unread or (done.rejects and not done.documents):
        return 2
    return int(done.fails and not given["exit_zero"])


def _cores() -> int:
    """How many processes may read, where nobody says: those this one may run on. Copies of a
    process are safe on Linux; elsewhere they are for who asks for them."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _show(done: Checked, out: Out, elapsed_ms: int, statistics: bool) -> None:
    from troth.faces import checking

    if out.form == "text":
        text = checking.check_text(done, out.color, elapsed_ms, quiet=out.quiet)
        if statistics:
            text = f"{text}\n\n{checking.statistics_text(done)}"
        out.write(text)
        return
    from troth.faces import check_forms, check_reports

    forms: dict[str, Callable[[Checked], str]] = {
        "concise": check_reports.check_concise,
        "json": check_forms.check_json,
        "csv": check_forms.check_csv,
        "sarif": check_forms.check_sarif,
        "github": check_forms.check_github,
        "gitlab": check_reports.check_gitlab,
        "junit": check_forms.check_junit,
        "rdjson": check_reports.check_rdjson,
        "html": lambda one: check_reports.check_html(one, elapsed_ms),
    }
    out.write(forms[out.form](done))
    for reject in done.rejects:
        out.say(reject.text())
    for remark in checking.remarks(done):
        out.say(remark)
    if statistics:
        out.say(checking.statistics_text(done))
    out.say(checking.summary(done, elapsed_ms))


def _written(path: Path, done: Checked, out: Out) -> int:
    from troth.acts.check import keep_as_known

    held, new = keep_as_known(done, path)
    out.say(f"{held} finding{'' if held == 1 else 's'} written to {path} as known.")
    if new:
        out.say(
            f"{new} new {'one was' if new == 1 else 'ones were'} left out: a baseline only shrinks. "
            f"To begin anew, remove {path} first."
        )
    return 2 if done.unread else 0


def _allowed(done: Checked, paths: tuple[str, ...], asked: Asked, reason: str, out: Out) -> int:
    from troth.acts.check_allowing import allow

    count, left = allow(done, paths, asked, reason)
    out.say(f"{count} finding{'' if count == 1 else 's'} allowed.")
    for path in left:
        out.say(f"{path} can hold no comment of ours: say it in troth.toml, under [[allow]].")
    return 2 if done.unread else int(bool(left))


def _mended(out: Out, paths: tuple[str, ...], asked: Asked) -> None:
    from troth.acts.check_mends import mends, write

    for one in mends(paths, asked):
        write(one.path, one.before, one.after)
        out.say(f"{one.path}: {one.count} slip{'' if one.count == 1 else 's'} mended.")


def _shown(out: Out, paths: tuple[str, ...], asked: Asked, given: dict[str, Any]) -> int:
    """What would be read, by what it would be checked, or what would be mended; nothing is done."""
    name = given["stdin_filename"]
    if given["show_files"]:
        from troth.acts.check import files

        out.write("\n".join(files(paths, asked, name)))
        return 0
    if given["show_settings"]:
        from troth.acts.check_settings import governed
        from troth.faces.check_reports import settings_json, settings_text

        held = list(governed(paths, asked, name))
        out.write(settings_json(held) if out.form == "json" else settings_text(held))
        return 0
    from troth.acts.check_mends import mends

    found = list(mends(paths, asked))
    out.write("".join(one.diff() for one in found))
    return int(bool(found) and not given["exit_zero"])


def _watched(out: Out, paths: tuple[str, ...], asked: Asked, once: Callable[[], int]) -> int:
    """Check, and check again when a file changes, until it is stopped."""
    from troth.faces.check_watching import watched

    return watched(paths, asked, once, out.say)

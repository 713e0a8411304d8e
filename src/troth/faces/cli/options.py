"""What several commands share: their flags, where a result goes, and when to draw progress."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from troth.faces.masks import choose, shown

F = TypeVar("F", bound=Callable[..., Any])


NO_RECORDS = ("check", "explain", "grade")
"""Commands that tell nothing of the workspace's records, and need no workspace."""
MARKED = ("json", "sarif", "gitlab", "rdjson", "html", "ics")
"""Forms in which words are masked where they are put in, for numbers of ours stand beside them."""


@dataclass(frozen=True, slots=True)
class Out:
    """Where a result goes and how it looks: `form` is text, json or csv."""

    form: str
    target: Path | None
    quiet: bool
    color: bool

    def write(self, text: str, *, about: str | None = None) -> None:
        """Results go to standard output or the file; a closing newline is made sure of.

        A file that is all `about` one person is removed when that person is forgotten.
        """
        text = text if text.endswith("\n") or not text else text + "\n"
        if self.form not in MARKED:
            text = "".join(map(shown, text.splitlines(keepends=True)))
        if self.target is None:
            sys.stdout.write(text)
        else:
            keep(self.target, text, about)
            self.say(f"Written to {self.target}.")

    def say(self, text: str) -> None:
        """Messages to the person go to standard error, so that pipes work."""
        if text and not self.quiet:
            tell(text)


def keep(place: Path, text: str, about: str | None = None) -> None:
    """Write a file; in a workspace it is remembered, for whoever is in it may be forgotten."""
    ctx = click.get_current_context(silent=True)
    if ctx is not None and ctx.info_name not in NO_RECORDS:
        from troth.acts.written import remember

        remember(ctx.find_root().obj, place, text, now_us=now_us(), about=about)
    place.write_text(text, encoding="utf-8")


def tell(text: str) -> None:
    """Say it on standard error, without what could steer a terminal: it may name files."""
    from troth.faces.terminal import safe

    click.echo("\n".join(safe(line) for line in text.split("\n")), err=True)


preview_option = click.option(
    "--preview/--no-preview", default=None, help="Also lenses on trial; or only stable ones."
)
config_option = click.option(
    "--config",
    multiple=True,
    metavar="FILE|KEY=VALUE",
    help="A settings file instead of the nearest, or one setting: check.fail-on=error.",
)


def lens_option(flag: str, says: str) -> Callable[[F], F]:
    """A flag that names lenses, several times or parted by commas."""
    return click.option(flag, multiple=True, callback=_names, metavar="LENS", help=says)


def _names(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for part in given for name in part.split(",") if name.strip())


def out_options(*forms: str) -> Callable[[F], F]:
    """`--format`, `--output`, `--quiet` and `--no-color`, gathered into one `out` argument."""

    def decorate(function: F) -> F:
        def run(
            form: str,
            target: Path | None,
            quiet: bool,
            no_color: bool,
            mask: bool | None,
            **rest: Any,
        ) -> object:
            choose(mask)
            plain = no_color or bool(os.environ.get("NO_COLOR")) or target is not None
            color = not plain and sys.stdout.isatty()
            return function(out=Out(form, target, quiet, color), **rest)

        run.__name__ = function.__name__
        run.__doc__ = function.__doc__
        run.__click_params__ = getattr(function, "__click_params__", [])  # type: ignore[attr-defined]
        for option in _out(forms or ("text", "json", "csv")):
            run = option(run)
        return run  # type: ignore[return-value]

    return decorate


mask_option = click.option(
    "--mask/--no-mask",
    default=None,
    help="Show addresses and numbers half hidden, or in full; otherwise as troth.toml says.",
)


def _out(forms: tuple[str, ...]) -> tuple[Callable[[Any], Any], ...]:
    return (
        mask_option,
        click.option("--no-color", is_flag=True, help="No colours (NO_COLOR works too)."),
        click.option("-q", "--quiet", is_flag=True, help="Say only what was asked for."),
        click.option(
            "-o",
            "--output",
            "target",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Write the result here instead of standard output.",
        ),
        click.option(
            "--format",
            "form",
            type=click.Choice(forms),
            default=forms[0],
            show_default=True,
            help="How the result is written.",
        ),
    )


class Moment(click.ParamType[int]):
    """A day or a moment: 2026-03-05, or 2026-03-05T12:00 (UTC unless it says otherwise).

    A day alone means its last second, or with `begins` its first.
    """

    name = "moment"

    def __init__(self, *, begins: bool = False) -> None:
        self.begins = begins

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        try:
            read = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” is no day or moment; write 2026-03-05 or 2026-03-05T12:00.")
        if len(str(value)) == 10 and not self.begins:
            read = read.replace(hour=23, minute=59, second=59)
        read = read if read.tzinfo else read.replace(tzinfo=UTC)
        return int(read.timestamp() * 1_000_000)


def now_us() -> int:
    """The clock, read at the face and handed down."""
    return time.time_ns() // 1_000


@contextmanager
def progress(what: str, quiet: bool) -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar on standard error for work over a second; nothing where nobody is watching.

    Gives a function `(label, done, total)`; `total` is None where it is not known.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda label, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,}"),
        console=Console(stderr=True),
        transient=True,
    )
    began = time.monotonic()
    task = bar.add_task(what, total=None)

    def report(label: str, done: int, total: int | None) -> None:
        if not bar.live.is_started and time.monotonic() - began > 1:
            bar.start()
        bar.update(task, description=label, completed=done, total=total)

    try:
        yield report
    finally:
        bar.stop()

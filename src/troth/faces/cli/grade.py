"""Say how often a recogniser is right on your own labelled lines, so that its error is known."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from troth.faces import grading
from troth.faces.cli.options import Out, now_us, out_options
from troth.faces.signing import signer

if TYPE_CHECKING:
    from troth.acts.learn import Learnt
    from troth.acts.mine import Graded
    from troth.text.backend import TextBackend


@click.command(help=__doc__)
@click.argument("task")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--mine", is_flag=True, help="On what people here confirmed, rejected or corrected.")
@click.option("--learn", is_flag=True, help="With --mine: learn from it, and use that if better.")
@click.option("--backend", metavar="NAME", help="Ask this model too: one that troth.toml names.")
@out_options()
@click.pass_context
def grade(
    ctx: click.Context,
    out: Out,
    task: str,
    file: Path | None,
    mine: bool,
    learn: bool,
    backend: str | None,
) -> int:
    """Accuracy, precision and recall, each with its interval; `-` reads standard input."""
    from troth.acts import grade as act

    act.known(task)
    if mine == (file is not None):
        raise click.UsageError("Name a file of labelled lines, or say --mine.")
    if learn and (not mine or backend):
        raise click.UsageError("--learn goes with --mine, and with no --backend.")
    asked = _backend(backend, ctx.obj)
    if file is not None:
        lines = sys.stdin.read().split("\n") if str(file) == "-" else act.lines_of(file)
        found = act.grade(task, lines, str(file), asked)
        out.write(grading.told(found, out.form))
        return 0
    return _mine(ctx.obj, out, task, learn, asked)


def _mine(folder: Path | None, out: Out, task: str, learn: bool, asked: TextBackend | None) -> int:
    from troth.acts.opening import locate, opened

    with opened(locate(folder)) as work:
        from troth.acts.learn import learn as teach
        from troth.acts.mine import graded
        from troth.acts.note import Signed

        own = graded(work, task, asked)
        learnt = teach(work, task, Signed(signer(), now_us())) if learn else None
    out.write(grading.mine_told(own, out.form) if learnt is None else _both(own, learnt, out.form))
    return 0


def _both(own: Graded, learnt: Learnt, form: str) -> str:
    if form != "text":
        return grading.learnt_told(learnt, form)
    return f"{grading.mine_told(own, form)}\n\n{grading.learnt_told(learnt, form)}"


def _backend(name: str | None, folder: Path | None) -> TextBackend | None:
    if name is None:
        return None
    from troth.acts.backend import for_grading

    return for_grading(name, folder)

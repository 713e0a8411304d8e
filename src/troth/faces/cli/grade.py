"""Say how often a recogniser is right on your own labelled lines, so that its error is known."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Out, out_options

if TYPE_CHECKING:
    from troth.acts.grade import Grade
    from troth.stats.rates.proportions import Interval


@click.command(help=__doc__)
@click.argument("task")
@click.argument("file", type=click.Path(path_type=Path))
@out_options()
def grade(out: Out, task: str, file: Path) -> int:
    """Accuracy, precision and recall, each with its interval; `-` reads standard input."""
    from troth.acts import grade as act

    act.known(task)
    lines = sys.stdin.read().split("\n") if str(file) == "-" else act.lines_of(file)
    found = act.grade(task, lines, str(file))
    out.write({"json": _json, "csv": _csv, "text": _text}[out.form](found))
    return 0


def _json(found: Grade) -> str:
    from troth.faces.wire import as_json

    return as_json(
        {
            "task": found.task,
            "n": found.n,
            "skipped": found.skipped,
            "accuracy": found.accuracy.value,
            "accuracy_low": found.accuracy.low,
            "accuracy_high": found.accuracy.high,
            "per_label": {
                each.label: {
                    "precision": each.precision.value,
                    "precision_low": each.precision.low,
                    "precision_high": each.precision.high,
                    "recall": each.recall.value,
                    "recall_low": each.recall.low,
                    "recall_high": each.recall.high,
                    "f1": each.f1,
                    "n": each.n,
                }
                for each in found.labels
            },
            "macro_f1": found.macro_f1,
            "per_second": round(found.per_second, 1),
        }
    )


def _csv(found: Grade) -> str:
    import csv
    import io

    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(("task", "label", "n", "precision", "recall", "f1"))
    for each in found.labels:
        shares = (each.precision.value, each.recall.value, each.f1)
        write((found.task, each.label, each.n, *shares))
    return out.getvalue()


def _text(found: Grade) -> str:
    from troth.faces.terminal import table

    if not found.n:
        return f"{found.task}: no line says what is so ({found.skipped} skipped)."
    left = f", {found.skipped} skipped" if found.skipped else ""
    first = f"{found.task}: {_share(found.accuracy)} of {found.n} lines are right{left}."
    rows = [("", "precision", "recall", "F1", "n")]
    rows += [
        (
            each.label,
            _share(each.precision),
            _share(each.recall),
            "–" if each.f1 is None or not each.n else f"{each.f1:.2f}",
            str(each.n),
        )
        for each in found.labels
    ]
    last = f"{found.per_second:,.0f} texts a second of CPU. Intervals: Wilson, 95 %."
    return f"{first}\n\n{table(rows, 2)}\n\n{last}"


def _share(found: Interval) -> str:
    if not found.n or found.value is None:
        return "–"
    return f"{found.value:.0%} ({found.low * 100:.0f}–{found.high * 100:.0f})"

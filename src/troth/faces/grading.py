"""How a grade, the entries of this workspace, and what was learnt from them are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from troth.acts.beside import Beside
    from troth.acts.grade import Grade
    from troth.acts.learn import Learnt
    from troth.acts.mine import Graded
    from troth.stats.rates.proportions import Interval


def told(found: Grade, form: str) -> str:
    """A grade as text, JSON or CSV."""
    if form == "json":
        from troth.faces.wire import as_json

        return as_json(grade_json(found))
    return grade_csv(found) if form == "csv" else grade_text(found)


def mine_told(found: Graded, form: str) -> str:
    """A grade on the entries of this workspace; too few of them are not told as shares."""
    if form == "json":
        from troth.faces.wire import as_json

        more = {"entries": found.n, "enough": found.enough, "read": found.read}
        return as_json({**(grade_json(found.grade) if found.enough else {}), **more})
    if not found.enough:
        return "" if form == "csv" else _few(found)
    if form == "csv":
        return grade_csv(found.grade)
    return "\n\n".join([grade_text(found.grade), _where_from(found)])


def learnt_told(found: Learnt, form: str) -> str:
    """What learning came to."""
    if form == "json":
        from troth.faces.wire import as_json, plain

        return as_json({**plain(found), "enough": found.enough})
    return learnt_text(found)


def grade_json(found: Grade) -> dict[str, Any]:
    """The keys that programs rely on."""
    held = {
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
    return held if found.beside is None else {**held, "beside": _beside_json(found.beside)}


def _beside_json(one: Beside) -> dict[str, Any]:
    return {
        "backend": one.by,
        "asked": one.asked,
        "unused": dict(one.unused),
        "local": one.local.value,
        "local_low": one.local.low,
        "local_high": one.local.high,
        "gained": one.gained,
        "lost": one.lost,
        "better": one.better,
        "worse": one.worse,
    }


def grade_csv(found: Grade) -> str:
    import csv
    import io

    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(("task", "label", "n", "precision", "recall", "f1"))
    for each in found.labels:
        shares = (each.precision.value, each.recall.value, each.f1)
        write((found.task, each.label, each.n, *shares))
    return out.getvalue()


def grade_text(found: Grade) -> str:
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
    speed = "" if found.beside else f"{found.per_second:,.0f} texts a second of CPU. "
    last = f"{speed}Intervals: Wilson, 95 %."
    parts = [first, table(rows, 2), last]
    return "\n\n".join(parts if found.beside is None else [*parts, _beside(found.beside)])


def _beside(one: Beside) -> str:
    """A backend beside the local rules: better only where chance does not explain it."""
    lines = [f"Answered by {one.by}, which was asked about {one.asked} of {one.local.n} lines."]
    if one.unused:
        reasons = "; ".join(f"{n} × {says}" for says, n in sorted(one.unused.items()))
        lines.append(f"Not usable, so that the local answer stands: {reasons}.")
    lines.append(f"The local rules alone: {_share(one.local)} of the same lines.")
    verdict = "better" if one.better else "worse" if one.worse else "not shown to be better"
    lines.append(f"Right only with it: {one.gained}; only without: {one.lost}. So it is {verdict}.")
    return "\n".join(lines)


def _few(found: Graded) -> str:
    from troth.acts.mine import ENOUGH

    return (
        f"{found.grade.task}: not enough to say. People here have judged {found.n} wordings, and "
        f"{ENOUGH} are needed.\nConfirm or reject promises, or:  troth correct TASK RECORD LABEL"
    )


def _where_from(found: Graded) -> str:
    told = f"From what people here confirmed, rejected or corrected: {found.n} wordings."
    if not found.read:
        return told
    return (
        f"{told}\n{found.read} of them were asked about because they had been read as a promise: so this "
        "says how\noften a reading is right, and little of what is missed."
    )


def learnt_text(found: Learnt) -> str:
    """Both numbers, and whether what was learnt is used."""
    from troth.acts.learn import LEAST, LEAST_OF_EACH

    if found.stands is None or found.own is None:
        return (
            f"Not enough to learn from: {found.n} wordings of ours, {found.promises} of them promises. "
            f"{LEAST} are needed, {LEAST_OF_EACH} of each kind."
        )
    used = (
        "It is used from the next run on."
        if found.used
        else "That is not shown to be better, so the rules stand alone."
    )
    return (
        f"Learnt from {found.n} wordings, {found.promises} of them promises. On wordings it had not "
        f"seen:\n  the rules alone         {_share(found.stands)} right\n"
        f"  with what was learnt    {_share(found.own)} right\n"
        f"Right only with it: {found.gained}; only without: {found.lost}. {used}"
    )


def _share(found: Interval) -> str:
    if not found.n or found.value is None:
        return "–"
    return f"{found.value:.0%} ({found.low * 100:.0f}–{found.high * 100:.0f})"

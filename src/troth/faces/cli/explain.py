"""Say what a lens, measure, recogniser or source asks, how it decides, and when it is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Out, now_us, out_options

if TYPE_CHECKING:
    from pathlib import Path

    from troth.acts.explain import Explained
    from troth.views.outcomes import Outcomes


@click.command(help=__doc__)
@click.argument("name", required=False)
@click.option("--prove", is_flag=True, help="Run its examples and say whether they hold.")
@out_options("text", "json")
@click.pass_context
def explain(ctx: click.Context, out: Out, name: str | None, prove: bool) -> int:
    """One extension, or a list of all of them."""
    from troth.acts import explain as act
    from troth.acts.opening import own_folders

    folders = own_folders(ctx.obj)
    if name is None:
        out.write(_all(out, folders))
        return 0
    told = act.explain(name, folders)
    came = _came(ctx.obj, name) if told.extension.shelf == "lenses" else ()
    out.write(_json(told, came) if out.form == "json" else _text(told, came, out.color))
    return _proved(told, out) if prove else 0


def _all(out: Out, folders: tuple[str, ...]) -> str:
    from troth.acts.explain import names
    from troth.faces.terminal import table
    from troth.faces.wire import as_json

    found = names(folders)
    if out.form == "json":
        rows = [{"name": e.name, "shelf": e.shelf, "question": e.question} for e in found]
        return as_json(rows)
    return table((e.name, _shelf(e.shelf), e.question) for e in found)


def _shelf(shelf: str) -> str:
    return "lens" if shelf in ("lenses", "prose") else shelf.removesuffix("s")


def _came(folder: Path | None, name: str) -> tuple[Outcomes, ...]:
    """What came of its findings in this workspace; nothing outside one."""
    from troth.acts.opening import at_hand, opened
    from troth.views.opening import reading
    from troth.views.outcomes import outcomes

    home = at_hand(folder)
    if home is None:
        return ()
    with (
        opened(home) as work,
        reading(work.ledger, work.index, work.settings, now_us()) as read,
    ):
        return tuple(one for (lens, _), one in outcomes(read).items() if lens == name)


def _json(told: Explained, came: tuple[Outcomes, ...]) -> str:
    from troth.faces.todaying import outcomes_json
    from troth.faces.wire import as_json, plain

    one = told.extension
    return as_json(
        {
            "name": one.name,
            "shelf": one.shelf,
            "question": one.question,
            "status": told.status,
            "needs": list(told.needs),
            "sections": dict(one.sections),
            "examples": plain(told.examples),
            "proved": plain(told.proved),
            "here": [outcomes_json(one) for one in came],
        }
    )


def _text(told: Explained, came: tuple[Outcomes, ...], color: bool) -> str:
    from troth.faces.terminal import Ink, wrapped

    ink, one = Ink(color), told.extension
    lines = [
        f"{ink.strong(one.name)}  {ink.quiet(_shelf(one.shelf))}",
        wrapped(one.question, 0),
        "",
    ]
    for label, text in one.sections.items():
        lines += [ink.strong(label), wrapped(text, 2), ""]
    right = [*_proved_lines(told), *(_came_line(one) for one in came)]
    if right:
        lines += [ink.strong("How often it is right"), *(wrapped(one, 2) for one in right), ""]
    if told.needs:
        lines += [ink.strong("Needs"), wrapped(", ".join(told.needs), 2), ""]
    lines.append(ink.strong("Examples"))
    for example in told.examples:
        lines.append(wrapped(_example(example), 2, 4))
    return "\n".join(lines)


def _proved_lines(told: Explained) -> list[str]:
    one = told.proved
    if one is None:
        return []
    line = f"On other records: of {one.n} {one.on}, {one.right} were right."
    return [line, one.alarms] if one.alarms else [line]


def _came_line(one: Outcomes) -> str:
    """What came of its findings here, with the interval."""
    sure = "where it was sure" if one.status == "speaks" else "where it was unsure"
    put_off = f"; {one.later} put off" if one.later else ""
    line = (
        f"Here, {sure}: {one.worth} of {one.n} were done or answered, {one.dismissed} dismissed or "
        f"wrong{put_off}. Worth it: {one.rate.says}."
    )
    return f"{line} {one.says_back}" if one.steps_back else line


def _example(example: object) -> str:
    verdict = getattr(example, "verdict", None)
    title = getattr(example, "title", "") or getattr(example, "name", "")
    if verdict is not None:
        says = getattr(example, "says", None)
        said = f": “{says}”" if says else ""
        return f"{verdict}: {title}{said}"
    return title or str(getattr(example, "text", ""))


def _proved(told: Explained, out: Out) -> int:
    from troth.acts.prove import prove
    from troth.faces.terminal import wrapped

    faults = prove(told.extension)
    for fault in faults:
        out.say(wrapped(fault, 0, 2))
    n = len(told.examples)
    out.say(f"{n - len(faults)} of {n} examples hold." if faults else f"All {n} examples hold.")
    return 1 if faults else 0

"""Say what a lens, measure, recogniser or source asks, how it decides, and when it is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Out, out_options

if TYPE_CHECKING:
    from troth.acts.explain import Explained


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
    out.write(_json(told) if out.form == "json" else _text(told, out.color))
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


def _json(told: Explained) -> str:
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
        }
    )


def _text(told: Explained, color: bool) -> str:
    from troth.faces.terminal import Ink, wrapped

    ink, one = Ink(color), told.extension
    lines = [
        f"{ink.strong(one.name)}  {ink.quiet(_shelf(one.shelf))}",
        wrapped(one.question, 0),
        "",
    ]
    for label, text in one.sections.items():
        lines += [ink.strong(label), wrapped(text, 2), ""]
    if told.needs:
        lines += [ink.strong("Needs"), wrapped(", ".join(told.needs), 2), ""]
    lines.append(ink.strong("Examples"))
    for example in told.examples:
        lines.append(wrapped(_example(example), 2, 4))
    return "\n".join(lines)


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

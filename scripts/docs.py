"""Write the reference pages that the code itself knows; `--check` fails when one is stale.

A page for each extension (its docstring and its examples), one for each statistical method, and
one for all commands (their `--help`). Everything else in docs/ is written by hand.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parent))

import methods as method_pages

from troth import registry
from troth.faces.cli import Shelf, troth_command
from troth.model.example import Example, Sample, Utterance
from troth.stats.rates.proportions import wilson

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
HITS = ROOT / "tests" / "labels" / "hits.jsonl"
NOTE = "<!-- Written by scripts/docs.py from the code; change the code, not this page. -->\n"
TITLES = {
    "lenses": "Lenses over records",
    "prose": "Lenses over documents",
    "measures": "Measures",
    "recognisers": "Recognisers",
    "sources": "Sources",
}
ERRORS = (
    "Place, what is wrong, what to do. Rows that cannot be read are set aside; the rest goes in. "
    "Every page here is run by the tests."
)
STORIES = (
    "A small company's records, and what troth says about them, word for word. "
    "Every page here is run by the tests."
)
VERDICTS = {"speaks": "It speaks", "silent": "It stays silent", "unsure": "It is unsure"}


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page with its text."""
    for shelf, title in TITLES.items():
        found = registry.extensions(shelf)
        rows = [f"- [`{name}`]({shelf}/{name}.md): {one.question}" for name, one in found.items()]
        yield DOCS / f"{shelf}.md", "\n".join([NOTE, f"# {title}", "", *rows, ""])
        for name, one in found.items():
            yield DOCS / shelf / f"{name}.md", _extension(one)
    for name, text in method_pages.pages(NOTE):
        yield DOCS / name, text
    yield DOCS / "commands.md", _commands()
    yield DOCS / "errors.md", _gathered("errors", "What troth says when something is wrong", ERRORS)
    yield DOCS / "stories.md", _gathered("stories", "Stories", STORIES)


def _gathered(folder: str, title: str, opening: str) -> str:
    """Pages that the tests run, one after the other."""
    cases = sorted((ROOT / "tests" / folder / "cases").glob("*.md"))
    texts = [case.read_text("utf-8").replace("# ", "## ", 1).rstrip() for case in cases]
    return "\n\n".join([f"{NOTE}\n# {title}\n\n{opening}", *texts]) + "\n"


def _judged(name: str) -> str:
    """What readers said of its hits on texts of companies that no rule was made with."""
    held = [json.loads(line) for line in HITS.read_text("utf-8").splitlines()]
    own = [row["right"] for row in held if row["lens"] == name and row["right"] is not None]
    if not own:
        return "No hit of it on text that no rule was made with has been judged yet."
    days = {row["day"] for row in held if row["lens"] == name}
    rate = wilson(sum(own), len(own))
    return (
        f"{sum(own)} of {len(own)} ({rate.low:.2f}–{rate.high:.2f}), judged on {', '.join(sorted(days))} "
        "by a reader who saw sentence, context and question and not the lens (a language model that "
        "read item by item), on texts to customers of companies that no rule was made with."
    )


STATUS = {
    "preview": "Preview: mostly right as far as is known, and not yet proven; its findings say so.",
    "trial": "On trial: right too seldom, or too few were judged. It looks where it is named, or with `--preview`.",
}


def _extension(one: registry.Extension) -> str:
    module = registry.load(one.shelf, one.name)
    lines = [NOTE, f"# {one.name}", "", f"*{one.question}*", ""]
    status = getattr(module.CARD, "status", "stable")
    if status in STATUS:
        lines += [STATUS[status], ""]
    for label, text in one.sections.items():
        lines += [f"## {label}", "", text, ""]
    if one.shelf == "prose":
        lines += ["## How often it is right", "", _judged(one.name), ""]
    lines += ["## Examples", ""]
    for example in module.EXAMPLES:
        lines += _example(example)
    return "\n".join(lines)


def _example(example: Example | Sample | Utterance) -> list[str]:
    if isinstance(example, Example):
        head = f"**{VERDICTS[example.verdict]}**: {example.title}"
        head += f" (as of {example.as_of} UTC)" if example.as_of else ""
        said = ["", f"> {example.says}"] if example.says else []
        return [head, "", "```text", _trim(example.world), "```", *said, ""]
    if isinstance(example, Sample):
        counted = f"gives {example.gives}, sets aside {example.sets_aside}"
        said = ["", f"> {example.says}"] if example.says else []
        counted += f", read as {dict(example.settings)}" if example.settings else ""
        return [f"`{example.name}` {counted}", "", "```text", _trim(example.text), "```", *said, ""]
    due = f" Due {example.due}." if example.due else ""
    return [f"- {example.text}{due}", ""]


def _trim(text: str) -> str:
    lines = text.expandtabs(4).strip("\n").splitlines()
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[margin:].rstrip() for line in lines)


def _commands() -> str:
    lines = [NOTE, "# Commands", ""]
    group = troth_command
    assert isinstance(group, Shelf)
    top = click.Context(group, info_name="troth", terminal_width=92)
    for name in group.list_commands(top):
        command = group.get_command(top, name)
        if command is not None:
            lines += _command(command, name, top, 2)
    return "\n".join(lines)


def _command(command: click.Command, name: str, parent: click.Context, depth: int) -> list[str]:
    ctx = click.Context(command, info_name=name, parent=parent, terminal_width=92)
    lines = [f"{'#' * depth} {ctx.command_path}", "", "```text", command.get_help(ctx), "```", ""]
    if isinstance(command, click.Group):
        for sub in command.list_commands(ctx):
            child = command.get_command(ctx, sub)
            if child is not None:
                lines += _command(child, sub, ctx, depth + 1)
    return lines


def main() -> int:
    """Write, or with `--check` compare, and name what is stale."""
    wanted = dict(pages())
    kept = {path for shelf in (*TITLES, "methods") for path in (DOCS / shelf).glob("*.md")}
    if "--check" in sys.argv:
        stale = [p for p, text in wanted.items() if not p.exists() or p.read_text("utf-8") != text]
        stale += sorted(kept - set(wanted))
        for path in stale:
            print(f"{path.relative_to(ROOT)} is stale; run scripts/docs.py", file=sys.stderr)
        return 1 if stale else 0
    for path in kept - set(wanted):
        path.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"{len(wanted)} pages written")
    return 0


if __name__ == "__main__":
    sys.exit(main())

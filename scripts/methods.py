"""The pages of the statistical methods: each from its file's docstring, its picture and its program.

A method file is one whose docstring has a paragraph “Formula:”. `scripts/docs.py` writes what
`pages()` gives.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import gallery

ROOT = Path(__file__).resolve().parents[1]
STATS = ROOT / "src" / "troth" / "stats"
LABELS = ("Why it matters", "Formula", "Assumes", "Cannot say", "Source")
OPENING = """Plain functions on arrays that return frozen results, in Python as `from troth import stats`.
Each page gives the question a method answers, its formula, its source, what it assumes, what it
cannot say, and a picture with the program that drew it (`scripts/gallery.py` draws them all)."""


@dataclass(frozen=True, slots=True)
class Method:
    """One method file: its room, name, title, labelled paragraphs and syntax tree."""

    room: str
    name: str
    title: str
    parts: Mapping[str, str]
    tree: ast.Module


def methods() -> list[Method]:
    """Every method file, by room."""
    found = []
    for path in sorted(STATS.glob("*/*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        text = ast.get_docstring(tree) or ""
        if re.search(r"^Formula:", text, re.M):
            title, parts = _parts(text)
            found.append(Method(path.parent.name, path.stem, title, parts, tree))
    return found


def rooms() -> dict[str, str]:
    """What each room is for, as the front page of `troth.stats` says."""
    text = ast.get_docstring(ast.parse((STATS / "__init__.py").read_text("utf-8"))) or ""
    return dict(re.findall(r"^    (\w+)\s{2,}(.+)$", text, re.M))


def pages(note: str) -> Iterator[tuple[str, str]]:
    """File names below docs/ with their texts: the index, then a page a method."""
    lines = [note, "# Statistical methods", "", OPENING, ""]
    for room, purpose in rooms().items():
        lines += [f"## {room}", "", f"*{purpose}*", ""]
        lines += [
            f"- [{one.name}](methods/{one.name}.md): {one.title}"
            for one in methods()
            if one.room == room
        ]
        lines.append("")
    yield "methods.md", "\n".join(lines)
    for one in methods():
        yield f"methods/{one.name}.md", _page(one, note)


def _parts(text: str) -> tuple[str, dict[str, str]]:
    """The first paragraph, and the labelled ones with their lines kept."""
    head, *rest = re.split(rf"^({'|'.join(LABELS)}):[ \n]*", text, flags=re.M)
    title = " ".join(head.split())
    return title, {label: body.rstrip() for label, body in zip(rest[::2], rest[1::2], strict=True)}


def _page(one: Method, note: str) -> str:
    lines = [note, f"# {one.name}", "", f"*{one.title}*", ""]
    if (ROOT / "gallery" / f"{one.name}.py").exists():
        _, sentence = gallery.said(one.name)
        shown = gallery.title(one.name)
        lines += [f"![{shown}]({one.name}.svg)", "", f"**{shown}** {sentence}", ""]
    for label in LABELS:
        if label in one.parts:
            body = one.parts[label]
            plain = " ".join(body.split())
            shaped = _formula(body) if label == "Formula" else plain[:1].upper() + plain[1:]
            lines += [f"## {label}", "", shaped, ""]
    lines += ["## In Python", "", *_calls(one.tree)]
    program = ROOT / "gallery" / f"{one.name}.py"
    if program.exists():
        lines += ["## The picture's program", "", "```python", program.read_text("utf-8").rstrip()]
        lines += ["```", ""]
    return "\n".join(lines)


def _formula(body: str) -> str:
    first, *rest = body.split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
    return "\n".join(["```text", first, *(line[margin:] for line in rest), "```"])


def _calls(tree: ast.Module) -> Iterator[str]:
    """Signature and docstring of each public function; docstring and fields of each result."""
    public = _public(tree)
    functions_first = sorted(tree.body, key=lambda node: isinstance(node, ast.ClassDef))
    for node in functions_first:
        if isinstance(node, ast.FunctionDef) and node.name in public:
            head = f"stats.{node.name}({_spaced(ast.unparse(node.args))})"
            yield from ("```python", _folded(head), "```", "", _prose(node), "")
        if isinstance(node, ast.ClassDef) and node.name in public:
            yield from (f"**{node.name}**: {_prose(node)}", "")
            fields = [_field(each) for each in node.body if isinstance(each, ast.AnnAssign)]
            asked = [_asked(each) for each in node.body if isinstance(each, ast.FunctionDef)]
            shown = [line for line in (*fields, *asked) if line]
            yield from ([*shown, ""] if shown else [])


def _spaced(arguments: str) -> str:
    """Arguments as a formatter writes them: spaces around = where there is a type."""
    return re.sub(r"(:[^=,()]*(?:\[[^\]]*\][^=,()]*)*)=", r"\1 = ", arguments)


def _public(tree: ast.Module) -> set[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def _field(node: ast.AnnAssign) -> str:
    name = ast.unparse(node.target)
    return "" if name.startswith("_") else f"- `{name}`: `{ast.unparse(node.annotation)}`"


def _asked(node: ast.FunctionDef) -> str:
    if node.name.startswith("_"):
        return ""
    plain = any(ast.unparse(one) == "property" for one in node.decorator_list)
    spaced = _spaced(ast.unparse(node.args))
    inside = [arg for arg in spaced.split(", ") if arg not in ("self", "cls")]
    call = node.name if plain else f"{node.name}({', '.join(inside)})"
    return f"- `{call}`: {' '.join(_prose(node).split())}"


def _prose(node: ast.FunctionDef | ast.ClassDef) -> str:
    text = ast.get_docstring(node) or ""
    return "\n\n".join(_paragraph(part.split("\n")) for part in text.split("\n\n"))


def _paragraph(lines: list[str]) -> str:
    """Running text, or a list where arguments stand in a column of their own."""
    heads = [re.match(r"([A-Za-z_]\w*)\s{2,}(\S.*)", line) for line in lines]
    if sum(head is not None for head in heads) < 2:
        return " ".join(" ".join(lines).split())
    told: list[str] = []
    for line, head in zip(lines, heads, strict=True):
        if head is not None:
            told.append(f"- `{head[1]}`: {head[2]}")
        elif told and line.startswith(" "):
            told[-1] += f" {line.strip()}"
        else:
            told += ["", line] if told and told[-1].startswith("- ") else [line]
    return "\n".join(told)


def _folded(head: str) -> str:
    """A long signature with one argument a line."""
    if len(head) <= 92:
        return head
    name, _, rest = head.partition("(")
    depth, parts, start = 0, [], 0
    inside = rest[:-1]
    for at, sign in enumerate(inside):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            parts.append(inside[start:at].strip())
            start = at + 1
    parts.append(inside[start:].strip())
    return f"{name}(\n" + "".join(f"    {part},\n" for part in parts) + ")"

"""What an editor shows beside the words: the sentence, what to write instead, and why it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from troth.acts.check import said
from troth.acts.explain import Explained
from troth.faces.masks import shown
from troth.model.document import Document
from troth.model.finding import Finding
from troth.views.surety import basis

_MARKUP = re.compile(r"([\\`*_\[\]|<>~&$]|^\s*[#=+-]|(?<=\d)[.)](?=\s))", re.MULTILINE)
"""What Markdown takes for a sign of its own: some anywhere, some at the beginning of a line."""
LONGEST = 600
"""Characters of one line that a document may put into a message."""


def message(finding: Finding, document: Document) -> str:
    """A finding as a diagnostic says it."""
    doubt = "We are not sure: " if finding.status == "unsure" else ""
    spot = finding.place.spot if finding.place else ""
    lines = [f"{doubt}{said(finding, document)}{f' ({spot})' if spot else ''}"]
    if finding.strength.kind != "rule":
        lines.append(f"How sure: {basis(finding.strength)}.")
    notes = finding.data.get("notes")
    lines += [str(note) for note in notes] if isinstance(notes, list) else []
    if finding.instead:
        lines.append(f"Instead: {finding.instead}")
    return "\n".join(map(clean, lines))


def hover(finding: Finding, document: Document, told: Explained, *, markdown: bool) -> str:
    """A finding and, below it, what its lens asks and how it decides."""
    parts = [("", message(finding, document)), *_explained(told)]
    if not markdown:
        return "\n\n".join(f"{label}\n{text}" if label else text for label, text in parts)
    return "\n\n".join(
        f"**{marked(label)}**  \n{marked(text)}" if label else marked(text) for label, text in parts
    )


def _explained(told: Explained) -> Iterator[tuple[str, str]]:
    one = told.extension
    preview = ", a preview" if told.status == "preview" else ""
    yield f"{one.name}{preview}", one.question
    yield from one.sections.items()
    yield "", f"More, with examples: troth explain {one.name}"


def clean(text: str) -> str:
    """One line, short, without characters that steer what shows it, hidden where settings hide."""
    line = "".join(char if char.isprintable() else " " for char in shown(text))
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def marked(text: str) -> str:
    """Plain text as Markdown that shows it letter by letter; its line breaks stay."""
    return _MARKUP.sub(_escaped, text).replace("\n", "  \n")


def _escaped(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}\\{found[0][-1]}"

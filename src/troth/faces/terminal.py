"""Views as a terminal shows them: a person first, one sentence, the words, then how sure.

Plain text with a little weight where the terminal can show it; nothing is said by colour alone.
Customers' words are stripped of control characters before they reach a terminal.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.faces.masks import shown
from troth.views.surety import how_sure

if TYPE_CHECKING:
    from troth.views.telling import Told, ToldCite
    from troth.views.today import Row, Today
    from troth.views.when import Clock

WIDEST = 100


@dataclass(frozen=True, slots=True)
class Ink:
    """How words are given weight; with `color` off, not at all."""

    color: bool

    def strong(self, text: str) -> str:
        """A name."""
        return f"\x1b[1m{text}\x1b[0m" if self.color else text

    def quiet(self, text: str) -> str:
        """What stands one step below."""
        return f"\x1b[2m{text}\x1b[0m" if self.color else text

    def words(self, text: str) -> str:
        """A customer's own words."""
        return f"\x1b[3m{text}\x1b[0m" if self.color else text

    def warn(self, text: str) -> str:
        """What needs somebody."""
        return f"\x1b[33m{text}\x1b[0m" if self.color else text


def safe(text: str) -> str:
    """Text without the characters by which a message could steer a terminal, masked if asked."""
    return "".join(letter if letter.isprintable() else " " for letter in shown(text))


def width() -> int:
    """How many columns to use."""
    return min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)


def wrapped(text: str, indent: int, subsequent: int | None = None) -> str:
    """A paragraph within the width, indented."""
    return textwrap.fill(
        safe(text),
        width(),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent if subsequent is None else subsequent),
        break_long_words=False,
        break_on_hyphens=False,
    )


def advice(text: str, indent: int) -> str:
    """What to do, line by line: a setting to copy stays a line of its own."""
    return "\n".join(wrapped(line, indent) for line in text.split("\n") if line.strip())


def today_text(page: Today, clock: Clock, color: bool) -> str:
    """The on-call list: how old the records are, then people, each with one sentence and proof."""
    ink = Ink(color)
    ages = ", ".join(age.says for age in page.ages)
    head = " · ".join(part for part in (page.date, page.headline.rstrip("."), ages) if part)
    lines = [wrapped(head, 0), ""]
    for number, row in enumerate(page.speaking, 1):
        lines += [*_row(number, row, clock, ink), ""]
    if page.unsure:
        if page.speaking:
            lines += [ink.quiet("We are not sure about these:"), ""]
        for number, row in enumerate(page.unsure, len(page.speaking) + 1):
            lines += [*_row(number, row, clock, ink), ""]
    if page.last:
        lines += [ink.quiet("Mostly dismissed here, so shown last:"), ""]
        before = len(page.speaking) + len(page.unsure)
        for number, row in enumerate(page.last, before + 1):
            lines += [*_row(number, row, clock, ink), ""]
    lines += [ink.quiet(wrapped(line, 0)) for line in _below(page)]
    return "\n".join(lines).rstrip() + "\n"


def _below(page: Today) -> list[str]:
    """The lines under the list: how many may be false, what stepped back, what else there is."""
    lines = [page.expected.says] if page.expected else []
    lines += [
        f"{one.says_back} To bring it back:  troth note {one.lens} --heed WHY"
        for one in page.stepped
    ]
    if page.left:
        lines.append(f"{page.left} more:  troth today --all")
    if n := len(page.tasks):
        late = f"{n} task{'' if n == 1 else 's'} past {'its' if n == 1 else 'their'} day"
        lines.append(f"{late}:  troth tasks --owner {page.tasks[0].task.owner!r}")
    if page.aside:
        lines.append(f"{page.aside} put aside by you or a colleague.")
    if page.changed:
        lines.append(page.changed.says)
    if page.promised:
        told = (f"“{one.words}” by {one.by}" for one in page.promised)
        lines.append(f"Promised for this week: {'; '.join(told)}.")
    if page.back:
        told = (f"{one.name} on {one.at}, after {one.days} days" for one in page.back)
        lines.append(f"Ordered again: {'; '.join(told)}.")
    return [safe(line) for line in lines]


def _row(number: int, row: Row, clock: Clock, ink: Ink) -> list[str]:
    main = row.main
    name = safe(row.cause or _who(main))
    room = max(width() - len(name) - len(row.since) - 4, 1)
    lines = [f"{number:<3}{ink.strong(name)}{' ' * room}{ink.quiet(row.since)}".rstrip()]
    for reason, cite in row.told:
        lines.append(wrapped(reason.says, 3))
        lines += _quotes([cite] if cite else [], clock, ink)
    if row.cause:
        lines.append(wrapped("Longest first: " + ", ".join(n for _, n in row.people[:5]), 3))
    if row.more:
        lines.append(ink.quiet(f"   and {row.more} more about {safe(main.subject.name)}"))
    known = f" · {row.known}" if row.known else ""
    sure = f"{how_sure(main.strength, main.status)}{known} · next: {main.next}"
    lines.append(ink.quiet(wrapped(sure, 3)))
    return lines


def _who(told: Told) -> str:
    subject = told.subject
    name = subject.name[:1].upper() + subject.name[1:]
    role = " at ".join(part for part in (subject.title or subject.side, subject.account) if part)
    return f"{name}, {role}" if role else name


def _quotes(cites: Iterable[ToldCite], clock: Clock, ink: Ink) -> list[str]:
    lines = []
    for cite in cites:
        when = "" if cite.at_us is None else clock.moment(cite.at_us, cite.precision)
        said = f"“{safe(cite.quote)}”" if cite.kind in ("message", "promise") else safe(cite.quote)
        ours = "ours, " if cite.voice == "ours" else ""
        text = wrapped(said, 5, 6)
        place = ink.quiet(f"{ours}{cite.kind} {when}".rstrip())
        last = text.rsplit("\n", 1)[-1]
        gap = "   " if len(last) + len(cite.kind) + len(when) + 10 < width() else "\n      "
        lines.append(f"{ink.words(text)}{gap}{place}")
    return lines


def findings_text(told: Iterable[Told], clock: Clock, color: bool) -> str:
    """Findings one by one, as `troth look` prints them."""
    ink = Ink(color)
    lines: list[str] = []
    for one in told:
        mark = "" if one.status == "speaks" else " (unsure)"
        lines.append(f"{ink.strong(one.lens)}{mark}  {ink.quiet(one.id)}")
        lines.append(wrapped(one.says, 2))
        lines += _quotes(one.cites[:2], clock, ink)
        lines.append(ink.quiet(wrapped(how_sure(one.strength, one.status), 2)))
        lines.append(ink.quiet(wrapped(f"next: {one.next}", 2)))
        lines.append("")
    return "\n".join(lines).rstrip()


def table(rows: Iterable[tuple[str, ...]], indent: int = 0) -> str:
    """Plain columns, as wide as they need to be."""
    held = [tuple(safe(cell) for cell in row) for row in rows]
    if not held:
        return ""
    widths = [max(len(row[i]) for row in held) for i in range(len(held[0]))]
    return "\n".join(
        (
            " " * indent + "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True))
        ).rstrip()
        for row in held
    )

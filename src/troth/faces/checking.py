"""What `troth check` found, as the terminal shows it: place, sentence, excerpt, what to do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from troth.acts.check import Checked, said

if TYPE_CHECKING:
    from troth.acts.examined import Allowance, Examined
    from troth.model.document import Document
    from troth.model.finding import Finding
    from troth.model.origin import Span
    from troth.model.reject import Reject

FOREIGN_SHOWN = 5
WIDEST = 96
"""A source line is shown no wider than this; of a longer one the part around the words is."""


_FAILS = {
    "error": "Errors fail.",
    "warning": "Errors and warnings fail.",
    "info": "Any finding fails.",
    "never": "No finding fails.",
}
_FAULTS = {
    "idle": "but there is nothing to allow; take it out.",
    "unknown": "but there is no lens of that name.",
    "bare": "but gives no reason, so it allows nothing: add “: reason”.",
}


def check_text(done: Checked, color: bool, elapsed_ms: int, *, quiet: bool = False) -> str:
    """Findings with their excerpts, doubts after them, then what else there is to say, then counts."""
    found = list(findings_in(done))
    sure = [pair for pair in found if pair[0].status == "speaks"]
    doubts = [pair for pair in found if pair[0].status == "unsure"]
    lines = [line for pair in sure for line in _finding(*pair, color)]
    if doubts:
        lines.append(_ink("We are not sure about these:", "2", color))
        lines += [line for pair in doubts for line in _finding(*pair, color)]
    lines += [line for reject in done.rejects for line in _reject(reject, color)]
    if not quiet:
        lines += remarks(done)
        lines.append(summary(done, elapsed_ms))
    return "\n".join(lines)


def remarks(done: Checked) -> list[str]:
    """What is no finding but worth a line: claims to sort, unused allowances, silent lenses."""
    lines = []
    if done.claims:
        lines.append(_claims(done))
    lines += passed_over(done)
    if done.stale:
        lines.append(
            f"The baseline holds {_count(done.stale, 'entry', 'entries')} that no text matches "
            "any more; --write-baseline on the same file takes them out."
        )
    if done.slips:
        lines.append(f"{_count(done.slips, 'slip')} of the pen can be mended:   troth check --fix")
    return lines + silence(done) + _previews(done)


def _previews(done: Checked) -> list[str]:
    """How many findings are of lenses that have not proven right often enough to be sure of."""
    told = [one.status for one in done.findings if one.preview]
    if not told:
        return []
    sure, doubts = told.count("speaks"), told.count("unsure")
    counts = [_count(sure, "finding")] * (sure > 0) + [_count(doubts, "doubt")] * (doubts > 0)
    verb = "is" if len(told) == 1 else "are"
    return [
        f"{' and '.join(counts)} {verb} a preview's, not proven on enough texts yet: "
        "troth explain LENS; --no-preview leaves them out."
    ]


def passed_over(done: Checked) -> list[str]:
    """Allowances that allow nothing, and what was not judged because it is no English."""
    told = [allowed for one in done.documents for allowed in one.unused if not allowed.stated]
    lines = [_allowance(allowed) for allowed in (*told, *done.idle)]
    foreign = [one for one in done.documents if one.foreign]
    for one in foreign[:FOREIGN_SHOWN]:
        lines.append(f"{one.document.path}: {_foreign(one)} passed over: not English.")
    if len(foreign) > FOREIGN_SHOWN:
        more = len(foreign) - FOREIGN_SHOWN
        lines.append(f"So it is in {_count(more, 'more file')}.")
    return lines


def silence(done: Checked) -> list[str]:
    """Which lenses said nothing for want of a workspace."""
    if not done.silent:
        return []
    verb = "is" if len(done.silent) == 1 else "are"
    return [
        f"{', '.join(done.silent)} {verb} silent: no run of a workspace stands behind this text."
    ]


def _allowance(allowed: Allowance) -> str:
    where = f"{_shown(allowed.path)}:{allowed.line}"
    return f"{where} allows “{_shown(allowed.lens)}”, {_FAULTS[allowed.fault]}"


def _foreign(one: Examined) -> str:
    spans = [scope.span for scope in one.document.scopes if scope.kind == "foreign"]
    if all(_within(block.span, spans) for block in one.document.blocks):
        return "the whole text was"
    line = one.document.position(spans[0].start)[0]
    verb = "was" if len(spans) == 1 else "were"
    return f"{_count(len(spans), 'stretch', 'stretches')} from line {line} on {verb}"


def _within(span: Span, wider: Sequence[Span]) -> bool:
    at = bisect_right(wider, span.start, key=lambda one: one.start) - 1
    return at >= 0 and span.end <= wider[at].end


def summary(done: Checked, elapsed_ms: int) -> str:
    """The last line: how many findings, in how many files, how many put aside, how long."""
    files = len(done.documents)
    sure = sum(finding.status == "speaks" for finding in done.findings)
    unsure = len(done.findings) - sure
    parts = [f"{_count(sure, 'finding')} in {_count(files, 'file')}"]
    if unsure:
        parts.append(f"{unsure} unsure")
    if done.known:
        parts.append(f"{done.known} known from the baseline")
    silenced = sum(one.silenced for one in done.documents)
    if silenced:
        parts.append(f"{silenced} allowed")
    if done.rejects:
        parts.append(f"{_count(len(done.rejects), 'file')} set aside")
    return f"{', '.join(parts)} ({elapsed_ms} ms). {_FAILS[done.fail_on]}"


def statistics_text(done: Checked) -> str:
    """How often each lens speaks, and the levels of attention with Wilson intervals for the total."""
    return f"{_by_lens(done)}\n\n{_attention(done)}"


def _by_lens(done: Checked) -> str:
    counts: dict[str, list[int]] = {}
    for finding in done.findings:
        counts.setdefault(finding.lens, [0, 0])[finding.status == "unsure"] += 1
    rows = [("lens", "findings", "unsure", "per 1,000 words")]
    for lens, (sure, unsure) in sorted(counts.items(), key=lambda one: (-sum(one[1]), one[0])):
        rate = f"{1000 * (sure + unsure) / done.words:.2f}" if done.words else "–"
        rows.append((lens, str(sure), str(unsure), rate))
    return "\n".join(_table(rows)) if counts else "No lens speaks."


def _attention(done: Checked) -> str:
    from troth.stats.rates.proportions import wilson
    from troth.text.attention import LEVELS

    rows = [("document", *LEVELS, "sentences")]
    total = dict.fromkeys(LEVELS, 0)
    for one in done.documents:
        counts = one.attention()
        n = sum(counts.values())
        for level in LEVELS:
            total[level] += counts[level]
        rows.append((one.path, *(_share(counts[level], n) for level in LEVELS), str(n)))
    if len(done.documents) > 1:
        n = sum(total.values())
        rows.append(("all", *(_share(total[level], n) for level in LEVELS), str(n)))
    lines = _table(rows)
    n = sum(total.values())
    for level in LEVELS if n else ():
        interval = wilson(total[level], n)
        low, high = 100 * interval.low, 100 * interval.high
        lines.append(
            f"{level}: {total[level]} of {n} sentences, {100 * total[level] / n:.1f} % "
            f"({low:.1f}–{high:.1f}, Wilson 95 %)"
        )
    return "\n".join(lines)


def _finding(finding: Finding, document: Document, color: bool) -> list[str]:
    place = finding.place
    if place is None:
        return []
    where = _ink(f"{_shown(place.path)}:{place.line}:{place.column}", "1", color)
    if place.spot:
        where += f" ({_shown(place.spot)})"
    tint = "33" if finding.status == "speaks" else "2"
    lens = _ink(finding.lens, tint, color)
    lines = [f"{where}  {lens}   {_shown(said(finding, document))}"]
    lines += _excerpt(document, finding, color)
    pad = " " * len(str(place.line))
    if finding.strength.kind != "rule":
        from troth.views.surety import basis

        lines.append(f"{pad} = {basis(finding.strength)}")
    notes = finding.data.get("notes")
    for note in notes if isinstance(notes, list) else []:
        lines.append(f"{pad} = {_shown(str(note))}")
    if finding.instead:
        lines.append(f"{pad} = instead: {_shown(finding.instead)}")
    return lines


def _excerpt(document: Document, finding: Finding, color: bool) -> list[str]:
    """The source line with carets under the words, cut around them where it is long."""
    place = finding.place
    if place is None:
        return []
    line = document.line(place.line)
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    first = max(0, min(start - 12, len(line) - WIDEST)) if len(line) > WIDEST else 0
    last = min(len(line), first + WIDEST)
    cut = line[first:last]
    before = ("…" if first else "") + _shown(cut[: start - first])
    words = _shown(cut[start - first : max(end, start + 1) - first])
    after = _shown(cut[max(end, start + 1) - first :]) + ("…" if last < len(line) else "")
    number = str(place.line)
    pad = " " * len(number)
    carets = " " * _columns(before) + _ink("^" * max(_columns(words), 1), "33", color)
    return [f"{pad} |", f"{number} | {before}{words}{after}", f"{pad} | {carets}"]


def _reject(reject: Reject, color: bool) -> list[str]:
    where = _ink(_shown(reject.origin.text()), "1", color)
    return [f"{where}  set aside: {reject.says}", f"  {reject.advice}"]


def _claims(done: Checked) -> str:
    making = [one for one in done.documents if one.claims]
    named = _shown(making[0].path) if len(making) == 1 else "FILE"
    many = _count(done.claims, "claim")
    where = "here" if len(making) == 1 else f"in {len(making)} files"
    which = "is it a promise" if done.claims == 1 else "which are promises"
    return f"You make {many} {where}; {which}?   troth promises triage {named}"


def _count(n: int, one: str, many: str | None = None) -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"


def _share(part: int, n: int) -> str:
    return f"{part} ({100 * part / n:.0f} %)" if n else "0"


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]


def _ink(text: str, code: str, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text


def _shown(text: str) -> str:
    """Text without the characters by which a document could steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def _columns(text: str) -> int:
    """How many columns a terminal uses for a text: wide letters two, combining marks none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(
        0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )


def findings_in(done: Checked) -> Iterable[tuple[Finding, Document]]:
    """Each finding with its document."""
    held = {one.path: one for one in done.documents}
    return (
        (finding, held[finding.place.path].document) for finding in done.findings if finding.place
    )

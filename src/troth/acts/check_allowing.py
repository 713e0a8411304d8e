"""Allowing what was found: a comment with a reason beside each finding, as `--add-ignore` writes.

Only Markdown and HTML can hold one. A file is written only where, read again, it gives exactly
what it gave before without the findings that were to be allowed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from troth.acts.check import Checked, checker_for
from troth.acts.check_mends import editable, write
from troth.acts.check_rules import Asked
from troth.acts.checker import Checker
from troth.acts.examined import Examined
from troth.errors import TrothError
from troth.model.document import Document
from troth.model.finding import Finding
from troth.model.reject import Reject

_HOLDS_COMMENTS = ("markdown", "html")


def allow(
    done: Checked, paths: Sequence[str | Path], asked: Asked, reason: str
) -> tuple[int, tuple[str, ...]]:
    """Write an allowance for every finding; gives how many, and the files that could not hold one."""
    reason = " ".join(reason.split())
    if not reason or ">" in reason or "--" in reason:
        raise TrothError(
            "A reason is a few words without “--” and “>”.",
            advice='--add-ignore="agreed with the author on 3 March"',
        )
    checker = checker_for(paths, asked)
    count, left = 0, []
    for path, findings in _by_file(done.findings):
        if _allowed(checker, path, findings, reason):
            count += len(findings)
        else:
            left.append(path)
    return count, tuple(left)


def _by_file(findings: Sequence[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    held: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.place:
            held.setdefault(finding.place.path, []).append(finding)
    yield from held.items()


def _allowed(checker: Checker, path: str, findings: list[Finding], reason: str) -> bool:
    document = editable(path) if Path(path).is_file() else None
    if document is None:
        return False
    text = commented(checker, document, findings, reason)
    if text is not None:
        write(path, document.text, text)
    return text is not None


def commented(
    checker: Checker,
    document: Document,
    findings: Sequence[Finding],
    reason: str,
    before: Examined | Reject | None = None,
) -> str | None:
    """The text with comments that allow just these findings; None where it can hold none.

    `before` is what the document gives as it is, where that is known.
    """
    if document.format not in _HOLDS_COMMENTS:
        return None
    before = before or checker.read(document.path, document.text.encode())
    for beside in (True, False):
        text = _commented(document, findings, reason, beside=beside)
        after = checker.read(document.path, text.encode())
        if isinstance(before, Examined) and isinstance(after, Examined):
            gone = {_known(one) for one in findings}
            kept = [_known(one) for one in before.findings if _known(one) not in gone]
            if [_known(one) for one in after.findings] == kept:
                return text
    return None


def _known(finding: Finding) -> tuple[str, str]:
    return finding.lens, finding.anchor


def _commented(
    document: Document, findings: Sequence[Finding], reason: str, *, beside: bool
) -> str:
    """The text with a comment at the end of each line meant, or on a line of its own before it."""
    whole = sorted({one.lens for one in findings if one.data.get("whole")})
    meant: dict[int, set[str]] = {}
    for finding in findings:
        if finding.place and not finding.data.get("whole"):
            meant.setdefault(finding.place.line, set()).add(finding.lens)
    lines = document.text.splitlines(keepends=True)
    for number in sorted(meant, reverse=True):
        comment = f"<!-- troth: allow {', '.join(sorted(meant[number]))}: {reason} -->"
        line = lines[number - 1]
        words = line.rstrip("\r\n")
        end = line[len(words) :]
        text = words.rstrip()
        lines[number - 1] = (
            f"{text} {comment}{words[len(text) :]}{end}" if beside else f"{comment}\n{line}"
        )
    if whole:
        gap = "" if not lines or lines[-1].endswith("\n") else "\n"
        lines.append(f"{gap}\n<!-- troth: allow-file {', '.join(whole)}: {reason} -->\n")
    return "".join(lines)

"""What `troth check` found, for reviews and for people: one line each, GitLab, reviewdog, HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from troth import __version__
from troth.acts.check import Checked, said
from troth.faces.checking import findings_in, remarks, summary
from troth.faces.masks import shown
from troth.faces.wire import as_json, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from troth.acts.check_settings import Governed
    from troth.model.document import Document
    from troth.model.finding import Finding

_GITLAB_LEVEL = {"error": "major", "warning": "minor", "info": "info"}
_REVIEWDOG_LEVEL = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def check_concise(done: Checked) -> str:
    """One line a finding: place, severity, lens, sentence; as editors and `grep` read it."""
    lines = []
    for finding, document in findings_in(done):
        place = finding.place
        if place is None:
            continue
        level = finding.severity if finding.status == "speaks" else "unsure"
        where = f"{place.path}:{place.line}:{place.column}"
        lines.append(_line(f"{where}: {level} [{finding.lens}] {said(finding, document)}"))
    return "\n".join(lines)


def check_gitlab(done: Checked) -> str:
    """GitLab's code quality report: a list of issues, known again by the finding's id."""
    rows = [
        {
            "description": _message(finding, document),
            "check_name": finding.lens,
            "fingerprint": finding.id,
            "severity": _GITLAB_LEVEL[finding.severity] if _sure(finding) else "info",
            "location": {
                "path": document.path,
                "lines": {
                    "begin": finding.place.line if finding.place else 1,
                    "end": finding.place.end_line if finding.place else 1,
                },
            },
        }
        for finding, document in findings_in(done)
    ]
    return as_json(rows)


def check_rdjson(done: Checked) -> str:
    """The diagnostics that reviewdog reads; its columns count bytes of UTF-8."""
    held = {
        "source": {"name": "troth"},
        "severity": "WARNING",
        "diagnostics": [
            {
                "message": _message(finding, document),
                "location": {"path": document.path, "range": _range(finding, document)},
                "severity": _REVIEWDOG_LEVEL[finding.severity] if _sure(finding) else "INFO",
                "code": {"value": finding.lens},
            }
            for finding, document in findings_in(done)
        ],
    }
    return as_json(held)


def _range(finding: Finding, document: Document) -> dict[str, Any]:
    place = finding.place
    if place is None:
        return {"start": {"line": 1}}
    return {
        "start": {"line": place.line, "column": _bytes(document, place.line, place.column)},
        "end": {
            "line": place.end_line,
            "column": _bytes(document, place.end_line, place.end_column),
        },
    }


def _bytes(document: Document, line: int, column: int) -> int:
    before = document.line(line)[: column - 1]
    return len(before.encode("utf-8", "replace")) + 1


def check_html(done: Checked, elapsed_ms: int) -> str:
    """A page of its own, which loads nothing: findings by document, with their lines."""
    parts = [_HEAD, "<h1>What a check found</h1>", f"<p>{_safe(summary(done, elapsed_ms))}</p>"]
    for one in done.documents:
        found = [each for each in done.findings if each.place and each.place.path == one.path]
        if found:
            parts.append(f"<h2>{_safe(one.path)}</h2>\n<ol>")
            parts += [_item(finding, one.document) for finding in found]
            parts.append("</ol>")
    if done.rejects:
        parts.append("<h2>Set aside</h2>\n<ul>")
        parts += [f"<li>{_safe(reject.text())}</li>" for reject in done.rejects]
        parts.append("</ul>")
    parts += [f"<p>{_safe(remark)}</p>" for remark in remarks(done)]
    parts.append(f"<footer>troth {__version__}</footer>\n</html>")
    return "\n".join(parts) + "\n"


def _item(finding: Finding, document: Document) -> str:
    place = finding.place
    if place is None:
        return ""
    line = document.line(place.line)
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    start = place.column - 1
    before, meant, after = line[:start], line[start:end], line[end:]
    level = finding.severity if _sure(finding) else "unsure"
    notes = finding.data.get("notes")
    told = [str(note) for note in notes] if isinstance(notes, list) else []
    told += [f"Instead: {finding.instead}"] if finding.instead else []
    return (
        f'<li><p><b class="{level}">{level}</b> <code>{_safe(finding.lens)}</code> '
        f"{_safe(said(finding, document))} <small>line {place.line}</small></p>\n"
        f"<blockquote>{_safe(before)}<mark>{_safe(meant)}</mark>{_safe(after)}</blockquote>"
        + "".join(f"\n<p>{_safe(one)}</p>" for one in told)
        + "</li>"
    )


def settings_json(held: Sequence[Governed]) -> str:
    """What each path is checked by, for programs."""
    return as_json([plain(one) for one in held])


def settings_text(held: Sequence[Governed]) -> str:
    """What each path is checked by, for people."""
    return "\n\n".join(_settings(one) for one in held)


def _settings(one: Governed) -> str:
    rows = [
        ("settings", one.settings or "none found: everything by default"),
        ("kind", one.kind or "not known"),
        ("fails on", one.fail_on),
        ("baseline", one.baseline or "none"),
        ("ignored", ", ".join(one.ignored) or "nothing"),
        ("allowed", f"{one.allowed} in settings"),
        ("workspace", one.workspace or "none"),
        ("cache", one.cache or "none"),
    ]
    lines = [_line(one.path), *(f"  {name:<10} {_line(told)}" for name, told in rows), "  lenses"]
    for name, looking in one.lenses.items():
        options = ", ".join(f"{key} = {value}" for key, value in looking.options.items())
        lines.append(f"    {name:<18} {looking.severity:<8} {_line(options)}".rstrip())
    return "\n".join(lines)


def _message(finding: Finding, document: Document) -> str:
    text = said(finding, document)
    return f"{text} Instead: {finding.instead}" if finding.instead else text


def _sure(finding: Finding) -> bool:
    return finding.status == "speaks"


def _safe(text: str) -> str:
    return escape(shown(_line(text)))


def _line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


_HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>What a check found</title>
<style>
body{font:1rem/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
h1,h2{font-family:system-ui,sans-serif;line-height:1.2}h2{font-size:1.1rem;overflow-wrap:anywhere}
blockquote{margin:.5rem 0;padding:.25rem .75rem;border-left:3px solid #999;overflow-wrap:anywhere}
mark{background:#ffe9a8;color:#222}b{font-family:system-ui,sans-serif;font-size:.85rem}
.error{color:#8a1c1c}.warning{color:#6b4a00}.info,.unsure,small,footer{color:#4a4a4a}
</style>"""

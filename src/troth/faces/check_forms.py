"""What `troth check` found, for programs: JSON, CSV, SARIF 2.1.0, GitHub annotations, JUnit."""

from __future__ import annotations

from typing import Any

from troth import __version__
from troth.acts.check import Checked, lens_asks, said, words
from troth.faces.checking import findings_in
from troth.faces.wire import as_json
from troth.model.document import Document
from troth.model.finding import Finding

_SARIF_LEVEL = {"error": "error", "warning": "warning", "info": "note"}
_GITHUB_LEVEL = {"error": "error", "warning": "warning", "info": "notice"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def check_json(done: Checked) -> str:
    """A list of findings in the shape all commands share."""
    rows = [finding_json(finding, document) for finding, document in findings_in(done)]
    return as_json(rows)


def finding_json(finding: Finding, document: Document) -> dict[str, Any]:
    """One finding of a document: the keys of every finding, with path, lines and `instead`."""
    from troth.faces.wire import plain

    place = finding.place
    return {
        "id": finding.id,
        "lens": finding.lens,
        "says": said(finding, document),
        "severity": finding.severity,
        "preview": finding.preview,
        "anchor": finding.anchor,
        "subject": {
            "kind": "document",
            "id": finding.subject.id,
            "name": document.title or document.path,
            "account": None,
            "side": None,
        },
        "status": finding.status,
        "strength": plain(finding.strength),
        "cites": [
            {
                "evidence": cite.evidence,
                "kind": "document",
                "at": None,
                "quote": words(document, cite.span),
                "origin": {
                    "file": document.path,
                    "row": document.position(cite.span.start)[0] if cite.span else None,
                    "link": None,
                },
            }
            for cite in finding.cites
        ],
        "next": finding.next,
        "would_change": finding.would_change,
        "since": None,
        "path": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
        "spot": place.spot if place and place.spot else None,
        "instead": finding.instead,
        "notes": finding.data.get("notes", []),
    }


def check_csv(done: Checked) -> str:
    """Findings as a table for a spreadsheet; cells that one would run are made inert."""
    import csv
    import io

    from troth.faces.wire import inert

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ("path", "line", "column", "lens", "status", "severity", "says", "quote", "instead", "id")
    )
    for finding, document in findings_in(done):
        row = finding_json(finding, document)
        cells = (
            *(row["path"], row["line"], row["column"], row["lens"], row["status"]),
            *(row["severity"], row["says"], row["cites"][0]["quote"], row["instead"] or ""),
            row["id"],
        )
        writer.writerow([inert(str(cell)) for cell in cells])
    return out.getvalue()


def check_sarif(done: Checked) -> str:
    """One SARIF run; the fingerprint is the finding's id, which does not move with its line."""
    lenses = sorted({finding.lens for finding in done.findings})
    run = {
        "tool": {
            "driver": {
                "name": "troth",
                "version": __version__,
                "informationUri": "https://example.invalid/troth",
                "rules": [_rule(name) for name in lenses],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(done)],
        "results": [
            _result(finding, document, lenses.index(finding.lens))
            for finding, document in findings_in(done)
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return as_json(log)


def _invocation(done: Checked) -> dict[str, Any]:
    """Whether all was read; each file that was not is a notification."""
    notes = [
        {
            "level": "error",
            "message": {"text": f"{reject.says} {reject.advice}".strip()},
            "locations": [
                {"physicalLocation": {"artifactLocation": {"uri": uri(reject.origin.file)}}}
            ],
        }
        for reject in done.rejects
    ]
    told: dict[str, Any] = {"executionSuccessful": not notes}
    return {**told, "toolExecutionNotifications": notes} if notes else told


def _rule(name: str) -> dict[str, Any]:
    question, decides = lens_asks(name)
    rule: dict[str, Any] = {"id": name, "name": name, "shortDescription": {"text": question}}
    if decides:
        rule["fullDescription"] = {"text": decides}
    return rule


def _result(finding: Finding, document: Document, rule: int) -> dict[str, Any]:
    place = finding.place
    region = (
        {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
        if place
        else {"startLine": 1}
    )
    level = _SARIF_LEVEL[finding.severity] if finding.status == "speaks" else "note"
    text = said(finding, document)
    if finding.instead:
        text += f" Instead: {finding.instead}."
    return {
        "ruleId": finding.lens,
        "ruleIndex": rule,
        "level": level,
        "message": {"text": text},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri(document.path)},
                    "region": region,
                }
            }
        ],
        "partialFingerprints": {"troth/v1": finding.id},
        "properties": {"status": finding.status},
    }


def uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path.replace("\\", "/"))


def check_github(done: Checked) -> str:
    """Annotations as GitHub reads them from a job's output, one line a finding."""
    lines = []
    for finding, document in findings_in(done):
        place = finding.place
        if place is None:
            continue
        level = _GITHUB_LEVEL[finding.severity] if finding.status == "speaks" else "notice"
        fields = {
            "file": document.path,
            "line": place.line,
            "endLine": place.end_line,
            "title": finding.lens,
        }
        if place.line == place.end_line:
            fields |= {"col": place.column, "endColumn": place.end_column}
        told = ",".join(f"{key}={_escaped(str(value))}" for key, value in fields.items())
        message = said(finding, document)
        if finding.instead:
            message += f"\nInstead: {finding.instead}"
        lines.append(f"::{level} {told}::{_escaped(message, whole=True)}")
    return "\n".join(lines)


def _escaped(text: str, *, whole: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text if whole else text.replace(":", "%3A").replace(",", "%2C")


def check_junit(done: Checked) -> str:
    """One test case a document; a finding that speaks fails it, a doubt is told in its output."""
    import xml.etree.ElementTree as ElementTree

    failed = 0
    suite = ElementTree.Element("testsuite", name="troth check")
    grouped: dict[str, list[Finding]] = {}
    for finding, document in findings_in(done):
        grouped.setdefault(document.path, []).append(finding)
    for one in done.documents:
        path = xml_text(one.path)
        case = ElementTree.SubElement(suite, "testcase", classname="troth.check", name=path)
        for finding in grouped.get(one.path, []):
            text = xml_text(said(finding, one.document))
            place = finding.place
            where = f"{path}:{place.line}:{place.column}" if place else path
            if finding.status == "speaks":
                failed += 1
                failure = ElementTree.SubElement(case, "failure", type=finding.lens, message=text)
                failure.text = f"{where}  {text}\n{xml_text(finding.instead or '')}"
            else:
                ElementTree.SubElement(case, "system-out").text = f"unsure: {where}  {text}"
    for reject in done.rejects:
        name = xml_text(reject.origin.file)
        case = ElementTree.SubElement(suite, "testcase", classname="troth.check", name=name)
        ElementTree.SubElement(case, "error", type="set aside", message=xml_text(reject.says))
    tests = len(done.documents) + len(done.rejects)
    suite.attrib |= {"tests": str(tests), "failures": str(failed), "errors": str(len(done.rejects))}
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True)


def xml_text(text: str) -> str:
    """Text without what XML 1.0 cannot hold."""
    return "".join(char if char.isprintable() or char in "\n\t" else " " for char in text)

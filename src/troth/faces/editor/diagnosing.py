"""What was found in a text as the diagnostics of the language server protocol."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from lsprotocol import types

from troth.acts.editing import Seen, Slip
from troth.faces.editor.positions import Text, shift
from troth.faces.editor.telling import clean, message
from troth.model.document import Document
from troth.model.finding import Finding
from troth.model.origin import Span

SOURCE = "troth"
SLIP = "slip"
MOST = 1_000
"""Diagnostics that are sent for one text."""
SEVERITY = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_FAULTS = {
    "idle": "There is nothing to allow here any more; take it out.",
    "unknown": "There is no lens of this name.",
    "bare": "This allows nothing until it says why.",
}


@dataclass(frozen=True, slots=True)
class Laid:
    """A text that was read, and where the document's offsets lie in what the editor holds."""

    seen: Seen
    text: Text
    uri: str
    version: int | None
    allowances: dict[str, Slip | None] = field(default_factory=dict)
    """For findings that were asked about: the edit that allows them, None where there is none."""

    def range(self, span: Span) -> types.Range:
        """A span of the document as the editor counts; the first line where it stands nowhere."""
        moved = shift(self.seen.document, self.text.text)
        if moved is None or span.start < moved[0]:
            return first_line(self.text)
        start, end = self.text.spot(span.start + moved[1]), self.text.spot(span.end + moved[1])
        return types.Range(types.Position(*start), types.Position(*end))

    def edit(self, slip: Slip) -> types.TextEdit:
        """A change of the document as the editor makes it."""
        return types.TextEdit(self.range(slip.span), slip.instead)

    def of(self, finding: Finding) -> types.Range:
        """Where a finding stands."""
        return self.range(finding.cites[0].span or Span(0, 0))

    def diagnostics(self, *, related: bool) -> list[types.Diagnostic]:
        """All there is to show; further places of a finding where the editor takes them."""
        every = chain(
            (self.diagnostic(one, related=related) for one in self.seen.findings),
            (self.slip(one) for one in self.seen.slips),
            self._allowances(),
        )
        found = list(islice(every, MOST))
        if (left := len(self.seen.findings) - MOST) > 0:
            more = f"{left} more are not shown here; `troth check` lists them."
            found.append(told(self.text, more, "info", "more"))
        return found

    def diagnostic(self, finding: Finding, *, related: bool = False) -> types.Diagnostic:
        """One finding; a doubt is never graver than information."""
        told = finding.severity if finding.status == "speaks" else "info"
        return types.Diagnostic(
            range=self.of(finding),
            message=message(finding, self.seen.document),
            severity=SEVERITY[told],
            code=finding.lens,
            source=SOURCE,
            related_information=list(self._related(finding)) if related else None,
            data=finding.id,
        )

    def slip(self, slip: Slip) -> types.Diagnostic:
        """A slip of the pen, which `--fix` mends."""
        return types.Diagnostic(
            range=self.range(slip.span),
            message=f"A slip of the pen; meant is “{clean(slip.instead)}”."
            if slip.instead.strip()
            else "Several spaces where one is shown.",
            severity=types.DiagnosticSeverity.Hint,
            code=SLIP,
            source=SOURCE,
        )

    def _related(self, finding: Finding) -> Iterator[types.DiagnosticRelatedInformation]:
        for cite in finding.cites[1:]:
            if cite.span is not None:
                words = clean(" ".join(cite.span.of(self.seen.document.prose).split()))
                place = types.Location(self.uri, self.range(cite.span))
                yield types.DiagnosticRelatedInformation(place, f"“{words}”")

    def _allowances(self) -> Iterator[types.Diagnostic]:
        """Allowances in the text that allow nothing; those in settings are told by a whole check."""
        document = self.seen.document
        for one in self.seen.examined.unused:
            if one.stated or one.fault not in _FAULTS:
                continue
            yield types.Diagnostic(
                range=self.range(_comment(document, one.line)),
                message=clean(f"An allowance of “{one.lens}”. {_FAULTS[one.fault]}"),
                severity=types.DiagnosticSeverity.Information,
                code="allow",
                source=SOURCE,
            )


def _comment(document: Document, line: int) -> Span:
    """The comment of ours on a line, or all of the line where it is none."""
    start, words = document.line_starts[line - 1], document.line(line)
    at = words.find("troth:")
    before = max(words.rfind("<!--", 0, at), words.rfind("{/*", 0, at), 0) if at >= 0 else 0
    return Span(start + before, start + len(words))


def first_line(text: Text) -> types.Range:
    """The first line of a text: where what is about all of it is shown."""
    end = text.text.splitlines()[0] if text.text else ""
    return types.Range(types.Position(0, 0), types.Position(*text.spot(len(end))))


def told(text: Text, says: str, severity: str, code: str) -> types.Diagnostic:
    """Why a text was not checked."""
    return types.Diagnostic(
        range=first_line(text),
        message="\n".join(map(clean, says.splitlines())),
        severity=SEVERITY[severity],
        code=code,
        source=SOURCE,
    )

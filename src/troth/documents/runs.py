"""The paragraphs and runs of a part of a .docx, laid down line by line with their offsets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from troth.documents.parcel import parsed
from troth.documents.styles import Look, Styles, level_of
from troth.documents.weave import Weave
from troth.model.document import ScopeKind
from troth.patterns import later


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_SKIPPED = _names(
    "del moveFrom delText instrText delInstrText pPrChange rPrChange sectPrChange tblPrChange "
    "tcPrChange trPrChange tblGridChange tblPrExChange numberingChange .Fallback"
)
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "br": " ",
    "cr": " ",
    "noBreakHyphen": "‑",
    "softHyphen": "\xad",
}
_BREAKS = later("[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_OFF = ("0", "false", "off", "none")
_BESIDE: Mapping[str, ScopeKind] = {
    "footnotes": "note",
    "endnotes": "note",
    "comments": "comment",
}
_HEADING_WORDS = 9


@dataclass(slots=True)
class _Paragraph:
    """One paragraph while it is read: its pieces, and what stretches of it are."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    style: str = ""
    outline: int | None = None
    numbered: bool | None = None
    bold: bool = True
    cell: bool = False
    aside: ScopeKind | None = None
    scopes: list[tuple[ScopeKind, int, int]] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)
    after: list[_Paragraph] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


class Lines:
    """All paragraphs of a document, each a line."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self._lines: list[str] = []
        self._laid: list[tuple[int, _Paragraph, Look]] = []
        self._length = 0
        self._whole: str | None = None

    def lay(self, one: _Paragraph) -> None:
        """Take a paragraph, and after it what belongs to it: text boxes, alternative texts."""
        waiting = [one]
        while waiting:
            now = waiting.pop()
            line = "".join(now.pieces)
            self._laid.append((self._length, now, self._look(now, line)))
            self._lines.append(line)
            self._length += len(line) + 1
            waiting.extend(reversed(now.after))

    def text(self) -> str:
        """The whole text."""
        if self._whole is None:
            self._whole = "\n".join(self._lines)
        return self._whole

    def weave(self, weave: Weave) -> None:
        """Tell the weave what is prose, which blocks there are, and their scopes."""
        for begin, one, look in self._laid:
            end = begin + one.length
            at = begin
            if look.kind != "code" and not look.silent:
                for start, stop in one.code:
                    weave.keep(at, begin + start)
                    at = begin + stop
                weave.keep(at, end)
            weave.block(look.kind, begin, end, look.level)
            if look.kind == "quote":
                weave.scope("quote", begin, end)
            if one.aside is not None:
                weave.scope(one.aside, begin, end)
            for kind, start, stop in one.scopes:
                weave.scope(kind, begin + start, begin + stop)

    def _look(self, one: _Paragraph, line: str) -> Look:
        look = self.styles.look(one.style) if one.style else Look()
        if one.aside == "alt":
            return Look("caption")
        if one.outline is not None and look.kind != "heading":
            look = Look("heading", one.outline)
        if look.kind == "heading" or look.silent:
            return look
        if one.cell and look.kind != "code":
            return Look("cell")
        if one.numbered is not None and look.kind in ("paragraph", "item"):
            return Look("item" if one.numbered else "paragraph")
        words = line.split()
        headed = one.bold and 0 < len(words) <= _HEADING_WORDS and line.rstrip()[-1:].isalnum()
        return Look("heading", 3) if headed and look.kind == "paragraph" else look


class Part:
    """Reads one part: the body, the footnotes, the comments, a header."""

    def __init__(self, lines: Lines, use: str = "") -> None:
        self._lines = lines
        self._aside = _BESIDE.get(use)
        self._open: list[_Paragraph] = []
        self._skipped = self._cells = self._controls = self._separators = 0
        self._within: list[str] = []
        self._links: list[tuple[_Paragraph, int]] = []
        self._placeholders: list[int] = []
        self._vanished = self._bold = False
        self._run_style = ""
        self._pictures: set[str] = set()

    def read(self, content: bytes) -> None:
        """Lay down the paragraphs of the part."""
        parsed(content, self._start, self._end, self._text)

    def _start(self, tag: str, attrs: Mapping[str, str]) -> None:
        if tag in _SKIPPED:
            self._skipped += 1
        if self._skipped:
            return
        if tag == "p":
            aside = self._aside
            self._open.append(_Paragraph(cell=self._cells > 0, aside=aside))
        elif tag == "tc":
            self._cells += 1
        elif tag in ("footnote", "endnote") and attrs.get("type", "normal") != "normal":
            self._separators += 1
            self._within.append(tag)
        elif tag in ("pPr", "rPr", "t", "r", "sdtPr", "tabs"):
            self._within.append(tag)
            if tag == "r":
                self._vanished = self._bold = False
                self._run_style = ""
        elif self._open:
            self._inside(tag, attrs)
        if tag == "showingPlcHdr" and attrs.get("val") not in _OFF:
            self._placeholders.append(self._controls)
        elif tag == "sdt":
            self._controls += 1

    def _inside(self, tag: str, attrs: Mapping[str, str]) -> None:
        """An element within a paragraph."""
        one, value = self._open[-1], attrs.get("val", "")
        within = self._within[-1] if self._within else ""
        if within == "pPr":
            if tag == "pStyle":
                one.style = value
            elif tag == "outlineLvl":
                one.outline = level_of(value)
            elif tag == "numId":
                one.numbered = value != "0"
        elif within == "rPr":
            self._property(tag, value)
        elif within == "r" and tag in _SIGNS:
            self._write(_SIGNS[tag])
        elif tag == "hyperlink":
            self._links.append((one, one.length))
        elif tag in (".docPr", ".shape", ".cNvPr"):
            self._picture(one, attrs)

    def _property(self, tag: str, value: str) -> None:
        on = value not in _OFF
        if tag in ("vanish", "webHidden"):
            self._vanished = on and "r" in self._within[-2:]
        elif tag == "b":
            self._bold = on
        elif tag == "rStyle":
            self._run_style = value

    def _picture(self, one: _Paragraph, attrs: Mapping[str, str]) -> None:
        """What a picture shows, in words; the same words once for each paragraph."""
        words = _BREAKS.sub(" ", attrs.get("descr") or attrs.get("alt") or "").strip()
        if words and all("".join(each.pieces) != words for each in one.after[-3:]):
            alt = _Paragraph(aside="alt")
            alt.add(words)
            one.after.append(alt)

    def _text(self, words: str) -> None:
        if self._within and self._within[-1] == "t" and not self._skipped and self._open:
            self._write(_BREAKS.sub(" ", words))

    def _write(self, words: str) -> None:
        if self._vanished or self._separators:
            return
        one = self._open[-1]
        if words.strip():
            one.bold = one.bold and self._bold
        if self._run_style and self._lines.styles.is_code(self._run_style):
            one.code.append((one.length, one.length + len(words)))
            one.scopes.append(("code", one.length, one.length + len(words)))
        if self._placeholders:
            one.scopes.append(("placeholder", one.length, one.length + len(words)))
        one.add(words)

    def _end(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped -= 1
            return
        if self._skipped:
            return
        if tag == "p" and self._open:
            self._close()
        elif tag == "tc":
            self._cells -= 1
        elif tag == "hyperlink" and self._links:
            one, begin = self._links.pop()
            one.scopes.append(("link", begin, one.length))
        elif tag == "sdt":
            self._controls -= 1
            while self._placeholders and self._placeholders[-1] > self._controls:
                self._placeholders.pop()
        elif self._within and self._within[-1] == tag:
            self._within.pop()
            self._separators -= tag in ("footnote", "endnote")

    def _close(self) -> None:
        one = self._open.pop()
        if self._separators:
            return
        if self._open:
            self._open[-1].after.append(one)
        else:
            self._lines.lay(one)

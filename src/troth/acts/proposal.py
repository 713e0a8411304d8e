"""A proposal as its author wrote it: the text, and what its head says of owner, days and forecasts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import Any

from troth.documents import read
from troth.errors import SourceError
from troth.model.decision import Doubt, Fact, Forecast, Notice
from troth.model.document import Document
from troth.model.reject import Reject
from troth.patterns import later
from troth.text.sentences import Sentences
from troth.text.yaml_plain import YamlFaultError, read_yaml

KEYS = (
    "title", "owner", "date", "effect", "review", "option", "options", "dissent", "notice", "told by",
    "made whole", "expects", "kpi", "customer outcome", "forecast", "forecasts", "probability", "by",
    "facts", "premortem",
)  # fmt: skip
"""What the head of a proposal may say; “made_whole” and “made-whole” are “made whole”."""
LONGEST = 200_000
"""Characters of a proposal that are read."""
_FRONT = later(r"\A\s*(?:---|\+\+\+)[ \t]*\r?\n(.*?)^(?:---|\+\+\+|\.\.\.)[ \t]*\r?$", re.S | re.M)
_TEXTS = ("markdown", "mdx", "text", "rst", "html")
_PAIR = later(r"\s*([A-Za-z][\w -]{1,20}?)\s*:\s+(\S.*?)\s*$")
_ASIDE = later(
    r"\b(?:options?|alternatives?|rejected|not chosen|dissent|objections?|background|context|today|why|history|"
    r"so far|risks?|pre-?mortem|sources?|facts?)\b",
    re.I,
)
"""Headings below which nothing is proposed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed: each sentence once, and what the head says. All but title and text may lack."""

    title: str
    text: str
    sentences: tuple[str, ...]
    owner: str | None = None
    decided: date | None = None
    effect: date | None = None
    review: date | None = None
    option: str | None = None
    options: tuple[str, ...] = ()
    dissent: tuple[str, ...] = ()
    notice: Notice = field(default_factory=Notice)
    made_whole: str = ""
    kpi: str = ""
    customer_outcome: str = ""
    forecasts: tuple[Forecast, ...] = ()
    facts: tuple[Fact, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def read_proposal(path: str, data: bytes, *, who: str) -> Proposal:
    """The proposal in a file: Markdown, text, HTML, .docx, PDF.

    Its head stands between two lines `---`, or as lines `Owner: …` before the text. Raises
    SourceError where the file or its head cannot be read; every fault of the head is told.
    """
    found = read(path, data[: 20 * LONGEST])
    if isinstance(found, Reject):
        raise SourceError(found.says, place=found.origin.text(), advice=found.advice)
    head, after = _head(found)
    lines = (" ".join(line.split()) for line in found.prose[after:LONGEST].splitlines())
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if not text:
        raise SourceError("It proposes nothing: there is no text.", place=path)
    faults: list[str] = []
    said = _Head(head, who, faults)
    one = Proposal(
        title=said.text("title") or found.title or _first(text) or PurePath(path).stem,
        text=text,
        sentences=tuple(dict.fromkeys(_proposed(found, after))),
        owner=said.text("owner") or None,
        decided=said.day("date"),
        effect=said.day("effect"),
        review=said.day("review"),
        option=said.text("option") or None,
        options=said.listed("options"),
        dissent=said.listed("dissent"),
        notice=said.notice(),
        made_whole=said.text("made whole"),
        kpi=said.text("kpi") or said.within("expects", "kpi"),
        customer_outcome=said.text("customer outcome")
        or said.within("expects", "customer outcome"),
        forecasts=tuple(said.forecasts()),
        facts=tuple(said.facts()),
        doubts=tuple(said.doubts()),
    )
    if faults:
        raise SourceError(" ".join(faults), place=path, advice="See:  troth decide --help")
    return one


def _first(text: str) -> str:
    line = text.strip().splitlines()[0].strip()
    return line if len(line) <= 80 else line[:79].rsplit(" ", 1)[0] + "…"


def _head(found: Document) -> tuple[Mapping[str, Any], int]:
    """What the head says, keys plain, and where the text begins."""
    front = _FRONT.match(found.text[:LONGEST]) if found.format in _TEXTS else None
    if front is not None:
        try:
            read_ = read_yaml(front[1])
        except YamlFaultError as fault:
            number = fault.line + 1
            raise SourceError(
                f"Line {number} of its head {fault.says}.",
                place=found.path,
                advice="Write it as  key: value.",
            ) from fault
        return _plain(read_) if isinstance(read_, Mapping) else {}, front.end()
    pairs: dict[str, Any] = {}
    begins = 0
    for line in found.prose.splitlines(keepends=True)[:60]:
        pair = _PAIR.fullmatch(line.rstrip("\r\n"))
        if pair and _key(pair[1]) in KEYS:
            pairs[_key(pair[1])] = pair[2]
        elif line.strip() and (pairs or not line.startswith("#")):
            break
        begins += len(line)
    return pairs, begins if pairs else 0


def _plain(held: Mapping[str, Any]) -> dict[str, Any]:
    return {
        _key(str(name)): _plain(value) if isinstance(value, Mapping) else value
        for name, value in held.items()
    }


def _key(name: str) -> str:
    return re.sub(r"[ _-]+", " ", name.strip().lower())


def _proposed(found: Document, after: int) -> Iterator[str]:
    """The sentences that propose: no headings, quotations or code, nothing below “Options”."""
    spoken = [block for block in found.blocks if block.kind not in ("heading", "quote", "code")]
    first = next((block for block in found.blocks if block.kind == "heading"), None)
    name = first is not None and first.level <= 1
    for span in Sentences(found.prose, spoken):
        if span.start < after:
            continue
        above = found.headings(span.start)
        if not any(_ASIDE.search(words) for words in above[1 if name else 0 :]):
            yield from _ENDS.split(" ".join(span.of(found.prose).split()))


_ENDS = later(r"(?<=[a-z]{4}[.!?]) (?=[A-Z])")
"""A stop after a whole word ends a sentence, though the word may be an abbreviation elsewhere."""


class _Head:
    """Reads values out of a head and gathers what is wrong with it."""

    def __init__(self, held: Mapping[str, Any], who: str, faults: list[str]) -> None:
        self._held = held
        self._who = who
        self._faults = faults

    def text(self, name: str) -> str:
        """A value in one line; empty where it is none, or holds values of its own."""
        value = self._held.get(name)
        return " ".join(value.split()) if isinstance(value, str) else ""

    def within(self, name: str, part: str) -> str:
        """A value inside another."""
        value = self._held.get(name)
        found = value.get(part) if isinstance(value, Mapping) else None
        return " ".join(found.split()) if isinstance(found, str) else ""

    def listed(self, name: str) -> tuple[str, ...]:
        """A list, or one value as a list of one."""
        value = self._held.get(name)
        if isinstance(value, list):
            return tuple(
                " ".join(one.split()) for one in value if isinstance(one, str) and one.strip()
            )
        return (one,) if (one := self.text(name)) else ()

    def day(self, name: str) -> date | None:
        """A day; what is none is a fault."""
        return self._day(name, self._held.get(name))

    def _day(self, name: str, value: object) -> date | None:
        if value in (None, ""):
            return None
        try:
            return date.fromisoformat(str(value).strip())
        except ValueError:
            self._faults.append(f"“{name}” holds “{value}”, which is no day; write 2026-03-31.")
            return None

    def notice(self) -> Notice:
        """How people are told, and by when."""
        by = self.day("told by")
        if isinstance(held := self._held.get("notice"), Mapping):
            plan = str(held.get("plan") or held.get("how") or "")
            return Notice(" ".join(plan.split()), self._day("notice: by", held.get("by")) or by)
        return Notice(self.text("notice"), by)

    def _rows(self, *names: str) -> Iterator[Mapping[str, Any]]:
        for name in names:
            value = self._held.get(name)
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, Mapping):
                    yield _plain(one)

    def forecasts(self) -> Iterator[Forecast]:
        """Each forecast; one without a chance is a fault."""
        rows = list(self._rows("forecast", "forecasts"))
        if what := self.text("forecast"):
            rows.append(
                {"what": what, **{name: self._held.get(name) for name in ("probability", "by")}}
            )
        for row in rows:
            what = " ".join(str(row.get("what") or "").split())
            chance = self._chance(row.get("probability"))
            if not what:
                self._faults.append("A forecast says no “what”.")
            elif chance is not None:
                by = self._day("forecast: by", row.get("by"))
                yield Forecast(what, chance, by, str(row.get("who") or self._who))

    def _chance(self, value: object) -> float | None:
        text = str(value or "").strip().replace(",", ".")
        number = re.fullmatch(r"(\d+(?:\.\d+)?)\s?(%?)", text)
        chance = float(number[1]) / (100 if number[2] else 1) if number else None
        if chance is None or chance > 1:
            held = f"holds “{text}”" if text else "is missing"
            self._faults.append(f"The “probability” of a forecast {held}; write 0.7 or 70 %.")
            return None
        return chance

    def facts(self) -> Iterator[Fact]:
        """Each fact with its dated source; one without is a fault."""
        for row in self._rows("facts"):
            says, source, dated = (
                " ".join(str(row.get(name) or "").split()) for name in ("says", "source", "dated")
            )
            if fault := fact_fault(says, source, dated):
                self._faults.append(fault)
            else:
                yield Fact(says, source, dated)

    def doubts(self) -> Iterator[Doubt]:
        """Each reason why it may fail."""
        for row in self._rows("premortem"):
            if reason := " ".join(str(row.get("reason") or "").split()):
                yield Doubt(
                    reason, str(row.get("who") or self._who), str(row.get("mitigation") or "")
                )


def fact_fault(says: str, source: str, dated: str) -> str:
    """What a fact lacks, in words; empty where it has its words, its source and the source's day."""
    if not says:
        return "A fact needs its words."
    if not source:
        return f"“{says}” names no source; who says so?"
    if not re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", dated):
        return f"The source of “{says}” has no date; write 2026, 2026-03 or 2026-03-31."
    return ""

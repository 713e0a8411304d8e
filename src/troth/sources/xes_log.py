"""Which steps does an XES log hold for each case?

What it reads: event logs in XES (.xes, .xes.gz): traces are cases, events are steps with their
activity, time, resource (else group) and lifecycle. The case's other attributes are kept as
“case:…”, what is nested in an attribute as “attribute/part”. Events outside any trace go in too.

How it is recognised: by its ending and by a root element called log that speaks of XES.

Two processes want a system each, or their cases share one map, and two cases of one number are taken
for one: `troth add repairs.csv --system repairs`, or `system` under [files."repairs*"] in troth.toml.
Say it before the first import; under another system the same steps are new ones.

What it sets aside: events without a time or an activity, with thousands of attributes or very deep
ones; a file with a DOCTYPE or entities of its own (none is ever expanded); of a broken file what
follows the break. What stands before it goes in. Defaults and classifiers are no events.

Source: IEEE 1849-2016 (XES); files as OpenXES, pm4py and Celonis write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat
from zoneinfo import ZoneInfo

from troth.errors import SourceError
from troth.extend.ordinals import Ordinals, joined
from troth.extend.people import NOBODY
from troth.extend.source import Frame, Opened, Reject, Sample, SourceCard, refuse, staff
from troth.text.moments import Moment, Times

CARD = SourceCard(kinds=frozenset({"step"}), endings=(".xes", ".xml"), system="process-log")

PIECE = 1 << 16
FRAME = 5_000
DEEPEST = 16
ATTRIBUTES_MOST = 5_000
TOKEN_MOST = 32 << 20
"""One tag may be 32 MiB long: a longer one is no log."""

_ATTRIBUTES = frozenset(("string", "date", "int", "float", "boolean", "id", "list", "container"))
_ROOT = re.compile(r"<(?:\w+:)?log\b")
_ACTIVITY = ("concept:name", "Activity", "activity")
_TAKEN = frozenset(
    ("time:timestamp", "concept:name", "lifecycle:transition", "org:resource", "identity:id")
)
_COLUMNS = (
    *("at_us", "precision", "zone", "key", "by", "thread"),
    *("activity", "resource", "status", "extra"),
)

_LOG = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n'
    '<trace><string key="concept:name" value="NA"/>\n'
    '<event><string key="concept:name" value="register"/>'
    '<string key="lifecycle:transition" value="complete"/>'
    '<date key="time:timestamp" value="2026-03-02T09:00:00.000+01:00"/></event>\n'
    '<event><string key="concept:name" value="decide"/></event>\n'
    "</trace>\n</log>\n"
)

EXAMPLES = (
    Sample(
        "repairs.xes",
        _LOG,
        gives=1,
        sets_aside=1,
        says="names no time",
        title="A case called NA, and an event without a time",
    ),
    Sample(
        "bomb.xes",
        '<?xml version="1.0"?>\n<!DOCTYPE log [<!ENTITY a "a">]>\n<log>&a;</log>\n',
        gives=0,
        sets_aside=1,
        says="DOCTYPE",
        title="Entities of its own are never expanded",
    ),
)


def recognises(opened: Opened) -> float:
    """By the ending, or by a root called log that speaks of XES."""
    head = opened.head_text
    if opened.ending == ".xes" and head.lstrip("\ufeff \t\r\n").startswith("<"):
        return 1.0
    return 0.97 if _ROOT.search(head) and "xes" in head.lower() else 0.0


def read(opened: Opened) -> Iterator[Frame | Reject]:
    """Steps, trace by trace, in the order of the file."""
    fault = refuse(opened)
    if fault is not None:
        yield fault
        return
    try:
        zone = ZoneInfo(opened.reading.zone) if opened.reading.zone else None
    except (ValueError, OSError, KeyError):
        zone = None
    log = _Log(opened, Times(opened.reading.dates, zone))
    broken: Reject | None = None
    try:
        for piece in _pieces(opened):
            log.feed(piece)
            if len(log.rows) >= FRAME or log.rejects:
                yield from log.given()
        log.feed(None)
    except (expat.ExpatError, SourceError, OSError, ValueError) as caught:
        broken = _broken(opened, log, caught)
    log.flush()
    yield from log.given()
    if broken is not None:
        yield broken


def _pieces(opened: Opened) -> Iterator[bytes]:
    with opened.stream() as stream:
        while piece := stream.read(PIECE):
            yield piece


def _broken(opened: Opened, log: _Log, fault: Exception) -> Reject:
    if isinstance(fault, SourceError):
        says, advice = fault.says, fault.advice
    elif opened.breaks:
        says, advice = opened.breaks[1], ""
    elif isinstance(fault, expat.ExpatError):
        says = f"The XML is broken: {expat.ErrorString(fault.code) or fault}."
        return opened.reject(says, _BEFORE, row=fault.lineno)
    else:
        says, advice = f"The file cannot be read: {fault}.", ""
    return opened.reject(says, advice or _BEFORE, row=log.line)


_SAVE = "Export it again as UTF-8."
_BEFORE = "What stands before it was read. Export it again."


@dataclass(slots=True)
class _Part:
    """A trace or an event: its line, its attributes, and of a trace its events so far."""

    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    events: list[_Part] = field(default_factory=list)
    fault: str | None = None

    def put(self, path: list[str], value: str) -> None:
        """Keep an attribute; one that comes again is “name (2)”."""
        if len(path) > DEEPEST:
            self.fault = f"nests its attributes more than {DEEPEST} deep"
        elif len(self.attributes) >= ATTRIBUTES_MOST:
            self.fault = f"has more than {ATTRIBUTES_MOST:,} attributes"
        else:
            name = "/".join(path)
            count = self.counts[name] = self.counts.get(name, 0) + 1
            self.attributes[name if count == 1 else f"{name} ({count})"] = value


class _Log:
    """What expat tells of a log, as rows of steps."""

    def __init__(self, opened: Opened, times: Times) -> None:
        self.rows: list[tuple[Any, ...]] = []
        self.places: list[int] = []
        self.rejects: list[Reject] = []
        self._opened = opened
        self._times = times
        self._ordinals = Ordinals()
        self._trace: _Part | None = None
        self._event: _Part | None = None
        self._path: list[str] = []
        self._passing = 0
        self._traces = 0
        self._fed = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = _no_doctype
        self._parser.EntityDeclHandler = _no_doctype

    @property
    def line(self) -> int:
        """Where in the file we are, from 1."""
        return self._parser.CurrentLineNumber

    def feed(self, piece: bytes | None) -> None:
        """Read on; None ends the file."""
        try:
            self._parser.Parse(piece or b"", piece is None)
        except LookupError as fault:  # of the encoding that the file declares
            raise SourceError(f"The XML is written in an {fault}.", advice=_SAVE) from fault
        self._fed += len(piece or b"")
        if self._fed - max(self._parser.CurrentByteIndex, 0) > TOKEN_MOST:
            raise SourceError("One tag of the XML is longer than 32 MiB, which is no log.")

    def given(self) -> Iterator[Frame | Reject]:
        """What has been read so far, once."""
        if self.rows:
            columns: dict[str, Any] = dict(
                zip(_COLUMNS, map(list, zip(*self.rows, strict=True)), strict=True)
            )
            yield Frame("step", self._opened.path, columns, self.places)
        yield from self.rejects
        self.rows, self.places, self.rejects = [], [], []

    def flush(self) -> None:
        """The events of the trace at hand as rows, also where the file breaks off in it."""
        trace = self._trace
        if trace is None:
            return
        attributes = trace.attributes
        case = attributes.get("concept:name") or attributes.get("identity:id")
        case = case or f"trace {self._traces}"
        about = {f"case:{name}": value for name, value in attributes.items() if value}
        about.pop("case:concept:name", None)
        for event in trace.events:
            self._step(event, case, about)
        trace.events = []

    def _start(self, tag: str, attrs: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if self._passing:
            self._passing += 1
        elif name in _ATTRIBUTES:
            self._path.append(attrs.get("key", name))
            part = self._event or self._trace
            if part is not None and "value" in attrs:
                part.put(self._path, attrs["value"])
        elif name == "event" and self._event is None and not self._path:
            self._event = _Part(self.line)
        elif name == "trace" and not (self._trace or self._event or self._path):
            self._trace = _Part(self.line)
            self._traces += 1
        elif name not in ("log", "values"):
            self._passing = 1

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if self._passing:
            self._passing -= 1
        elif name in _ATTRIBUTES:
            self._path.pop()
        elif name == "event" and self._event is not None:
            event, self._event = self._event, None
            if self._trace is None:
                self._step(event, None, {})
                return
            self._trace.events.append(event)
            if len(self._trace.events) >= 4 * FRAME:
                self.flush()
        elif name == "trace":
            self.flush()
            self._trace = None

    def _step(self, event: _Part, case: str | None, about: dict[str, str]) -> None:
        own = event.attributes
        activity = next((own[name] for name in _ACTIVITY if own.get(name)), None)
        written = own.get("time:timestamp", "")
        moment = self._times.read(written)
        fault = event.fault or _fault(activity, written, moment)
        if fault or moment is None or activity is None:
            shown = ", ".join(f"{name}={value}" for name, value in list(own.items())[:8])
            advice = "It was set aside. Correct it in the export and add the file again."
            says = f"The event {fault}."
            self.rejects.append(
                self._opened.reject(says, advice, row=event.line, excerpt=shown[:500])
            )
            return
        status = own.get("lifecycle:transition") or None
        resource = _somebody(own.get("org:resource")) or _somebody(own.get("org:group"))
        content = (case, moment[0], activity, status)
        unique = own.get("identity:id")
        key = joined(*content, unique) if unique else self._ordinals.key(*content)
        by = staff(resource, None, None) if resource and "@" in resource else None
        extra = {name: value for name, value in own.items() if value and name not in _TAKEN}
        at = (*moment, key, by, case, activity, resource, status, {**about, **extra})
        self.rows.append(at)
        self.places.append(event.line)


def _fault(activity: str | None, written: str, moment: Moment | None) -> str | None:
    if moment is None:
        if not written:
            return "names no time (time:timestamp)"
        return f"has the time “{written[:60]}”, which is no date"
    return None if activity else "names no activity (concept:name)"


def _somebody(value: str | None) -> str | None:
    return None if value is None or value.strip().casefold() in NOBODY else value.strip()


def _no_doctype(*_: object) -> None:
    raise SourceError(
        "The file declares a DOCTYPE or entities of its own, and those are never expanded.",
        advice="Nothing after it was read. Export the log again without a DOCTYPE.",
    )

"""What one file gives on its way in: frames of evidence, people, and what is set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING

from troth.acts.aside import Aside
from troth.acts.handles import GONE, Handles
from troth.acts.lines import Lines
from troth.acts.opening import Workspace
from troth.acts.rows import BATCH, frames_of
from troth.errors import ExtensionError, SourceError, TrothError
from troth.ledger.directory import owners
from troth.model.covered import Covered
from troth.model.evidence import Draft
from troth.model.introduction import Introduction
from troth.model.reject import Reject

if TYPE_CHECKING:
    from troth.extend.handed import Handed
    from troth.extend.laid import Laid
    from troth.extend.source import Frame, Opened


@dataclass(slots=True)
class Tally:
    """What has been read so far: `records` by kind, and the rows that gave them."""

    aside: Aside
    handed: Handed
    lines: Lines = field(default_factory=Lines)
    aside_rows: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    forgotten: int = 0
    too_old: int = 0
    known: int = 0
    met: int = 0
    first_us: int | None = None
    covered: dict[str, int] = field(default_factory=dict)
    stated: dict[str | None, int] = field(default_factory=dict)

    @property
    def records(self) -> int:
        """Records and introductions, however many a row gave."""
        return sum(self.kinds.values())

    @property
    def rows(self) -> int:
        """Rows, JSON records or letters of the file that were understood."""
        handed = self.handed.understood(self.aside_rows)
        return max(self.lines.count, handed or 0)

    def state(self, one: Covered | None) -> None:
        """The export says until when it is complete."""
        if one is not None:
            self.stated[one.system] = max(one.until_us, self.stated.get(one.system, one.until_us))

    def reach(self, system: str, now_us: int) -> dict[str, int]:
        """Per system, its newest record or the stated end, if later; nothing is known past now."""
        reach = dict(self.covered)
        for named, until in self.stated.items():
            its, end = named or system, min(until, now_us)
            reach[its] = max(end, reach.get(its, end))
        return reach

    def set_aside(self, reject: Reject) -> None:
        """Something of the file was not understood."""
        self.aside_rows += reject.origin.row is not None
        self.aside.add(reject)

    @property
    def last_us(self) -> int | None:
        return max(self.covered.values(), default=None)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where the people go whom a file introduces."""

    place: Workspace
    handles: Handles
    system: str
    tally: Tally

    def introduce(self, batch: list[Introduction]) -> None:
        """Take a batch in, and count who is new, who was known, and who was forgotten."""
        for one in (each for each in batch if not each.identifiers):
            self.handles.place(one, self.system)
        batch = [one for one in batch if one.identifiers]
        found = self.handles.introduce(batch, self.system)
        named = [each for each in found if each != GONE]
        with self.place.ledger.read() as con:
            known = owners(con, named).keys()
        self.tally.kinds["person"] += len(batch)
        for file in {one.origin.file for one in batch}:
            rows = [one.origin.row for one in batch if one.origin.file == file]
            self.tally.lines.mark(file, rows)
        self.tally.forgotten += len(found) - len(named)
        self.tally.known += sum(each in known for each in named)
        self.tally.met += sum(each not in known for each in named)


def frames(
    name: str,
    module: ModuleType,
    it: Opened,
    tally: Tally,
    meeting: Meeting,
    table: Laid | None = None,
) -> Iterator[Frame]:
    """The source's frames and drafts as frames; rejects and introductions leave on the way."""
    from troth.extend.laid import placed
    from troth.extend.stated import stated

    read = module.read(it) if table is None else placed(module.read, table)
    tally.state(stated(it))
    given = _careful(name, read, it, tally)
    for kind, items in _runs(given, tally, meeting):
        if kind == "frame":
            yield from items  # type: ignore[misc]
        else:
            yield from frames_of(items, it.path)  # type: ignore[arg-type]


def _runs(
    given: Iterator[object], tally: Tally, meeting: Meeting
) -> Iterator[tuple[str, list[object]]]:
    drafts: list[object] = []
    introduced: list[Introduction] = []
    for item in given:
        if isinstance(item, Introduction):
            introduced.append(item)
            if len(introduced) >= BATCH:
                meeting.introduce(introduced)
                introduced = []
            continue
        if isinstance(item, Draft):
            drafts.append(item)
            if len(drafts) >= BATCH:
                yield "drafts", drafts
                drafts = []
        elif isinstance(item, Reject):
            tally.set_aside(item)
        elif isinstance(item, Covered):
            tally.state(item)
        else:
            yield "frame", [item]
    if drafts:
        yield "drafts", drafts
    if introduced:
        meeting.introduce(introduced)


def _careful(name: str, given: Iterable[object], it: Opened, tally: Tally) -> Iterator[object]:
    """What a source gives; a file that breaks off is a reject, a source that fails is an error."""
    try:
        yield from given
    except SourceError as fault:
        tally.aside.add(it.reject(fault.says, fault.advice or "What stands before was read."))
    except OSError as fault:
        says = f"The file cannot be read on: {fault.strerror or fault}."
        tally.aside.add(it.reject(says, "What stands before was read."))
    except TrothError:
        raise
    except Exception as fault:
        raise ExtensionError(
            f"The source “{name}” failed: {type(fault).__name__}: {fault}.",
            place=it.path,
            advice="Nothing of this file was kept. Mend the source, or read it with another.",
        ) from fault

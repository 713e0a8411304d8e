"""What happened to somebody's cases, each as a strip of steps with where it ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from troth.extend.cases import closed, closing_names
from troth.extend.ways import THEY, WE, called, row_of
from troth.model.evidence import Evidence
from troth.model.finding import Finding
from troth.text.reply import closes
from troth.views.journeys import LENSES
from troth.views.reading import Reading

SHOWN, LOOKED_AT = 6, 300
"""So many cases are shown, of so many of the newest records."""
LONGEST = 14
"""Of a longer case the first and the last steps are shown."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step, or the same several times in a row; `voice` is whose words it was, None for a deed."""

    name: str
    times: int
    voice: str | None


@dataclass(frozen=True, slots=True)
class Strip:
    """One case: its steps, how many of them are left out in the middle, and where it ended.

    `open` is whether nothing closed it; `left` that a lens says so of somebody left in it.
    """

    system: str
    began: str
    steps: tuple[Step, ...]
    hidden: int
    end: str
    open: bool
    left: bool
    record: str


@dataclass(frozen=True, slots=True)
class Strips:
    """The newest cases, those first in which somebody is left; `more` are among the newest records."""

    cases: tuple[Strip, ...]
    more: int
    says: str


def strips(reading: Reading, handles: Iterable[str], about: Sequence[Finding]) -> Strips:
    """The cases of the people behind these handles; `about` is what was found about them."""
    near = reading.index.of_handles(handles, limit=LOOKED_AT, kinds=("message", "step"))
    stuck = {cite.evidence for one in about if one.lens in LENSES for cite in one.cites}
    order = list(dict.fromkeys((one.system, one.thread) for one in near if one.thread))
    first = {(one.system, one.thread) for one in near if one.id in stuck}
    wanted = sorted(order, key=lambda one: one not in first)[:SHOWN]
    held: dict[tuple[str, str | None], list[Evidence]] = {}
    for record in reading.index.threads((system, str(name)) for system, name in wanted):
        if record.at_us <= reading.as_of_us:
            held.setdefault((record.system, record.thread), []).append(record)
    made = [_strip(held[key], stuck, reading) for key in wanted if key in held]
    cases = tuple(one for one in made if one is not None)
    return Strips(cases, len(order) - len(wanted), _says(cases))


def _says(cases: Sequence[Strip]) -> str:
    if not cases:
        return "No case of theirs is in the records."
    n = sum(one.open for one in cases)
    of = "Their case" if len(cases) == 1 else f"Of these {len(cases)} cases"
    if len(cases) == 1:
        return f"{of} is {'not closed' if n else 'over'}, as far as the records say."
    return f"{of} {n or 'none'} {'is' if n <= 1 else 'are'} still open, as far as the records say."


def _strip(records: Sequence[Evidence], stuck: set[str], reading: Reading) -> Strip | None:
    told = [(record, _called(record)) for record in records]
    events = [(record, name) for record, name in told if name]
    if not events:
        return None
    voice = {THEY: "theirs", WE: "ours"}
    steps = [Step(name, n, voice.get(name)) for name, n in row_of([name for _, name in events])]
    hidden = max(0, len(steps) - LONGEST)
    if hidden:
        steps = steps[: LONGEST // 2] + steps[-LONGEST // 2 :]
    last, name = events[-1]
    left = any(record.id in stuck for record, _ in events)
    end, still = _end(last, name, left, reading)
    return Strip(
        system=last.system,
        began=reading.clock.day(events[0][0].at_us),
        steps=tuple(steps),
        hidden=hidden,
        end=end,
        open=still,
        left=left,
        record=last.id,
    )


def _called(record: Evidence) -> str | None:
    fields = record.fields
    if record.kind == "message":
        return None if fields.get("automatic") else called(str(fields.get("direction")), None, None)
    return called(None, _text(fields.get("activity")), _text(fields.get("status")))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _end(last: Evidence, name: str, left: bool, reading: Reading) -> tuple[str, bool]:
    """Where it ended, in words, and whether it is still open."""
    day = reading.clock.day(last.at_us)
    if left:
        return f"stands at “{name}” since {day}", True
    if last.kind == "step":
        done = closed(last.fields, closing_names(reading.settings.lenses.get("dead-end", {})))
        return (f"closed on {day}", False) if done else (f"at “{name}” since {day}", True)
    if name == THEY:
        if closes(last.text):
            return f"they ended it on {day}", False
        return f"they wrote last, {day}", True
    return f"we wrote last, {day}", False

"""What was true of a customer at a moment, as the records stood: owed, unanswered, unheard of.

Only what was known by that moment counts, so that a renewal of long ago and one to come are asked the
same questions.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from troth.extend.record import Cite, Span
from troth.model.units import DAY_US
from troth.text.reply import automatic, closes

Fact = Literal["owed", "unanswered", "unheard"]
FACTS: tuple[Fact, ...] = ("owed", "unanswered", "unheard")
PATIENCE_US = 3 * DAY_US
"""So long a message may wait before it counts as unanswered."""
STALE_US = 120 * DAY_US
"""A message that waits longer than this is no longer waiting."""
QUIET_US = 60 * DAY_US
"""So long without any sign, after at least `SIGNS` in the year before, is not heard of."""
YEAR_US = 365 * DAY_US
SIGNS = 3


@dataclass(frozen=True, slots=True)
class Held:
    """One fact at a moment: since when it holds, and the record that shows it."""

    fact: Fact
    since_us: int
    cite: Cite


@dataclass(slots=True)
class Known:
    """What the records hold of one customer; filled by `known`, then only asked."""

    promises: list[Mapping[str, Any]] = field(default_factory=list)
    talks: dict[str, list[Mapping[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    signs: list[tuple[int, str, str]] = field(default_factory=list)
    noted_us: list[int] = field(default_factory=list)

    def at(self, moment_us: int) -> tuple[Held, ...]:
        """The facts that hold at a moment, in the order of `FACTS`."""
        found = (self._owed(moment_us), self._unanswered(moment_us), self._unheard(moment_us))
        return tuple(one for one in found if one is not None)

    def _owed(self, moment_us: int) -> Held | None:
        """The promise that has been past its day for longest, and was not closed by then."""
        for row in self.promises:
            closed_us = row["closed_us"]
            if row["due_us"] < moment_us and (closed_us is None or closed_us > moment_us):
                span = None if row["start"] is None else Span(row["start"], row["end"])
                return Held("owed", row["due_us"], Cite(row["id"], row["version"] or "", span))
        return None

    def _unanswered(self, moment_us: int) -> Held | None:
        """The newest conversation in which she wrote last, and waits for longer than is right."""
        waiting = []
        for rows in self.talks.values():
            times = [row["ts_us"] for row in rows]
            last = bisect_right(times, moment_us) - 1
            if last >= 0 and self._waits(rows[last], moment_us):
                waiting.append(rows[last])
        if not waiting:
            return None
        row = max(waiting, key=lambda each: (each["ts_us"], each["id"]))
        return Held("unanswered", row["ts_us"], Cite(row["id"], row["version"]))

    def _waits(self, row: Mapping[str, Any], moment_us: int) -> bool:
        waited_us = moment_us - row["ts_us"]
        noted = bisect_right(self.noted_us, moment_us) > bisect_left(self.noted_us, row["ts_us"])
        if row["from_us"] or noted or not PATIENCE_US < waited_us <= STALE_US:
            return False
        words = row["text"]
        return words is None or not (closes(words) or automatic(words))

    def _unheard(self, moment_us: int) -> Held | None:
        """Who was there and is not: no sign for so long, after some in the year before."""
        last = bisect_right(self.signs, (moment_us, "~", "~")) - 1
        if last < SIGNS - 1 or moment_us - self.signs[last][0] <= QUIET_US:
            return None
        at_us, id, version = self.signs[last]
        if at_us - self.signs[last - SIGNS + 1][0] > YEAR_US or moment_us - at_us > YEAR_US:
            return None
        return Held("unheard", at_us, Cite(id, version))


def known(rows: Iterable[Mapping[str, Any]]) -> dict[str, Known]:
    """The records of each customer by `key`, from rows whose `what` is promise, word, sign or note."""
    found: dict[str, Known] = defaultdict(Known)
    for row in sorted(rows, key=lambda each: (each["ts_us"] or 0, each["id"] or "")):
        one = found[row["key"]]
        if row["what"] == "promise":
            one.promises.append(row)
        elif row["what"] == "word":
            one.talks[f"{row['system']} {row['thread'] or row['key']}"].append(row)
        elif row["what"] == "note":
            one.noted_us.append(row["ts_us"])
        if row["what"] == "sign" or (row["what"] == "word" and not row["from_us"]):
            one.signs.append((row["ts_us"], row["id"], row["version"]))
    for one in found.values():
        one.promises.sort(key=lambda row: (row["due_us"], row["id"]))
    return dict(found)

"""What a run leaves for the page of journeys: how cases went, counted system by system.

A page reads no Parquet, and a map needs every step of every case; so the run that has the tables
open counts, and the page draws. A case is a conversation, ticket or order: what people wrote in it
and the steps it took. Those that began in the year before the records end are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from troth.acts.contacted import codes, contacted, shared
from troth.acts.mapped_ways import mapped
from troth.extend.cases import BEGUN, DONE, broken_path, closed, closing_names
from troth.extend.ways import called
from troth.ledger.travelled import LEAST, Estimate, Journey, write_travelled
from troth.model.units import DAY_US

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from troth.acts.opening import Workspace
    from troth.extend.record import Table, Tables
    from troth.store.engine import Engine

YEAR_US = 365 * DAY_US
BRIEF = 160
"""So long is a message whose words are looked at: thanks are short."""
EVENT: Mapping[str, str] = {
    "system": "string",
    "case": "string",
    "ts_us": "int64",
    "record": "string",
    "direction": "string",
    "activity": "string",
    "status": "string",
    "resource": "string",
    "channel": "string",
    "short_text": "string",
    "rest": "string",
}


def leave_travelled(
    work: Workspace,
    engine: Engine,
    tables: Tables,
    reach: Mapping[str, Mapping[str, int]],
    now: int,
) -> None:
    """Count and write `.troth/travelled.json`: `reach` says per kind how far each system goes."""
    until = {**reach.get("step", {}), **reach.get("message", {})}
    named = closing_names(work.settings.lenses.get("dead-end", {}))
    rows = engine.collect(events(tables), EVENT)
    found = []
    for system, held in _systems(rows):
        end = min(now, until.get(system, now))
        one = _journey(system, held, end, named, work.settings.costs.minutes)
        if one is not None:
            found.append(one)
    found.sort(key=lambda one: (-one.cases, one.system))
    write_travelled(work.home.travelled, found, work.home.tmp)


def events(tables: Tables) -> Table:
    """What people wrote in a conversation and the steps of a case, a row each; no machine's words."""
    import ibis

    text = ibis.null("string")
    said = tables["message"]
    said = said.filter(said.thread.notnull() & said.direction.isin(["in", "out"]))
    said = said.filter(~ibis.coalesce(said.automatic, False))
    short = (said.direction == "in") & (said.text.length() <= BRIEF)
    said = said.select(
        *("ts_us", "direction", "channel"),
        system=ibis.coalesce(said.system, ""),
        case=said.thread,
        record=said.id,
        activity=text,
        status=text,
        resource=ibis.ifelse(said.direction == "out", said.by, text),
        short_text=ibis.ifelse(short, said.text, text),
        rest=text,
    )
    done = tables["step"]
    done = done.filter(done.thread.notnull())
    minutes = ibis.coalesce(done.extra, "").lower().contains("minutes")
    done = done.select(
        *("ts_us", "activity", "status", "resource"),
        system=ibis.coalesce(done.system, ""),
        case=done.thread,
        record=done.id,
        direction=text,
        channel=text,
        short_text=text,
        rest=ibis.ifelse(minutes, done.extra, text),
    )
    return said.select(*EVENT).union(done.select(*EVENT))


def _systems(rows: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """The rows of each system; they stand sorted by system, case and time."""
    import numpy as np
    import pyarrow.compute as pc

    if not rows.num_rows:
        return
    names = pc.dictionary_encode(rows["system"]).combine_chunks()
    codes = np.asarray(names.indices)
    heads = np.flatnonzero(np.diff(codes, prepend=-1))
    for start, end in zip(heads, [*heads[1:], len(codes)], strict=True):
        yield str(rows["system"][int(start)]), rows.slice(int(start), int(end - start))


def _journey(
    system: str, rows: pa.Table, end: int, named: frozenset[str], minutes: Mapping[str, float]
) -> Journey | None:
    """The map of one system; None where fewer cases began than may be told."""
    from troth.stats.journey.journeys import journeys
    from troth.stats.rates.proportions import wilson

    rows = _recent(_once(_named(rows)), end)
    if not rows.num_rows:
        return None
    steps, at = rows["called"].to_pylist(), _seconds(rows)
    case = codes(rows)
    seen = journeys(case, steps, at)
    if seen.cases < LEAST:
        return None
    own = rows.filter(_has(rows, "activity"))
    stations, passings, ways = mapped(seen, case, steps)
    broken = _cases_with(own, broken_path)
    return Journey(
        system=system,
        cases=seen.cases,
        events=seen.events,
        since_us=int(min(at) * 1e6),
        until_us=end,
        stations=stations,
        passings=passings,
        passed=sum(edge.count for edge in seen.edges),
        ways=ways,
        kinds=len(seen.variants),
        again=shared(seen.rework.share),
        broken=shared(wilson(broken, len(set(codes(own))))) if own.num_rows else None,
        closed_days=_closed(own, end, named),
        **_handed(rows),
        **contacted(rows, end, minutes),
    )


def _named(rows: pa.Table) -> pa.Table:
    """With what each event is called; those that are nothing are left out."""
    import pyarrow as pa

    columns = (rows[name].to_pylist() for name in ("direction", "activity", "status"))
    rows = rows.append_column("called", pa.array(map(called, *columns), pa.string()))
    return rows.filter(_has(rows, "called"))


def _has(rows: pa.Table, name: str) -> Any:
    import pyarrow.compute as pc

    return pc.is_valid(rows[name])


def _once(rows: pa.Table) -> pa.Table:
    """Each step once, where a system writes down both that it began and that it was done."""
    import pyarrow as pa
    import pyarrow.compute as pc

    state = pc.utf8_lower(pc.coalesce(rows["status"], pa.scalar("")))
    states = set(pc.unique(state).to_pylist())
    if not (states & BEGUN and states & DONE):
        return rows
    return rows.filter(pc.invert(pc.is_in(state, pa.array(sorted(BEGUN)))))


def _recent(rows: pa.Table, end: int) -> pa.Table:
    """The cases that began in the year before the end; nothing after it."""
    import numpy as np

    at = np.asarray(rows["ts_us"])
    rows, at = rows.filter(at <= end), at[at <= end]
    if not len(at):
        return rows
    case = codes(rows)
    first = np.full(int(case.max()) + 1, np.iinfo(np.int64).max)
    np.minimum.at(first, case, at)
    return rows.filter(first[case] > end - YEAR_US)


def _seconds(rows: pa.Table) -> np.ndarray[Any, Any]:
    import numpy as np

    return np.asarray(rows["ts_us"]) / 1e6


def _cases_with(rows: pa.Table, holds: Callable[[Mapping[str, Any]], bool]) -> int:
    """In how many cases some step is of this sort."""
    pairs = list(zip(rows["activity"].to_pylist(), rows["status"].to_pylist(), strict=True))
    told = {pair: holds({"activity": pair[0], "status": pair[1]}) for pair in set(pairs)}
    cases = codes(rows).tolist() if rows.num_rows else []
    return len({case for case, pair in zip(cases, pairs, strict=True) if told[pair]})


def _closed(rows: pa.Table, end: int, named: frozenset[str]) -> Estimate | None:
    """How many days until half of the cases were closed; those still open counted as long as seen."""
    import numpy as np

    from troth.stats.survival.kaplan_meier import kaplan_meier

    if not rows.num_rows:
        return None
    case, at = codes(rows), np.asarray(rows["ts_us"])
    heads = np.flatnonzero(np.diff(case, prepend=-1))
    last = np.append(heads[1:], len(case)) - 1
    ends = rows.select(["activity", "status"]).take(last)
    pairs = list(zip(*(column.to_pylist() for column in ends.columns), strict=True))
    told = {
        pair: closed(dict(zip(ends.column_names, pair, strict=True)), named) for pair in set(pairs)
    }
    done = np.array([told[pair] for pair in pairs])
    if not done.any():
        return None
    days = (np.where(done, at[last], end) - at[heads]) / DAY_US
    curve = kaplan_meier(days, done)
    return Estimate(
        curve.median, curve.median_low, curve.median_high, len(done), "Kaplan–Meier, 95 %"
    )


def _handed(rows: pa.Table) -> dict[str, Any]:
    """How many cases were passed from one to another of us, and how many back again."""
    from troth.stats.journey.journeys import journeys

    steps = rows.filter(_has(rows, "activity"))
    rows = steps if steps.filter(_has(steps, "resource")).num_rows else rows
    rows = rows.filter(_has(rows, "resource"))
    nothing: dict[str, Any] = {"handed": None, "back_and_forth": None}
    if not rows.num_rows or len(set(codes(rows))) < LEAST:
        return nothing
    named = rows["resource"].to_pylist()
    seen = journeys(codes(rows), rows["called"].to_pylist(), _seconds(rows), named)
    if seen.handoffs is None or seen.ping_pong is None:
        return nothing
    return {"handed": shared(seen.handoffs.share), "back_and_forth": seen.ping_pong.cases}

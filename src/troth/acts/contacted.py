"""What a case costs the customer: how often she had to write, her minutes, and whether once was enough.

Several messages of hers within an hour, with no answer of ours between, are one contact; thanks are none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from troth.ledger.travelled import LEAST, Estimate, FirstContact
from troth.model.units import HOUR_US

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

ONCE_US = HOUR_US
WITHIN = (7, 30)
"""Days without a further contact after which the first is said to have been enough."""
COLUMN = "customer_minutes"
"""A column of an export that says how many minutes of hers a step took."""


def contacted(rows: pa.Table, end: int, minutes: Mapping[str, float]) -> dict[str, Any]:
    """The figures of a system's cases, as fields of a `Journey`; `minutes` by channel, as set."""
    import numpy as np

    case, chosen = codes(rows), _contacts(rows)
    timed = np.array([_told(rest) for rest in rows["rest"].to_pylist()], dtype=object)
    hers = chosen | np.array([one is not None for one in timed], np.bool_)
    nothing: dict[str, Any] = {
        "contacts": int(chosen.sum()),
        "contacts_a_case": None,
        "minutes": None,
        "unmeasured": int(chosen.sum()),
        "switched": None,
        "first_contact": (),
    }
    if len(set(case[hers].tolist())) < LEAST:
        return nothing
    at = np.asarray(rows["ts_us"]) / 1e6
    found = nothing | _effort(rows, case, at, hers, timed, minutes)
    if len(set(case[chosen].tolist())) >= LEAST:
        found["first_contact"] = _first(case[chosen], at[chosen], end)
    return found


def codes(rows: pa.Table) -> np.ndarray[Any, Any]:
    """A small number for the case of each row."""
    import numpy as np
    import pyarrow.compute as pc

    return np.asarray(pc.dictionary_encode(rows["case"]).combine_chunks().indices)


def _contacts(rows: pa.Table) -> np.ndarray[Any, Any]:
    """Which rows are contacts of hers: of messages within an hour the first, unless it ends the talk."""
    import numpy as np

    from troth.text.reply import closes

    direction = np.asarray(rows["direction"].to_pylist(), dtype=object)
    spoken = np.flatnonzero(direction != None)  # noqa: E711
    case, hers = codes(rows)[spoken], direction[spoken] == "in"
    fresh = np.ones(len(spoken), np.bool_)
    fresh[1:] = case[1:] != case[:-1]
    at, begins = np.asarray(rows["ts_us"])[spoken], hers.copy()
    begins[1:] &= fresh[1:] | ~hers[:-1] | (at[1:] - at[:-1] > ONCE_US)
    maybe = np.flatnonzero(begins & ~fresh)
    short = rows["short_text"].take(spoken[maybe]).to_pylist()
    for n, words in zip(maybe.tolist(), short, strict=True):
        if words and closes(words):
            begins[n] = False
    found = np.zeros(rows.num_rows, np.bool_)
    found[spoken[begins]] = True
    return found


def _told(rest: str | None) -> float | None:
    """Her minutes, where the record names them."""
    if rest is None:
        return None
    held = {name.casefold().replace(" ", "_"): cell for name, cell in json.loads(rest).items()}
    try:
        said = float(held.get(COLUMN, "nan"))
    except ValueError:
        return None
    return said if 0 <= said < 1e6 else None


def _effort(
    rows: pa.Table,
    case: np.ndarray[Any, Any],
    at: np.ndarray[Any, Any],
    hers: np.ndarray[Any, Any],
    timed: np.ndarray[Any, Any],
    minutes: Mapping[str, float],
) -> dict[str, Any]:
    """Contacts and minutes a case, and how many switched channel."""
    import numpy as np

    from troth.stats.journey.effort import effort
    from troth.stats.journey.middle import median
    from troth.stats.rates.proportions import wilson

    channel = rows["channel"].take(np.flatnonzero(hers)).to_pylist()
    taken = [
        told if told is not None else minutes.get((by or "").casefold(), minutes.get("all"))
        for told, by in zip(timed[hers], channel, strict=True)
    ]
    cost = effort(case[hers], at[hers], taken, channel=channel)
    contacts = median(np.array([one.contacts for one in cost.by_case], np.float64))
    known = any(one is not None for one in taken)
    switched = [one.switches for one in cost.by_case if one.channels]
    moved = wilson(sum(map(bool, switched)), len(switched)) if len(switched) >= LEAST else None
    return {
        "contacts": int(hers.sum()),
        "contacts_a_case": _middle(contacts),
        "minutes": _middle(cost.median_minutes) if known else None,
        "unmeasured": cost.unmeasured,
        "switched": shared(moved) if moved else None,
    }


def shared(one: Any) -> Estimate:
    """A share with Wilson's interval."""
    return Estimate(one.value, one.low, one.high, one.n, "Wilson, 95 %")


def _middle(one: Any) -> Estimate:
    return Estimate(one.value, one.low, one.high, one.n, "median, order statistics, 95 %")


def _first(
    case: np.ndarray[Any, Any], at: np.ndarray[Any, Any], end: int
) -> tuple[FirstContact, ...]:
    """For how many one contact was enough, within a week and a month."""
    from troth.stats.journey.first_contact import first_contact

    made = []
    for days in WITHIN:
        one = first_contact(case, at, days, end / 1e6)
        share, naive = one.share, one.naive
        told = Estimate(share.value, share.low, share.high, share.n, "Kaplan–Meier, 95 %")
        made.append(FirstContact(days, told, one.needs, one.undecided, naive.value))
    return tuple(made)

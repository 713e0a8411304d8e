"""The fold: what has become of a promise, from the entries that people wrote about it.

Pure: no database, no clock. Entries count by the moment they are about, then by their number,
whatever order they come in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from troth.ledger.entries import in_order
from troth.model.entry import Entry
from troth.model.promise import MARKS, Promise

DEEDS = (
    "open",
    "confirm",
    "reject",
    "mark",
    "attach",
    "detach",
    "merge",
    "reopen",
    "own",
    "measure",
    "note",
)
"""What can be done about a promise."""
TERMS = ("kind", "firmness", "due_us", "side", "ours", "owner", "measure", "tolerance_by")
"""What a person may correct while confirming. To whom it was said is no matter of opinion."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """A promise on the way: whether it was only a candidate, and whether it was merged away."""

    promise: Promise
    candidate: bool
    merged: bool = False


def fold(entries: Iterable[Entry], *, until_us: int | None = None) -> Promise | None:
    """The promise after these entries, or as it stood at a moment.

    None before its first entry, and while it is merged into another.
    """
    state: _Standing | None = None
    for entry in in_order(entries):
        if until_us is not None and entry.at_us > until_us:
            break
        if entry.deed == "open" and state is None:
            state = _opened(entry)
        elif state is not None and (step := _STEPS.get(entry.deed)):
            state = step(state, entry.body)
    return None if state is None or state.merged else state.promise


def _opened(entry: Entry) -> _Standing:
    body = entry.body
    candidate = bool(body.get("candidate"))
    promise = Promise(
        id=entry.target,
        sayings=_ids(body.get("sayings")),
        words=str(body.get("words") or ""),
        kind=_as_is(body["kind"]),
        firmness=_as_is(body["firmness"]),
        state="candidate" if candidate else "open",
        confirmed=False,
        born_us=_as_is(body.get("born_us", entry.at_us)),
        to=_as_is(body.get("to")),
        by=_as_is(body.get("by")),
        record=_as_is(body.get("record")),
        version=_as_is(body.get("version")),
    )
    return _Standing(_terms(promise, body), candidate)


def _confirmed(state: _Standing, body: Mapping[str, object]) -> _Standing:
    fresh = state.promise.state in ("candidate", "rejected")
    promise = _terms(state.promise, body)
    promise = replace(promise, confirmed=True, state="open" if fresh else promise.state)
    return replace(state, promise=promise, candidate=False)


def _rejected(state: _Standing, body: Mapping[str, object]) -> _Standing:
    reason = _reason(body)
    return replace(
        state,
        promise=replace(state.promise, state="rejected", confirmed=False, reason=reason),
    )


def _marked(state: _Standing, body: Mapping[str, object]) -> _Standing:
    mark = str(body["as"])
    if mark not in MARKS:
        return state
    promise = replace(state.promise, state=_as_is(mark), confirmed=True, reason=_reason(body))
    return replace(state, promise=promise, candidate=False)


def _attached(state: _Standing, body: Mapping[str, object]) -> _Standing:
    if body.get("voice") == "customer":
        return state
    more = (*state.promise.sayings, *_ids(body.get("sayings")))
    return replace(state, promise=replace(state.promise, sayings=tuple(dict.fromkeys(more))))


def _detached(state: _Standing, body: Mapping[str, object]) -> _Standing:
    less = set(_ids(body.get("sayings")))
    kept = tuple(saying for saying in state.promise.sayings if saying not in less)
    return replace(state, promise=replace(state.promise, sayings=kept))


def _merged(state: _Standing, _: Mapping[str, object]) -> _Standing:
    return replace(state, merged=True)


def _reopened(state: _Standing, _: Mapping[str, object]) -> _Standing:
    if state.merged:
        return replace(state, merged=False)
    again = "candidate" if state.candidate else "open"
    promise = replace(state.promise, state=_as_is(again), reason=None)
    return replace(state, promise=promise)


def _changed(state: _Standing, body: Mapping[str, object]) -> _Standing:
    return replace(state, promise=_terms(state.promise, body))


_STEPS: Mapping[str, Callable[[_Standing, Mapping[str, object]], _Standing]] = {
    "confirm": _confirmed,
    "reject": _rejected,
    "mark": _marked,
    "attach": _attached,
    "detach": _detached,
    "merge": _merged,
    "reopen": _reopened,
    "own": _changed,
    "measure": _changed,
}


def _terms(promise: Promise, body: Mapping[str, object]) -> Promise:
    given: dict[str, Any] = {name: body[name] for name in TERMS if name in body}
    return replace(promise, **given)


def _reason(body: Mapping[str, object]) -> str | None:
    reason = body.get("reason")
    return None if reason is None else str(reason)


def _ids(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()


def _as_is(value: object) -> Any:
    """A value of an entry's body, whose type is known to whoever wrote it."""
    return value

"""What lenses may read of repairs: one row a break of a promise to a person, as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from troth.ledger import directory
from troth.ledger.repairs import repairs
from troth.model.evidence import Evidence
from troth.model.origin import Span
from troth.model.promise import Promise
from troth.model.repair import Repair
from troth.model.saying import Saying

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.store.index import Index

TIMES = ("acknowledged", "heard", "owned", "offered", "made-whole", "confirmed")


def repair_rows(
    con: Connection,
    index: Index,
    *,
    as_of_us: int,
    promises: Iterable[Promise],
    heard: Mapping[str, Saying],
) -> Iterator[dict[str, Any]]:
    """The rows of the table `repair`, as of a moment."""
    known = {one.id: one for one in promises}
    made = repairs(con, index, now_us=as_of_us, held=known.values(), as_of_us=as_of_us)
    records = index.records(filter(None, (_record_of(one, known) for one in made)))
    people = {one.id: one for one in directory.persons(con, {one.person for one in made})}
    for one in made:
        promise = known.get(one.promise or "")
        record = records.get(_record_of(one, known) or "")
        said = heard.get(promise.sayings[0]) if promise and promise.sayings else None
        person = people.get(one.person)
        handle = promise.to if promise and promise.to else person.handles[0] if person else None
        yield repair_row(one, handle, promise, record, said.span if said else None)


def _record_of(one: Repair, known: Mapping[str, Promise]) -> str | None:
    """The record that holds the words: of the promise, else the one in which she told us."""
    promise = known.get(one.promise or "")
    return promise.record if promise else one.about if one.about.startswith("e-") else None


def repair_row(
    one: Repair,
    handle: str | None,
    promise: Promise | None,
    record: Evidence | None,
    span: Span | None,
) -> dict[str, Any]:
    """One repair as a row; the words that it is about lie in `record` from `start` to `end`."""
    shown = [step for step in one.steps if step.counts and step.evidence]
    offer = one.offer
    last = shown[-1] if shown else None
    return {
        "about": one.about,
        "promise": one.promise,
        "to": handle,
        "stage": one.stage,
        "how": one.how,
        "sure": one.sure,
        "said_us": promise.born_us if promise else one.broken_us,
        "broken_us": one.broken_us,
        "recurred": one.recurred,
        **{f"{name.replace('-', '_')}_us": one.reached.get(name) for name in TIMES},
        "due_us": promise.due_us if promise else None,
        "offer_due_us": offer.due_us if offer else None,
        "accepted": offer.accepted if offer else None,
        "amount": offer.amount if offer else None,
        "currency": offer.currency if offer else None,
        "changed_us": max((step.at_us for step in one.steps if step.counts), default=one.broken_us),
        "shown": last.evidence if last else None,
        "shown_version": (last.version or "") if last else None,
        "record": record.id if record else None,
        "version": (promise.version if promise else None) or (record.version if record else None),
        "start": span.start if span else None,
        "end": span.end if span else None,
        "system": record.system if record else None,
        "thread": record.thread if record else None,
        "ours": promise.ours if promise else record.ours if record else None,
        "side": promise.side if promise else record.side if record else None,
    }

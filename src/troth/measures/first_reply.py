"""How long does a customer wait for our first answer?

Why it matters: Until somebody answers, a customer does not know whether anybody has heard. How
long that takes is the promise made most often, and the one that can be counted most plainly.

How it decides: A case is one conversation. It begins with the first message a person wrote to
us and ends with the first message one of us wrote after it; machines on either side (bounces,
auto-replies, confirmations of receipt) neither begin nor end it. How long it took is counted on
the calendar of the brand or side. A message that names no conversation belongs to the one
conversation its writer has with us in that system.

When it stays silent: A conversation in which no customer wrote is no case. One that nobody has
answered yet is a case without an end: it counts against a promise once its time is over, and
before that it counts for nothing.

Source: the definition used by help desks, with machines left out. An answer by telephone counts
if it stands in the records as a message of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from troth.extend.measure import (
    Batch,
    Case,
    Context,
    MeasureCard,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)

CARD = MeasureCard(needs=frozenset({"message"}), unit="duration")

SCHEMA: Mapping[str, str] = {
    "record": "string",
    "version": "string",
    "customer": "string",
    "side": "string",
    "ours": "string",
    "start_us": "int64",
    "precision": "string",
    "end_us": "int64",
    "end_record": "string",
    "end_version": "string",
    "end_precision": "string",
}
"""What `gather` gives, a row a conversation."""


def gather(tables: Tables, moment_us: int) -> Table:
    """Each conversation's first question and the first answer of a person to it."""
    rows = _written_by_people(tables["message"], moment_us)
    asked = _first(rows.filter(rows.direction == "in"), ("system", "conversation"))
    theirs = asked.select(
        of_system=asked.system, of=asked.conversation, since=asked.ts_us, asked=asked.id
    )
    said = rows.filter(rows.direction == "out")
    after = said.join(
        theirs,
        [
            said.system == theirs.of_system,
            said.conversation == theirs.of,
            said.ts_us >= theirs.since,
        ],
    )
    answer = _first(after, ("asked",))
    answer = answer.select(
        answers=answer.asked,
        end_us=answer.ts_us,
        end_record=answer.id,
        end_version=answer.version,
        end_precision=answer.precision,
    )
    met = _with_side(asked, tables).left_join(answer, asked.id == answer.answers)
    return met.select(
        *(name for name in SCHEMA if name not in ("record", "customer", "start_us")),
        record=met.id,
        customer=met.by,
        start_us=met.ts_us,
    )


def _written_by_people(rows: Table, moment_us: int) -> Table:
    import ibis

    rows = rows.filter((rows.ts_us <= moment_us) & ~ibis.coalesce(rows.automatic, False))
    person = ibis.ifelse(rows.direction == "in", rows.by, rows.about)
    rows = rows.mutate(
        conversation=ibis.coalesce(rows.thread, person), system=ibis.coalesce(rows.system, "")
    )
    return rows.filter(rows.conversation.notnull())


def _first(rows: Table, of: tuple[str, ...]) -> Table:
    """The earliest row of each group; of several at one moment the one by id."""
    import ibis

    window = ibis.window(group_by=of, order_by=[rows.ts_us, rows.id])
    ranked = rows.mutate(rank=ibis.row_number().over(window))
    return ranked.filter(ranked["rank"] == 0).drop("rank")


def _with_side(rows: Table, tables: Tables) -> Table:
    import ibis

    held = tables["person"]
    people = held.select(known=held.handle, their_side=held.side)
    met = rows.left_join(people, rows.by == people.known)
    return met.mutate(side=ibis.coalesce(met.side, met.their_side))


def cases(batch: Batch, context: Context) -> Iterable[Case]:
    """One case a conversation, in the order in which they began; unanswered ones stay open."""
    for row in sorted(batch.to_pylist(), key=lambda row: (row["start_us"], row["record"])):
        days = "day" in (row["precision"], row["end_precision"])
        yield Case(
            id=row["record"],
            subject=row["customer"],
            start_us=row["start_us"],
            end_us=row["end_us"],
            record=row["record"],
            version=row["version"],
            side=row["side"],
            ours=row["ours"],
            end_record=row["end_record"],
            end_version=row["end_version"],
            precision="day" if days else row["precision"] or "second",
        )


EXAMPLES = (
    speaks(
        "One was answered the same day, one still waits after a week",
        """
        at               | kind    | by     | thread | text
        2026-03-02 09:00 | message | ana    | t1     | Where is my parcel?
        2026-03-02 10:00 | message | us:tom | t1     | It is on its way.
        2026-03-02 11:00 | message | ben    | t2     | My invoice is wrong.
        """,
        as_of="2026-03-10 12:00",
        says="1 of 2 within 1 business day",
    ),
    speaks(
        "An auto-reply is no answer",
        """
        at               | kind    | by     | thread | automatic | text
        2026-03-02 09:00 | message | ana    | t1     |           | Where is my parcel?
        2026-03-02 09:01 | message | us:bot | t1     | yes       | We have received your mail.
        """,
        as_of="2026-03-10 12:00",
        says="0 of 1 within 1 business day",
    ),
    silent(
        "We wrote, nobody asked",
        """
        at               | kind    | by     | thread | text
        2026-03-02 09:00 | message | us:tom | t1     | Our new opening hours.
        """,
        as_of="2026-03-10 12:00",
    ),
    unsure(
        "Asked an hour ago: not answered, and not too late",
        """
        at               | kind    | by     | thread | text
        2026-03-02 09:00 | message | ana    | t1     | Where is my parcel?
        """,
        as_of="2026-03-02 10:00",
        says="0 of 1 within 1 business day: still open",
    ),
)

"""Which decision breaks our word to people who have not been told?

Why it matters: A promise may have to be broken; that is a decision, and somebody answers for it.
Who is told in time can plan, object, or leave. Who finds out by herself learns that our word ends
when it suits us, and that nobody thought of her.

How it decides: It takes each recorded decision with the live promises that it surely breaks, as
they were held against each other when it was recorded, and the day by which those concerned were
to be told: that of its notice plan, else the notice that was promised before its effect, else its
effect, else the day of the decision. Once that day has passed it looks for the word that they were
told: a note on the decision, a message of ours to the person that says the new thing itself, or,
for a promise to everybody, a change that was announced and says so.

When it stays silent: until the day by which they were to be told; once it is noted that they were;
where the promise was released, withdrawn or kept, or the decision taken back; and on promises that
a decision only strains, or where it is unsure that it breaks them. It is unsure where we wrote to
the person since about the same matter, though not what was decided, and where the records end
before that day, so that the message may be in newer ones.

Source: methods.md 14: a decision that breaks a live promise needs a named owner and a notice plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from troth.extend.cited import own_words
from troth.extend.joining import spoken
from troth.extend.record import (
    Batch,
    Cite,
    Context,
    Finding,
    LensCard,
    Strength,
    Subject,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)
from troth.text.agreeing import agree
from troth.text.deciding import decides
from troth.text.masking import sentences
from troth.text.outcome import refers
from troth.text.patience import day_of

DECISION = {
    "decision": "string",
    "at_us": "int64",
    "tell_by_us": "int64",
    "told_us": "int64",
    "promise": "string",
    "words": "string",
    "sentence": "string",
}
PROMISE = {
    "to": "string",
    "ours": "string",
    "side": "string",
    "record": "string",
    "version": "string",
    "start": "int64",
    "end": "int64",
}
CARD = LensCard(
    needs=frozenset({"message", "promise", "decision"}),
    anchor="the decision and the promise it breaks",
    schema={
        **DECISION,
        **PROMISE,
        "later": "string",
        "later_version": "string",
        "later_us": "int64",
        "later_text": "string",
    },
    status="preview",
    rests_on=frozenset({"decision"}),
)
_LATER = ("later", "later_version", "later_us", "later_text")


def gather(tables: Tables, moment_us: int) -> Table:
    """Each live promise a decision breaks, with all that we wrote to that person, or announced, since."""
    made, held = tables["decision"], tables["promise"]
    held = held.select("to", "ours", "side", "record", "version", "start", "end", known="promise")
    broken = made.select(*DECISION).inner_join(held, made.promise == held.known)
    people = tables["person"].select(whose="handle", who="person")
    broken = broken.left_join(people, broken.to == people.whose)
    broken = broken.mutate(person=broken.who.fill_null(broken.to)).drop("known", "whose", "who")
    near = broken.select("at_us", "person", at="decision", of="promise")
    later = _written(tables, moment_us, near).union(_announced(tables, moment_us, near))
    joins = [broken.decision == later.at, broken.promise == later.of]
    return broken.left_join(later, joins).select(*CARD.schema)


def _written(tables: Tables, moment_us: int, near: Table) -> Table:
    """What we wrote to the person from the decision on."""
    said = spoken(tables, moment_us)
    said = said.filter(said.from_us).select(
        "customer", later="id", later_version="version", later_us="ts_us", later_text="text"
    )
    met = near.inner_join(said, near.person == said.customer)
    return met.filter(met.later_us >= met.at_us).select("at", "of", *_LATER)


def _announced(tables: Tables, moment_us: int, near: Table) -> Table:
    """What was announced to everybody from the decision on, for promises to everybody."""
    import ibis

    changes = tables["change"].filter(tables["change"].ts_us <= moment_us)
    told = ibis.coalesce(changes.title, "") + ". " + ibis.coalesce(changes.text, "")
    changes = changes.select(
        all=ibis.literal(1, "int64"),
        later=changes.id,
        later_version=changes.version,
        later_us=ibis.coalesce(changes.announced_us, changes.ts_us),
        later_text=told,
    )
    wide = near.filter(near.person.isnull()).mutate(every=ibis.literal(1, "int64"))
    met = wide.inner_join(changes, wide.every == changes.all)
    return met.filter(met.later_us >= met.at_us).select("at", "of", *_LATER)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Which of these people were to be told by now, and no word shows that they were."""
    rows = batch.to_pylist()
    rows.sort(key=lambda row: (*_episode(row), row["later_us"] or 0, row["later"] or ""))
    for _, held in groupby(rows, key=_episode):
        told = tuple(held)
        one = told[0]
        if one["told_us"] is not None or one["tell_by_us"] >= context.as_of_us:
            continue
        later = [row for row in told if row["later"] is not None]
        if any(_says_it(row) for row in later):
            continue
        perhaps = [row for row in later if refers(one["words"] or "", row["later_text"] or "")]
        yield _finding(one, later, perhaps, context)


def _episode(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["decision"], row["promise"]


def _says_it(row: Mapping[str, Any]) -> bool:
    """Whether a message or a change tells what was decided: it breaks the promise as the decision does."""
    text = row["later_text"] or ""
    for span in sentences(text):
        sentence = span.of(text)
        judged = decides(sentence, row["words"] or "")
        if judged is not None and judged.effect in ("broken", "strained"):
            return True
        if agree(sentence, row["sentence"] or "").stance == "same":
            return True
    return False


def _finding(
    one: Mapping[str, Any],
    later: Sequence[Mapping[str, Any]],
    perhaps: Sequence[Mapping[str, Any]],
    context: Context,
) -> Finding:
    zone = context.calendar(one["side"], one["ours"]).zone
    decided, by = (
        day_of(at, zone, context.as_of_us) for at in (one["at_us"], one["tell_by_us"] - 1)
    )
    said = ", “{quote}”,"
    if one["to"] is None:
        word = f"our word to everybody{said}"
        whom = "those concerned were"
    else:
        word, whom = f"our word to {{subject}}{said}", "{subject} was"
    open_ = context.moment_us < one["tell_by_us"] or bool(perhaps)
    return Finding(
        lens="decision-breaks-promise",
        subject=Subject("promise", one["promise"])
        if one["to"] is None
        else Subject("person", one["to"]),
        anchor=f"{one['decision']} {one['promise']}",
        says=f"On {decided} we decided what breaks {word} and nothing here shows that {whom} told by {by}.",
        strength=Strength("rule", len(later), "later messages", "day passed, no word of it"),
        cites=tuple(_cites(one, perhaps)),
        next="Tell them today what was decided, from when, and what is done to make it good; then note "
        "it on the decision. Or take the decision back.",
        would_change="A note on the decision that they were told, a message that says so, or a review "
        "that takes the decision back.",
        status="unsure" if open_ else "speaks",
        severity=CARD.severity,
        preview=True,
        since_us=one["at_us"],
        due_us=one["tell_by_us"],
        stakes=2.0,
        data={"decision": one["decision"]},
    )


def _cites(one: Mapping[str, Any], perhaps: Sequence[Mapping[str, Any]]) -> Iterator[Cite]:
    yield own_words(one, one["promise"])
    for row in perhaps[:1]:
        yield Cite(row["later"], row["later_version"] or "")


_WORLD = """
        at               | kind    | by     | about | thread | until            | text
        2026-11-12 09:00 | message | ana    |       | t1     |                  | Where is my refund?
        2026-11-12 10:00 | message | us:tom | ana   | t1     |                  | We will refund you by 14 December.
        2026-11-12 10:05 | confirm | us:tom |       | t1     |                  |
        2026-11-13 09:00 | decide  | us:ida |       | t1     | 2026-11-17 00:00 | We no longer refund.
"""
EXAMPLES = (
    speaks(
        "The day by which she was to be told has passed",
        f"""{_WORLD}
        2026-11-19 10:00 | message | us:tom | ana   | t2     |                  | Your bicycle is ready.
        """,
        as_of="2026-11-20 12:00",
        says="On 13 November we decided what breaks our word to Ana",
    ),
    silent(
        "It is noted that she was told",
        f"""{_WORLD}
        2026-11-16 10:00 | told    | us:ida |       | t1     |                  |
        """,
        as_of="2026-11-20 12:00",
    ),
    silent(
        "A message to her says it",
        f"""{_WORLD}
        2026-11-16 10:00 | message | us:tom | ana   | t1     |                  | I am sorry: we no longer refund lost parcels.
        """,
        as_of="2026-11-20 12:00",
    ),
    silent(
        "There is time yet to tell her",
        _WORLD,
        as_of="2026-11-15 12:00",
    ),
    silent(
        "The promise was let go",
        f"""{_WORLD}
        2026-11-16 10:00 | release | us:tom |       | t1     |                  |
        """,
        as_of="2026-11-20 12:00",
    ),
    silent(
        "The decision keeps it",
        """
        at               | kind    | by     | about | thread | until            | text
        2026-11-12 10:00 | message | us:tom | ana   | t1     |                  | We will refund you by 14 December.
        2026-11-12 10:05 | confirm | us:tom |       | t1     |                  |
        2026-11-13 09:00 | decide  | us:ida |       | t1     | 2026-11-17 00:00 | The depot in Hull opens on Sundays.
        """,
        as_of="2026-11-20 12:00",
    ),
    unsure(
        "We wrote to her about it, though not what was decided",
        f"""{_WORLD}
        2026-11-16 10:00 | message | us:tom | ana   | t1     |                  | About your refund: we are looking into it.
        """,
        as_of="2026-11-20 12:00",
        says="nothing here shows that Ana was told by 16 November",
    ),
)

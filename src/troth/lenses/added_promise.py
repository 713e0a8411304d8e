"""What do several customers believe we promised, though nobody here did?

Why it matters: A promise that no list of ours holds is kept by nobody, and counted on all the same.
Where one customer says it she may be mistaken; where several say it, it was told somewhere: by a
partner, on an old page, by a colleague who has left. They learn it is not so when they need it.

How it decides: It takes what customers say they were told, promised or sold ("you said …", "I was
promised …", "advertised as …"), takes away who told it and what came of it, and lays the same belief
of different people together, brand by brand, however it is worded. Two sayings are the same belief
where they share the deed or most weighty words and no number, day or condition parts them. Then it
looks for the same matter in every document of ours, in every message of ours that promises something,
and in all that we wrote to these people; a text for one side speaks to no other. It speaks where
three people (option `people`) hold the belief and nothing of ours is near it, or two and a colleague
has said that nobody here promised it. Each person counts once, however often she says it.

When it stays silent: where anything of ours speaks of the same matter, before or after, even with
another number (then the promise is understood otherwise, which the promise's own page shows); where
she quotes another company; for questions ("do you promise …?"); for words that do not say what was
promised ("as promised", "you promised the moon"); where a colleague has tied the words to a promise
or said that they tell of none. It is unsure where only two people say it, and where something of
ours is near and cannot be told to be the same.

Source: methods.md 3: commission, what customers believe and no ledger holds, is the dangerous kind.
What customers say is found by the recogniser `understood`, which misses a third of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from troth.errors import ConfigError
from troth.extend.joining import spoken
from troth.extend.record import (
    Batch,
    Cite,
    Context,
    Finding,
    LensCard,
    Span,
    Strength,
    Subject,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)
from troth.text.hers import Claim, claim
from troth.text.proposing import PERHAPS, SAME_MATTER, alike, nearest
from troth.text.siding import is_for

CITED = 10
COLUMNS = ("ours", "record", "version", "ts_us", "text")
CARD = LensCard(
    needs=frozenset({"message"}),
    anchor="the first saying of the belief",
    schema={
        "hers": "bool",
        "ours": "string",
        "record": "string",
        "version": "string",
        "ts_us": "int64",
        "text": "string",
        "saying": "string",
        "start": "int64",
        "end": "int64",
        "person": "string",
        "side": "string",
        "denied": "bool",
    },
    status="preview",
    options={"people": 3},
    rests_on=frozenset({"saying"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """What customers say was promised, and every text of ours that may have promised it."""
    said = spoken(tables, moment_us)
    hers = _hers(tables, said)
    return hers.union(_wrote(tables, said, hers)).union(_documents(tables, moment_us)).distinct()


def _hers(tables: Tables, said: Table) -> Table:
    """Customers' sayings that no colleague has settled, with the message each stands in."""
    import ibis

    told = tables["saying"]
    told = told.filter(told.voice == "customer").select(
        "saying", "start", "end", of=told.record, as_read=told.version, told_side=told.side
    )
    met = said.inner_join(told, (said.id == told.of) & (said.version == told.as_read))
    notes = tables["entry"]
    notes = notes.filter(notes.deed.isin(("attach", "detach", "misheard", "added")))
    last = notes.group_by(about=notes.target).aggregate(newest=notes.entry.max())
    settled = notes.inner_join(
        last, (notes.entry == last.newest) & (notes.target == last.about)
    ).select(settled=notes.target, by_deed=notes.deed)
    met = met.left_join(settled, met.saying == settled.settled)
    kept = met.filter(met.by_deed.isnull() | met.by_deed.isin(("detach", "added")))
    return kept.select(
        hers=ibis.literal(True),
        ours=ibis.coalesce(kept.ours, ""),
        record=kept.id,
        version=kept.version,
        ts_us=kept.ts_us,
        text=kept.text,
        saying=kept.saying,
        start=kept.start,
        end=kept.end,
        person=kept.customer,
        side=ibis.coalesce(kept.told_side, kept.side),
        denied=ibis.coalesce(kept.by_deed, "") == "added",
    ).select(*CARD.schema)


def _wrote(tables: Tables, said: Table, hers: Table) -> Table:
    """Messages of ours that promise something, and all those to the people who speak here."""
    told = tables["saying"]
    held = told.filter(told.voice == "company").select(holds=told.record).distinct()
    ours = said.filter(said.from_us)
    promising = ours.semi_join(held, ours.id == held.holds)
    people = hers.select(speaker=hers.person).distinct()
    to_them = ours.semi_join(people, ours.customer == people.speaker)
    return _texts(promising.union(to_them))


def _documents(tables: Tables, moment_us: int) -> Table:
    held = tables["document"]
    return _texts(held.filter(held.ts_us <= moment_us), sided=True)


def _texts(rows: Table, *, sided: bool = False) -> Table:
    """Texts of ours in the columns of this lens; where `sided`, with the side they are for."""
    import ibis

    empty = {
        name: ibis.null(kind)
        for name, kind in CARD.schema.items()
        if name not in ("hers", "denied", *COLUMNS)
    }
    empty |= {"side": rows.side} if sided else {}
    return rows.select(
        hers=ibis.literal(False),
        ours=ibis.coalesce(rows.ours, ""),
        record=rows.id,
        version=rows.version,
        ts_us=rows.ts_us,
        text=rows.text,
        denied=ibis.literal(False),
        **empty,
    ).select(*CARD.schema)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Which beliefs several people hold, and nothing of ours stands behind."""
    rows = batch.to_pylist()
    ours = [row for row in rows if not row["hers"] and row["text"]]
    hers = sorted((row for row in rows if row["hers"] and row["text"]), key=_when)
    for brand, said in groupby(sorted(hers, key=lambda row: row["ours"]), lambda row: row["ours"]):
        known = [row for row in ours if not brand or row["ours"] in ("", brand)]
        for belief in _beliefs(said, brand):
            yield from _finding(belief, known, brand, context)


def _when(row: Mapping[str, Any]) -> tuple[int, str]:
    return row["ts_us"], row["saying"]


@dataclass(frozen=True, slots=True)
class _Belief:
    """The same belief of several people, the first who told it first."""

    rows: tuple[Mapping[str, Any], ...]
    claims: tuple[Claim, ...]

    @property
    def people(self) -> int:
        return len({row["person"] or row["record"] for row in self.rows})


def _beliefs(said: Iterable[Mapping[str, Any]], brand: str) -> Iterator[_Belief]:
    names = (brand,) if brand else ()
    told = [(row, claim(str(row["text"])[row["start"] : row["end"]], names)) for row in said]
    kept = [
        (row, one)
        for row, one in told
        if one.told and one.worded and not one.asks and not one.elsewhere
    ]
    groups: dict[int, list[tuple[Mapping[str, Any], Claim]]] = {}
    for pair, group in zip(kept, alike([one for _, one in kept]), strict=True):
        groups.setdefault(group, []).append(pair)
    for held in groups.values():
        yield _Belief(tuple(row for row, _ in held), tuple(one for _, one in held))


def _finding(
    belief: _Belief, ours: Sequence[Mapping[str, Any]], brand: str, context: Context
) -> Iterator[Finding]:
    people = belief.people
    if people < 2:
        return
    sides = {row["side"] for row in belief.rows}
    near = nearest(belief.claims, (str(row["text"]) for row in ours if is_for(row["side"], sides)))
    if near >= SAME_MATTER:
        return
    denied = any(row["denied"] for row in belief.rows)
    enough = denied or people >= _several(context.options.get("people", 3))
    one_side = next(iter(sides)) if len(sides) == 1 else None
    yield Finding(
        lens="added-promise",
        subject=Subject("side", one_side) if one_side else Subject("company", brand or "company"),
        anchor=belief.rows[0]["saying"],
        says=f"{people} people say that we promised something which nobody here is known to have "
        "promised: “{quote}”",
        strength=Strength(
            "count",
            people,
            "people",
            "their own words; no document, promise or message to them says it",
            float(people),
        ),
        cites=tuple(_cites(belief)),
        next="Find out who told them. Then make it a promise that somebody owns, or tell everybody "
        "who believes it what holds.",
        would_change="A document, a message or a promise of ours that says it, or a colleague who "
        "ties their words to one.",
        status="speaks" if enough and near < PERHAPS else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=belief.rows[0]["ts_us"],
        stakes=float(people),
    )


def _several(option: object) -> int:
    """From how many people on it is several; ConfigError for anything that is no number."""
    if isinstance(option, int) and option >= 2:
        return option
    raise ConfigError(
        f"“{option}” is no number of people from 2 on.", advice="Write it like this:  people = 3"
    )


def _cites(belief: _Belief) -> Iterator[Cite]:
    """The newest words of each person, as far as they are shown."""
    seen: set[str] = set()
    for row in belief.rows:
        who = row["person"] or row["record"]
        if who not in seen and len(seen) < CITED:
            seen.add(who)
            yield Cite(row["record"], row["version"], Span(row["start"], row["end"]))


PHOTO = """
        at               | kind     | by     | about | thread | side    | path     | text
        2026-11-02 09:00 | message  | ana    |       | t1     | sender  |          | You said I would get a photo of every delivery.
        2026-11-03 09:00 | message  | ben    |       | t2     | sender  |          | I was promised a photo of every delivery.
        2026-11-04 09:00 | message  | cara   |       | t3     | sender  |          | Your driver said that we get a photo of each delivery.
"""
EXAMPLES = (
    speaks(
        "Three senders were told of a photo, and nothing here says so",
        PHOTO
        + "        2026-11-05 09:00 | document | us:tom |       |        |         | terms.md | Every parcel is insured up to €500.",
        as_of="2026-11-20 12:00",
        says="3 people say that we promised something which nobody here is known to have promised",
    ),
    silent(
        "A page of ours says it",
        PHOTO
        + "        2026-11-05 09:00 | document | us:tom |       |        |         | terms.md | You get a photo of every delivery.",
        as_of="2026-11-20 12:00",
    ),
    speaks(
        "Only a text for couriers says it, and these are senders",
        PHOTO
        + "        2026-11-05 09:00 | document | us:tom |       |        | courier | terms.md | You get a photo of every delivery.",
        as_of="2026-11-20 12:00",
        says="3 people say that we promised something",
    ),
    silent(
        "A colleague wrote it to one of them",
        PHOTO
        + "        2026-11-01 09:00 | message  | us:tom | ana   | t1     |         |          | Yes, our drivers take a photo of each delivery.",
        as_of="2026-11-20 12:00",
    ),
    silent(
        "They quote another company, ask, or say nothing that was promised",
        """
        at               | kind    | by   | thread | text
        2026-11-02 09:00 | message | ana  | t1     | Parcelina promises a photo of every delivery.
        2026-11-03 09:00 | message | ben  | t2     | Do you promise a photo of every delivery?
        2026-11-04 09:00 | message | cara | t3     | You promised us the moon.
        2026-11-04 10:00 | message | dan  | t4     | You promised the moon and the stars.
        2026-11-04 11:00 | message | eva  | t5     | You promised the moon, I see.
        """,
        as_of="2026-11-20 12:00",
    ),
    silent(
        "One person, however often she says it",
        """
        at               | kind    | by   | thread | text
        2026-11-02 09:00 | message | ana  | t1     | You said I would get a photo of every delivery.
        2026-11-03 09:00 | message | ana  | t2     | I was promised a photo of every delivery.
        2026-11-04 09:00 | message | ana  | t3     | You told me that I get a photo of each delivery.
        """,
        as_of="2026-11-20 12:00",
    ),
    unsure(
        "Only two people say it",
        """
        at               | kind    | by   | thread | text
        2026-11-02 09:00 | message | ana  | t1     | You said I would get a photo of every delivery.
        2026-11-03 09:00 | message | ben  | t2     | I was promised a photo of every delivery.
        """,
        as_of="2026-11-20 12:00",
        says="2 people say",
    ),
)

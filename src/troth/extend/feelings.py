"""How those we serve sounded lately, beside what they last answered in a survey.

The words are read by `text.happiness`. What a reading stands for is learnt from this company's own
later answers, source by source: a text and the survey answer or rating that the same person gave within 14 days
after it. Below 200 such pairs a reading is no chance, and only strong words count.
Nobody of a side that works is ever read (`text.working_sides`), nor anybody whose side is not known
where sides are told at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby
from operator import or_
from typing import TYPE_CHECKING, Any, Literal

from troth.extend.heard import HEARD, heard
from troth.extend.joining import joined
from troth.extend.moods import LEAST, Scale, learnt
from troth.extend.record import Cite, Context, Span, Strength, Table, Tables
from troth.model.units import DAY_US
from troth.text.masking import masked, sentences
from troth.text.patience import day_of
from troth.text.reply import closes, waits
from troth.text.working_sides import WORKING, also_served, served

if TYPE_CHECKING:
    from troth.text.happiness import Happiness
    from troth.text.moods import Felt

READ = {**HEARD, "sided": "int64", "later_us": "int64"}
"""The columns of `read_lately`: `sided` is above 0 where any side is told; `later_us` is set where
the same person answered a survey soon after."""
LATER_US = 14 * DAY_US
BACK_US = 400 * DAY_US
LATELY_US = 90 * DAY_US
MOST_PAIRS = 2_000
STRONG = 0.7
"""Without a scale, a text must sound at least so glad or unhappy."""
Way = Literal[-1, 1]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Feeling:
    """A text that sounds glad or unhappy, with the words that show it.

    `chance` is how likely the person would say so, None where no scale of this source is known;
    `n` labels taught it. `last` is the person's last survey answer or rating before it.
    """

    row: Row
    span: Span
    chance: float | None
    n: int
    last: Row | None
    agrees: bool
    context: Context

    @property
    def sure(self) -> bool:
        """Whether two witnesses speak: a scale of this source, or the person's own last answer."""
        old = self.context.too_old_for(self.context.moment_us - self.row["ts_us"])
        return (self.chance is not None or self.agrees) and not old


def read_lately(tables: Tables, moment_us: int) -> Table:
    """Texts of 90 days, ratings of 400, and the texts that came soon before one.

    Whoever is anywhere known under a side that works is not among them.
    """
    import ibis

    rows = heard(tables, moment_us)
    rows = rows.filter(rows.ts_us > moment_us - BACK_US)
    named = ibis.coalesce(rows.side, "") + " " + ibis.coalesce(rows.their_side, "")
    plain = named.lower()
    working = rows.filter(reduce(or_, (plain.contains(part) for part in WORKING)))
    working = working.select("person").distinct().mutate(works=ibis.literal(1))
    sides = rows.mutate(told=(plain != " ").cast("int64")).aggregate(sided=lambda t: t.told.sum())
    rows = joined(rows, working, ("person",))
    rows = rows.filter(rows.works.isnull())
    rated = rows.filter(rows.score.notnull())
    rated = rated.select(rater=rated.person, rated_us=rated.ts_us)
    close = rows.inner_join(rated, rows.person == rated.rater)
    close = close.filter(
        (close.rated_us > close.ts_us) & (close.rated_us <= close.ts_us + LATER_US)
    )
    later = close.group_by("record").aggregate(later_us=close.rated_us.min())
    met = joined(rows, later, ("record",)).cross_join(sides)
    wanted = (met.ts_us > moment_us - LATELY_US) | met.score.notnull() | met.later_us.notnull()
    return met.filter(wanted).select(*READ)


def feelings(rows: Sequence[Row], context: Context, way: Way) -> Iterator[Feeling]:
    """The newest text of each person that says how she is, where it says so in this way.

    Glad words alone are mostly good manners: with no chance and no answer of hers they are left out.
    """
    more = also_served(context.options.get("sides", ()))
    span_us = int(str(context.options.get("days", 30))) * DAY_US
    people = list(_people(rows, more))
    scales = _scales(people)
    asked = []
    for own in people:
        reach = context.coverage.get(own[-1]["system"], context.moment_us)
        here = replace(context, moment_us=min(context.moment_us, reach))
        asked.append((own, here, [row for row in own if row["ts_us"] > here.moment_us - span_us]))
    told = _told([row for *_, lately in asked for row in lately if row["score"] is None])
    for own, here, lately in asked:
        found = _newest(lately, told, scales, way)
        if found is None:
            continue
        one = _feeling(found, told[found["record"]], scales.get(found["system"]), own, way, here)
        if way < 0 or one.chance is not None or one.last is not None:
            yield one


def _told(rows: Sequence[Row]) -> Mapping[str, Happiness]:
    """How each text sounds, by its record."""
    from troth.text.happiness import happiness

    told = happiness([row["text"] for row in rows])
    return {row["record"]: one for row, one in zip(rows, told, strict=True)}


def _people(rows: Sequence[Row], more: frozenset[str]) -> Iterator[tuple[Row, ...]]:
    """What each person wrote, in the order of time: only of those who may be read."""
    ordered = sorted(rows, key=lambda row: (row["person"], row["ts_us"], row["record"]))
    for _, held in groupby(ordered, key=lambda row: row["person"]):
        own = tuple(held)
        if _readable(own, more):
            yield own


def _readable(own: Sequence[Row], more: frozenset[str]) -> bool:
    sides = {row[name] for row in own for name in ("side", "their_side") if row[name]}
    return all(served(side, more) for side in sides) if sides else not own[0]["sided"]


def _scales(people: Sequence[Sequence[Row]]) -> Mapping[str, Scale]:
    """A scale for each system of which 200 texts were followed by an answer of their writer."""
    most = _most(people)
    pairs: dict[str, list[tuple[int, str, str, int]]] = {}
    for own in people:
        for at, row in enumerate(own):
            label = _label(row, most)
            before = own[at - 1] if at else None
            if label is None or before is None or before["later_us"] is None or not before["text"]:
                continue
            if before["score"] is None and row["ts_us"] - before["ts_us"] <= LATER_US:
                pair = (before["ts_us"], before["record"], before["text"], label)
                pairs.setdefault(before["system"], []).append(pair)
    return {
        system: _scale(sorted(held)[-MOST_PAIRS:])
        for system, held in pairs.items()
        if len(held) >= LEAST
    }


def _scale(pairs: Sequence[tuple[int, str, str, int]]) -> Scale:
    from troth.text.happiness import happiness

    values = [one.value for one in happiness([text for _, _, text, _ in pairs])]
    return learnt(values, [label for *_, label in pairs])


def _most(people: Iterable[Sequence[Row]]) -> Mapping[tuple[str, str, str], float]:
    """The highest score seen of each system, kind and scale, which tells stars from points."""
    most: dict[tuple[str, str, str], float] = {}
    for own in people:
        for row in own:
            if row["score"] is not None:
                key = _kind(row)
                most[key] = max(row["score"], most.get(key, 0.0))
    return most


def _kind(row: Row) -> tuple[str, str, str]:
    return row["system"], row["kind"], (row["scale"] or "").lower()


def _label(row: Row, most: Mapping[tuple[str, str, str], float]) -> Literal[-1, 0, 1] | None:
    """What a rating says: of ten points as promoters and detractors, of five stars, of yes and no."""
    score, scale = row["score"], (row["scale"] or "").lower()
    if score is None or scale == "ces":
        return None
    top = 10 if scale == "nps" else most[_kind(row)]
    low, high = (6, 9) if top > 5 else (2, 4) if top > 1 else (0, 1)
    return 1 if score >= high else -1 if score <= low else 0


def _newest(
    lately: Sequence[Row], told: Mapping[str, Happiness], scales: Mapping[str, Scale], way: Way
) -> Row | None:
    """The newest text that says anything, if in this way and no rating or thanks came after."""
    for row in reversed(lately):
        if row["score"] is not None or (way < 0 and closes(row["text"])):
            return None
        one, scale = told[row["record"]], scales.get(row["system"])
        answer = scale.answer(one.value) if scale else one.answer
        if not answer:
            continue
        weak = scale is None and abs(one.value) < STRONG
        asks = way > 0 and waits(row["text"]).state == "waits"
        return None if answer != way or weak or asks else row
    return None


def _feeling(
    row: Row, told: Happiness, scale: Scale | None, own: Sequence[Row], way: Way, context: Context
) -> Feeling:
    rated = [one for one in own if one["score"] is not None and one["ts_us"] <= row["ts_us"]]
    last = rated[-1] if rated else None
    fresh = last is not None and row["ts_us"] - last["ts_us"] <= LATELY_US
    agrees = fresh and last is not None and _label(last, _most([own])) == way
    chance = None
    if scale is not None:
        chances = scale.at([told.value])[0]
        chance = chances.unhappy if way < 0 else chances.glad
    span = _span(row["text"], told.words, way)
    return Feeling(row, span, chance, scale.n if scale else 0, last, agrees, context)


def _span(text: str, words: Sequence[Felt], way: Way) -> Span:
    """The sentence in which the words of mood weigh most; the first, where there are none."""
    spans = sentences(masked(text)) or [Span(0, len(text))]

    def weight(span: Span) -> float:
        inside = (one for one in words if span.start <= one.span.start < span.end)
        return way * sum(one.strength for one in inside)

    return max(spans, key=weight)


def strength(one: Feeling) -> Strength:
    """How likely the person would say so, or that it is only a reading of words."""
    if one.chance is None:
        return Strength("rule", 1, "texts", "words of mood and a learnt head, not calibrated here")
    method = "Platt scale of this source's own later answers"
    return Strength("probability", one.n, "later answers", method, value=round(one.chance, 2))


def out_of_ten(one: Feeling, way: str) -> str:
    """What the chance means, in words; nothing where there is none."""
    if one.chance is None:
        return ""
    return f" Of ten who wrote like this, about {round(10 * one.chance)} then answered that they were {way}."


def on_day(one: Feeling, row: Row) -> str:
    """A day in words, as the calendar of the person's side counts it."""
    told = one.context
    zone = told.calendar(row["side"] or row["their_side"], row["ours"] or None).zone
    return day_of(row["ts_us"], zone, told.as_of_us)


def baseline(one: Feeling) -> str:
    """The last survey answer in words, known without any reading; and where the records end."""
    there = one.context
    if there.as_of_us - there.moment_us >= DAY_US:
        return f"{_last(one)}; the records end on {there.records_end()}"
    return _last(one)


def _last(one: Feeling) -> str:
    if one.last is None:
        return "no survey answer is known"
    score = f"{one.last['score']:g}"
    what = "rating" if one.last["kind"] == "review" else "survey answer"
    scale = f" ({one.last['scale'].upper()})" if one.last["scale"] else ""
    return f"the last {what}, on {on_day(one, one.last)}, was {score}{scale}"


def cites(one: Feeling) -> tuple[Cite, ...]:
    """The words, and the answer beside them."""
    own = Cite(one.row["record"], one.row["version"], one.span)
    return (own,) if one.last is None else (own, Cite(one.last["record"], one.last["version"]))

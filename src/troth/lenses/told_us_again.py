"""Who had to tell us the same trouble again?

Why it matters: Telling it once is what it takes to be helped; telling it twice is what it takes
to find out that nobody listened. It costs her minutes, and it costs us her trust in the next "we
are looking into it".

How it decides: It compares what one person wrote to one brand within 30 days (option `within`);
mail that names no brand belongs to the only one she writes to.
Either her own words say so ("I have already told your colleague", "my third mail", "I sent a mail
and nobody answered"), or she opens another conversation, or writes after another colleague took
over, and speaks of the same thing: the same number of an order or ticket, or three things or more
in common that are half of what the shorter message speaks of. Only what she wrote in the last 30
days (option `look-back`) counts, and one matter is said once, at her newest message about it.

When it stays silent: where she ended the talk after it with thanks or "sorted"; where she had said
that the earlier matter was sorted, so that this is a new one; where both messages came within an
hour, which is one message sent twice; where a colleague asked her to write again. It is unsure
where the records hold no earlier word of hers, so that only she says so; where the words are alike
but not enough; and where the records end so long ago that it may be settled.

Source: methods.md 12: repeats of the same information; what people tell again and again is effort
(Dixon, Freeman and Toman 2010). Rules over words (`troth.text.retelling`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from troth.extend.cases import counted_to, here
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
from troth.extend.talks import SAID, by_person_wide, talks
from troth.model.units import DAY_US, HOUR_US
from troth.text.asking import asks_back
from troth.text.patience import Patience, day_of
from troth.text.reply import closes, waits
from troth.text.retelling import same_matter, says_again

CARD = LensCard(
    needs=frozenset({"message"}),
    anchor="the message in which she tells it again",
    schema=SAID,
    status="preview",
    options={"within": "30 days", "look-back": "30 days"},
    rests_on=frozenset({"message"}),
)
Row = Mapping[str, Any]


def gather(tables: Tables, moment_us: int) -> Table:
    """What was said lately with people who wrote or were written to more than once."""
    return talks(tables, moment_us, alone=True)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """For each person the newest message in which she tells something again."""
    for rows in by_person_wide(batch):
        reach = replace(context, moment_us=here(context, rows[-1]["system"]))
        found = _newest(rows, reach)
        if found is not None:
            yield _finding(found, reach)


@dataclass(frozen=True, slots=True)
class _Again:
    """Her message, the words that say so (None: the matter does), and her earlier one."""

    row: Row
    span: Span | None
    earlier: Row | None
    sure: bool
    colleague: bool = False


def _newest(rows: Sequence[Row], context: Context) -> _Again | None:
    back_us = Patience.read(context.options.get("look-back", "30 days")).n * DAY_US
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        if row["from_us"] or context.moment_us - row["ts_us"] > back_us:
            continue
        found = _again(rows, at, context)
        if found is not None:
            return None if _settled(rows[at + 1 :], row["talk"]) else found
    return None


def _settled(later: Sequence[Row], talk: str) -> bool:
    """Whether she ended the talk after it."""
    hers = [row for row in later if not row["from_us"] and row["talk"] == talk]
    return bool(hers) and closes(hers[-1]["text"])


def _again(rows: Sequence[Row], at: int, context: Context) -> _Again | None:
    row, before = rows[at], rows[:at]
    within_us = Patience.read(context.options.get("within", "30 days")).n * DAY_US
    hers = [
        one for one in before if not one["from_us"] and row["ts_us"] - one["ts_us"] <= within_us
    ]
    if _asked_to(before, row):
        return None
    span = says_again(row["text"])
    if span is not None:
        return _by_her_word(row, span, hers)
    if waits(row["text"]).state != "waits":
        return None
    found = [_alike(rows, one, row) for one in hers]
    alike = [one for one in found if one is not None]
    return next((one for one in alike if one.sure), alike[0] if alike else None)


def _by_her_word(row: Row, span: Span, hers: Sequence[Row]) -> _Again:
    """Her word for it, and her earlier one about the matter, or her last one, where there is any."""
    near = [one for one in hers if same_matter(one["text"], row["text"])]
    same = [one for one in hers if one["talk"] == row["talk"]]
    earlier = next(iter(near or same), None)
    return _Again(row, span, earlier, sure=earlier is not None)


def _alike(rows: Sequence[Row], earlier: Row, row: Row) -> _Again | None:
    """The same matter in another conversation, or after another colleague took over."""
    between = [one for one in rows if earlier["ts_us"] < one["ts_us"] < row["ts_us"]]
    other_talk = earlier["talk"] != row["talk"]
    writers = {one["by"] for one in between if one["from_us"] and one["talk"] == row["talk"]}
    colleague = not other_talk and len(writers - {None}) > 1
    if not (other_talk or colleague) or row["ts_us"] - earlier["ts_us"] < HOUR_US:
        return None
    if waits(earlier["text"]).state == "settled":
        return None
    if any(not one["from_us"] and closes(one["text"]) for one in between):
        return None
    near = same_matter(earlier["text"], row["text"])
    if not near or (colleague and near != "same"):
        return None
    return _Again(row, None, earlier, near == "same", colleague)


def _asked_to(before: Sequence[Row], row: Row) -> bool:
    """Whether our last word in this conversation asked her for something."""
    ours = [one for one in before if one["from_us"] and one["talk"] == row["talk"]]
    return bool(ours) and says_again(row["text"]) is None and asks_back(ours[-1]["text"])


def _finding(found: _Again, context: Context) -> Finding:
    row, earlier = found.row, found.earlier
    zone = context.calendar(row["side"], row["ours"] or None).zone
    on = day_of(row["ts_us"], zone, context.as_of_us, weekday=True)
    end = counted_to(context)
    aged = context.too_old_for(max(context.moment_us - row["ts_us"], DAY_US))
    return Finding(
        lens="told-us-again",
        subject=Subject("person", row["handle"]),
        anchor=row["record"],
        says=_says(found, on, zone, context) + f"{end}.",
        strength=Strength("rule", 2 if earlier else 1, "messages", "the same trouble told again"),
        cites=tuple(_cites(found)),
        next="Read all of it as one matter, give it to one colleague, and answer from where she "
        "stands, without asking for it a third time. Draft: “{greeting} you have told us this "
        "before. I have read all of it, and you need not explain it again.”",
        would_change="A word that the earlier matter was settled and this is another one.",
        status="speaks" if found.sure and not aged else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=(earlier or row)["ts_us"],
        stakes=2.0 if earlier else 1.0,
        data={"by": "her word" if found.span else "the same matter"},
    )


def _says(found: _Again, on: str, zone: str, context: Context) -> str:
    if found.span is not None:
        seen = "" if found.earlier else "; the records hold no earlier word about it"
        return f"{{subject}} said on {on} that we had been told before: “{{quote}}”{seen}"
    earlier = found.earlier or found.row
    first = day_of(earlier["ts_us"], zone, context.as_of_us, weekday=True)
    where = "after another colleague took over" if found.colleague else "in another conversation"
    like = "what reads like " if not found.sure else ""
    return f"{{subject}} told us on {on} {where} {like}the same trouble as on {first}"


def _cites(found: _Again) -> Iterator[Cite]:
    yield Cite(found.row["record"], found.row["version"], found.span)
    if found.earlier is not None:
        yield Cite(found.earlier["record"], found.earlier["version"])


EXAMPLES = (
    speaks(
        "Another conversation, the same order",
        """
        at               | kind    | by     | about | thread | text
        2026-03-09 09:00 | message | ana    |       | t1     | My order K-20417 came with a broken lid. Can you send another one?
        2026-03-09 10:00 | message | us:tom | ana   | t1     | We are looking into it.
        2026-03-17 09:00 | message | ana    |       | t2     | Hello, what about the broken lid of order K-20417?
        """,
        as_of="2026-03-20 12:00",
        says="Ana told us on Tuesday 17 March in another conversation the same trouble as on Monday 9 March.",
    ),
    speaks(
        "Her own word for it",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 09:00 | message | ben    |       | t1     | The app shows no parcels since Sunday.
        2026-03-16 10:00 | message | us:tom | ben   | t1     | Which telephone is it?
        2026-03-16 11:00 | message | ben    |       | t1     | I have already told your colleague: a Fern 3. It still shows nothing.
        """,
        as_of="2026-03-20 12:00",
        says="Ben said on Monday 16 March that we had been told before: “{quote}”.",
    ),
    speaks(
        "Another colleague took over, and she tells it from the start",
        """
        at               | kind    | by     | about | thread | text
        2026-03-09 09:00 | message | eva    |       | t1     | The scanner at the Leeds depot rejects every label we print since Monday.
        2026-03-09 10:00 | message | us:tom | eva   | t1     | I will look at it.
        2026-03-11 10:00 | message | us:kim | eva   | t1     | I have taken this over from Tom.
        2026-03-11 12:00 | message | eva    |       | t1     | The scanner at the Leeds depot still rejects every label we print.
        """,
        as_of="2026-03-20 12:00",
        says="after another colleague took over the same trouble as on Monday 9 March",
    ),
    silent(
        "Sorted the first time, and now another matter",
        """
        at               | kind    | by     | about | thread | text
        2026-03-09 09:00 | message | ana    |       | t1     | My order K-20417 came with a broken lid. Can you send another one?
        2026-03-10 10:00 | message | ana    |       | t1     | The new lid came. It's sorted now, thanks!
        2026-03-17 09:00 | message | ana    |       | t2     | Can I return one glass of order K-20417?
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Two different matters of one person, and one message sent twice",
        """
        at               | kind    | by     | about | thread | text
        2026-03-09 09:00 | message | ben    |       | t1     | Can you move my pick-up to Friday?
        2026-03-17 09:00 | message | ben    |       | t2     | The invoice of February charges the scanner twice.
        2026-03-17 09:00 | message | eva    |       | t3     | The scanner in Leeds rejects every label we print.
        2026-03-17 09:04 | message | eva    |       | t4     | The scanner in Leeds rejects every label we print.
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "We asked for more, and she says it with more",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 09:00 | message | ben    |       | t1     | The scanner rejects every label.
        2026-03-16 10:00 | message | us:tom | ben   | t1     | Which labels does it reject?
        2026-03-16 11:00 | message | ben    |       | t1     | The scanner rejects every label of the Leeds depot, please help.
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Told before, but to somebody else, and what somebody told her",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 09:00 | message | ben    |       | t1     | Your driver told me twice that the depot opens at eight. Is that right?
        2026-03-16 09:30 | message | ben    |       | t1     | I already tried to print it again, it works now.
        """,
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "She says so, and the records hold no earlier word of hers",
        """
        at               | kind    | by     | about | thread | text
        2026-03-17 09:00 | message | eva    |       | t3     | This is my third mail about the missing crate. Where is it?
        """,
        as_of="2026-03-20 12:00",
        says="the records hold no earlier word about it",
    ),
    unsure(
        "Alike, but not enough to be sure",
        """
        at               | kind    | by     | about | thread | text
        2026-03-09 09:00 | message | ana    |       | t1     | The courier left my parcel in the rain behind the green gate and the books are wet. Can you replace them?
        2026-03-17 09:00 | message | ana    |       | t2     | Why does the courier leave every parcel at the gate of the school next door?
        """,
        as_of="2026-03-20 12:00",
        says="what reads like the same trouble",
    ),
)

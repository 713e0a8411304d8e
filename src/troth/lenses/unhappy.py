"""Who sounded unhappy lately, of those we serve?

Why it matters: Who answers no survey is heard nowhere else, and trouble told in a calm voice goes
down in the pile. It says whom to read first, and measures nobody.

How it decides: It takes each person's newest text of the last 30 days (option `days`) that says
anything either way, read by a list of words of mood and by a learnt head (`troth.text.happiness`). Where 200 texts of a
source were each followed within 14 days by a survey answer or rating of the same person, the
reading becomes a chance that she would say so herself, and where no chance is sure enough (at most
one answer in five wrong) nothing is said. The last survey answer stands beside it as what is known
without any reading. It speaks with such a chance, or where her last answer of the 90 days before says the same.
On 14,450 messages to airlines unhappy ones rank below the others with an AUC of .87 [.87–.88]; after
200 labels the chances err by .04, and of the surer half of answers 8.5 % are wrong.

When it stays silent: **of sides that work for you or through you, always** (couriers, drivers, sellers, staff; no
setting lets one in), of anybody whose side is not among those served (option `sides` adds to
customers, buyers, senders, passengers, patients and the like), and of anybody without a side where sides
are told at all. Also once the person answered a survey, rated us or thanked us since: her own
answer counts. Without a chance and without an answer of hers it is unsure, and silent unless the
words are strong: of 14 such messages to firms it did not learn from .86 [.60–.96] were unhappy (on
these 298 messages the level was chosen); of 18 found in 1,211 messages to 24 firms and read by hand, 10
[.34–.75], the others told of trouble in a plain voice. Irony and other languages mislead it.

Source: methods.md 7: a ranked list with calibrated chances, abstention, and the last survey answer
as baseline; Directive (EU) 2024/2831, article 7.
"""

from __future__ import annotations

from collections.abc import Iterable

from troth.extend.feelings import (
    READ,
    Feeling,
    baseline,
    cites,
    feelings,
    on_day,
    out_of_ten,
    read_lately,
    strength,
)
from troth.extend.record import (
    Batch,
    Context,
    Finding,
    LensCard,
    Subject,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)

CARD = LensCard(
    needs=frozenset({"message"}),
    anchor="the newest text that sounds unhappy",
    schema=READ,
    status="preview",
    options={"days": 30, "sides": []},
    rests_on=frozenset({"message", "review", "survey_answer"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """What those we serve wrote lately, and what taught us what it stands for."""
    return read_lately(tables, moment_us)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Whose newest words sound unhappy, and how sure that is."""
    for one in feelings(batch.to_pylist(), context, -1):
        yield _finding(one)


def _finding(one: Feeling) -> Finding:
    on = on_day(one, one.row)
    return Finding(
        lens="unhappy",
        subject=Subject("person", one.row["handle"]),
        anchor=one.row["record"],
        says=f"{{subject}} sounded unhappy on {on}: “{{quote}}”; {baseline(one)}."
        + out_of_ten(one, "unhappy"),
        strength=strength(one),
        cites=cites(one),
        next="Read the whole message, and ask; do not say that anything was scored. Draft: "
        f"“{{greeting}} I read what you wrote on {on}. What happened, and what would put it right?”",
        would_change="A survey answer or a word of {subject} that it was meant otherwise.",
        status="speaks" if one.sure else "unsure",
        severity=CARD.severity,
        since_us=one.row["ts_us"],
        stakes=one.chance or 0.0,
    )


EXAMPLES = (
    speaks(
        "Two of ten in the survey, and no better words since",
        """
        at               | kind          | by  | side   | thread | scale | score | text
        2026-02-20 09:00 | survey_answer | ana | sender |        | nps   | 2     |
        2026-03-17 09:00 | message       | ana | sender | t1     |       |       | Third box this month. I am fed up with this terrible service.
        """,
        as_of="2026-03-20 12:00",
        says="Ana sounded unhappy on 17 March: “{quote}”; the last survey answer, on 20 February, was 2 (NPS).",
    ),
    silent(
        "A courier is never read, nor a driver, nor somebody who is both",
        """
        at               | kind          | by   | side    | thread | scale | score | text
        2026-02-20 09:00 | survey_answer | ben  | courier |        | nps   | 1     |
        2026-03-17 09:00 | message       | ben  | courier | t1     |       |       | I am fed up with this terrible app.
        2026-03-17 09:00 | message       | cleo | driver  | t2     |       |       | Awful, the worst week I ever had.
        2026-03-10 09:00 | message       | dora | driver  | t3     |       |       | My van is at the depot.
        2026-03-17 09:00 | message       | dora | sender  | t4     |       |       | Awful, the worst delivery I ever had.
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Whose side nobody knows, where sides are told",
        """
        at               | kind    | by  | side   | thread | text
        2026-03-16 09:00 | message | eve | sender | t1     | Where do I post a parcel?
        2026-03-17 09:00 | message | ana |        | t2     | Awful, the worst week I ever had, I am so angry.
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Thanked us since, or answered a survey since",
        """
        at               | kind          | by  | thread | scale | score | text
        2026-03-17 09:00 | message       | ana | t1     |       |       | Awful, the worst delivery I ever had.
        2026-03-18 09:00 | message       | ana | t1     |       |       | It's sorted now, thank you so much!
        2026-03-17 09:00 | message       | ben | t2     |       |       | Awful, the worst delivery I ever had.
        2026-03-18 09:00 | survey_answer | ben |        | nps   | 8     |
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "A question in a plain voice",
        """
        at               | kind    | by  | thread | text
        2026-03-17 09:00 | message | ana | t1     | Where is my parcel? The door is the green one.
        """,
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "Strong words, and nothing to hold them against",
        """
        at               | kind    | by  | thread | text
        2026-03-17 09:00 | message | ana | t1     | Awful. The worst delivery I ever had, and the box is broken.
        """,
        as_of="2026-03-20 12:00",
        says="no survey answer is known.",
    ),
)

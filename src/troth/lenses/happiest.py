"""Who sounded glad lately, of those we serve?

Why it matters: Who is glad can say what went right, in words no meeting would find, and mostly
nobody asks. A thank-you costs nothing and is owed.

How it decides: As the lens `unhappy` does, the other way round: each person's newest text of the last 30
days (option `days`) that says anything either way, read by words of mood and a learnt head. Where 200 texts of a source
were each followed within 14 days by a survey answer or rating of the same person, the reading becomes a
chance that she would say so herself, and where no chance is sure enough nothing is said. The last
survey answer stands beside it. It speaks with such a chance, or where her last answer of the 90 days before
says the same. On messages to airlines glad ones rank above unhappy ones with an AUC of .95 [.95–.96].

When it stays silent: **of sides that work for you or through you, always** (couriers, drivers, sellers, staff; no setting
lets one in), of sides not among those served (option `sides` adds to them), and of anybody without a side
where sides are told at all. Also where the text asks for something, as "please help, thanks" is polite and
not glad, once she answered a survey since, and where there is neither a chance nor any answer of
hers: glad words alone are mostly good manners. Without a chance it is unsure where her last answer does not
say the same, and silent unless the words are strong. Sarcasm misleads it.

Source: methods.md 7; Directive (EU) 2024/2831, article 7.
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
    anchor="the newest text that sounds glad",
    schema=READ,
    severity="info",
    status="preview",
    options={"days": 30, "sides": []},
    rests_on=frozenset({"message", "review", "survey_answer"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """What those we serve wrote lately, and what taught us what it stands for."""
    return read_lately(tables, moment_us)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Whose newest words sound glad, and how sure that is."""
    for one in feelings(batch.to_pylist(), context, 1):
        yield _finding(one)


def _finding(one: Feeling) -> Finding:
    on = on_day(one, one.row)
    return Finding(
        lens="happiest",
        subject=Subject("person", one.row["handle"]),
        anchor=one.row["record"],
        says=f"{{subject}} sounded glad on {on}: “{{quote}}”; {baseline(one)}."
        + out_of_ten(one, "glad"),
        strength=strength(one),
        cites=cites(one),
        next="Say thank you, and ask for nothing else: no review, no referral, no upgrade. Draft: "
        f"“{{greeting}} thank you for what you wrote on {on}. What was it that we did right?”",
        would_change="A survey answer or a word of {subject} that it was meant otherwise.",
        status="speaks" if one.sure else "unsure",
        severity=CARD.severity,
        since_us=one.row["ts_us"],
        stakes=0.0,
    )


EXAMPLES = (
    speaks(
        "Nine of ten in the survey, and glad words since",
        """
        at               | kind          | by  | side   | thread | scale | score | text
        2026-02-20 09:00 | survey_answer | ana | sender |        | nps   | 9     |
        2026-03-17 09:00 | message       | ana | sender | t1     |       |       | The van was early. Thank you, wonderful service as always!
        """,
        as_of="2026-03-20 12:00",
        says="Ana sounded glad on 17 March: “{quote}”; the last survey answer, on 20 February, was 9 (NPS).",
    ),
    silent(
        "A courier is never read, nor whoever is on two sides",
        """
        at               | kind          | by   | side    | thread | scale | score | text
        2026-02-20 09:00 | survey_answer | ben  | courier |        | nps   | 10    |
        2026-03-17 09:00 | message       | ben  | courier | t1     |       |       | Thank you, wonderful tour today!
        2026-03-10 09:00 | message       | dora | driver  | t3     |       |       | My van is at the depot.
        2026-03-17 09:00 | message       | dora | sender  | t4     |       |       | Thank you, wonderful service as always!
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Polite, and still asking",
        """
        at               | kind    | by  | thread | text
        2026-03-17 09:00 | message | ana | t1     | You have always been great, thank you. Could you find my parcel?
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Glad first, and unhappy since",
        """
        at               | kind    | by  | thread | text
        2026-03-16 09:00 | message | ana | t1     | Thank you, wonderful service as always!
        2026-03-17 09:00 | message | ana | t1     | I spoke too soon. The box is broken, this is terrible.
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Glad words of somebody who never answered a survey are mostly good manners",
        """
        at               | kind    | by  | thread | text
        2026-03-17 09:00 | message | ana | t1     | The courier was lovely. Thank you so much, everything came early!
        """,
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "Glad words, and seven of ten in the survey",
        """
        at               | kind          | by  | thread | scale | score | text
        2026-02-20 09:00 | survey_answer | ana |        | nps   | 7     |
        2026-03-17 09:00 | message       | ana | t1     |       |       | The courier was lovely. Thank you so much, everything came early!
        """,
        as_of="2026-03-20 12:00",
        says="the last survey answer, on 20 February, was 7 (NPS).",
    ),
)

"""What did people answer in our SurveyMonkey surveys?

What it reads: the CSV that SurveyMonkey gives for all individual responses: a row a response, a
column a question, and often a second header row with the choices ("Response", "Open-Ended
Response", "Email Address"). A question over several columns is named once in the header, and its
empty neighbours belong to it. Each answer is one survey answer, dated by the end of the response.
The recipient's address, where there is one, says who answered.

How it is recognised: by Respondent ID and Collector ID, whatever their case and order.

What it sets aside: responses without an answer or without a date, answers beyond their scale, and
the whole file where day and month may be swapped.

Source: SurveyMonkey's help pages on exporting all responses data, and public exports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from troth.extend.answers import Question, Respondents, Top, answered, join_names, top
from troth.extend.source import (
    Column,
    Frame,
    Introduction,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
    chosen_columns,
    headers,
    read_table,
)
from troth.text.scales import scale_of
from troth.text.table import plain

CARD = SourceCard(
    kinds=frozenset({"survey_answer"}),
    endings=(".csv", ".tsv", ".txt", ""),
    system="surveymonkey",
    introduces=True,
)

TABLE = Table(
    "survey_answer",
    (
        Column("key", "respondent_id response_id", required=True),
        Column("at_us", "end_date date_modified start_date date_created", "time", required=True),
        Column("email", "email_address email"),
        Column("number", "customer_id user_id external_id"),
        Column("first", "first_name"),
        Column("last", "last_name"),
    ),
)

_OWN_NAMES = (
    "respondentid collectorid startdate enddate datecreated datemodified ipaddress emailaddress"
    " firstname lastname customdata1 customdata"
)
_OWN = frozenset(_OWN_NAMES.split())
_ONLY = frozenset(["", "response", "openendedresponse"])
"""Second headers that say nothing besides the question."""

EXAMPLES = (
    Sample(
        "responses.csv",
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,"
        "Last Name,Custom Data 1,How likely is it that you would recommend us to a friend?,"
        "What did you use?,\n"
        ",,,,,,,,,Response,Phone,Mail\n"
        "118,401,2026-03-02 09:00:00,2026-03-02 09:05:00,,ana@post.example,Ana,Sol,,8,Phone,\n",
        gives=2,
        title="Two header rows; a question over two columns",
    ),
    Sample(
        "swapped.csv",
        "Respondent ID,Collector ID,Start Date,End Date,What was missing?\n"
        "118,401,03/02/2026 09:00:00,03/02/2026 09:05:00,Nothing\n",
        gives=0,
        sets_aside=1,
        says="may be day or month first",
        title="Nothing shows whether the day or the month comes first",
    ),
)


def recognises(opened: Opened) -> float:
    """By the numbers of respondent and collector."""
    names = {plain(name) for name in headers(opened)}
    return 0.99 if {"respondentid", "collectorid"} <= names else 0.0


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """Single answers, each with its question; the second header row is no response."""
    names = headers(opened)
    rows = top(opened, 2)
    above = rows.ends[1] if _is_header(rows) else 0
    questions = _questions(
        names,
        rows.row(1) if above else (),
        set(chosen_columns(TABLE, names, opened.reading.map).values()),
    )
    people = Respondents(opened, CARD.system)
    for item in read_table(opened, TABLE):
        if isinstance(item, Reject):
            if not 1 < (item.origin.row or 0) <= above or "No column" in item.says:
                yield item
            continue
        frame = item.where([row > above for row in item.rows])
        join_names(frame)
        yield from people.finish(frame)
        yield from answered(opened, frame, questions)


def _is_header(rows: Top) -> bool:
    """Whether the second row is one of headers: it has no respondent, and says something."""
    first = dict(zip(map(plain, rows.row(0)), rows.row(1), strict=False))
    return not first.get("respondentid") and any(rows.row(1)) and bool(first)


def _questions(names: Sequence[str], choices: Sequence[str], taken: set[str]) -> list[Question]:
    """The columns behind SurveyMonkey's own; one without a name belongs to the one before it."""
    found: list[Question] = []
    asked = ""
    for at, name in enumerate(names):
        if name in taken or plain(name) in _OWN:
            asked = ""
            continue
        choice = choices[at] if at < len(choices) else ""
        blank = name == f"column {at + 1}"
        asked = asked if blank and asked else name
        text = asked if plain(choice) in _ONLY else f"{asked} – {choice}"
        found.append(Question(name, text, text if choice or not blank else name, scale_of(asked)))
    return found

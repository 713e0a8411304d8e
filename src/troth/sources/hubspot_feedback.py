"""What did people answer in the surveys that HubSpot sent?

What it reads: an export of feedback submissions as CSV or as JSON of the API, under internal names
(hs_value, hs_content, hs_sentiment, hs_survey_channel) or the labels of the portal. Each is one
answer: the survey's name as the question, its type as the scale, the rating as the score, and the
words that came with it. Sentiment, channel and group are kept beside.

How it is recognised: by a record id together with the survey's name, type or channel.

What it sets aside: answers without a record id, without a date, or with a date that can be read
two ways or none. A rating that is no number is kept beside in its own words.

Source: HubSpot's documentation of the feedback submissions API and its survey properties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from troth.extend.chronicle import Row, Told, tell
from troth.extend.hubspot import (
    CONTACTS,
    ID,
    LINK,
    LISTS,
    SYSTEM,
    contacts,
    flat,
    likeness,
    others,
)
from troth.extend.source import (
    Column,
    Frame,
    Introduction,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
)
from troth.text.table import plain

CARD = SourceCard(
    kinds=frozenset({"survey_answer"}),
    endings=(".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ""),
    system=SYSTEM,
    introduces=True,
)

TABLE = Table(
    "survey_answer",
    (
        ID,
        Column(
            "answered",
            "hs_submission_timestamp submission_date date_submitted response_date submitted_at "
            "hs_timestamp",
            "time",
        ),
        Column("created", "hs_createdate createdate create_date created_at", "time"),
        Column("survey", "hs_survey_name survey_name umfragename nom_de_l'enquête"),
        Column("number", "hs_survey_id survey_id"),
        Column("scale", "hs_survey_type survey_type umfragetyp"),
        Column("channel", "hs_survey_channel survey_channel survey_source"),
        Column("sentiment", "hs_sentiment sentiment"),
        Column("group", "hs_response_group response_group"),
        Column("rating", "hs_value hs_response_value rating value score response"),
        Column(
            "text", "hs_content content follow_up_response feedback comment additional_feedback"
        ),
        Column("email", "hs_contact_email_rollup contact_email email respondent_email"),
        Column("name", "contact_name respondent_name"),
        Column("title", "hs_submission_name submission_name"),
        *CONTACTS,
        LINK,
    ),
)

_NUMBER = re.compile(r"[+-]?\d{1,6}(?:[.,]\d{1,6})?")
_TAIL = re.compile(r" - ([^\s@]+@[^\s@]+)$")
_GROUPS = frozenset(("promoter", "passive", "detractor"))

EXAMPLES = (
    Sample(
        "feedback.csv",
        "hs_object_id,hs_createdate,hs_survey_name,hs_survey_type,hs_survey_channel,hs_value,"
        "hs_sentiment,hs_content,hs_contact_email_rollup\n"
        "512,2026-03-02T09:00:00Z,After the first order,NPS,EMAIL,9,POSITIVE,Quick and kind,"
        "ana@post.example\n"
        "513,,After the first order,NPS,EMAIL,3,NEGATIVE,,bo@post.example\n",
        gives=1,
        sets_aside=1,
        says="has no date",
        title="An answer, and one without a date",
    ),
    Sample(
        "feedback.json",
        '{"results": [{"id": "514", "properties": {"hs_survey_channel": "CHAT", '
        '"hs_survey_type": "CSAT", "hs_value": "2", "hs_submission_name": '
        '"Chat - cy@post.example"}, "createdAt": "2026-03-02T09:00:00.000Z"}]}',
        gives=1,
        title="JSON of the API",
    ),
)


def recognises(opened: Opened) -> float:
    """By a record id and what only an answer to a survey has."""
    return likeness(opened, _OWN, frozenset({"dealname", "dealstage", "ticketname"}))


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """The answers."""
    yield from tell(opened, TABLE, SYSTEM, _tell, lists=LISTS, flat=flat)


_OWN = frozenset(
    plain(name)
    for each in TABLE.columns
    if each.into in ("survey", "scale", "channel")
    for name in each.named.split()
)


def _tell(row: Row, told: Told) -> None:
    number = row.text("id")
    at = row.time("answered")
    at = row.time("created") if at is None else at
    if number is None or at is None:
        missing = "record id" if number is None else "date"
        told.reject(
            row, f"The answer has no {missing}.", "It was set aside. Export hs_createdate too."
        )
        return
    people = contacts(row, told)
    email = row.text("email")
    if email is None and (tail := _TAIL.search(row.text("title") or "")):
        email = tail[1]
    by = told.person(email, row.text("name")) or (people[0] if people else None)
    if email and len(people) == 1 and by is not None:
        told.introduce(row, [people[0], by] if people[0] != by else [])
    rating = row.text("rating") or ""
    score = float(rating.replace(",", ".")) if _NUMBER.fullmatch(rating) else None
    kept = ("sentiment", "channel", "group", "number", "title")
    told.add(
        "survey_answer",
        row,
        at,
        number,
        by=by,
        about=by,
        parties=others(people),
        question=row.text("survey"),
        scale=_scale(row),
        score=score,
        text=row.text("text"),
        extra=row.also(*kept, *(("rating",) if score is None else ())),
        origin_link=row.text("link"),
    )


def _scale(row: Row) -> str | None:
    """The scale as the survey's type names it; promoters and detractors are those of NPS."""
    words = set(re.findall(r"[a-z]+", (row.text("scale") or "").lower()))
    for scale, told_by in (("nps", "loyalty"), ("csat", "satisfaction"), ("ces", "effort")):
        if {scale, told_by} & words:
            return scale
    if words == {"customer", "support"}:
        return "ces"
    groups = {(row.text(name) or "").lower() for name in ("group", "sentiment")}
    return "nps" if groups & _GROUPS else None

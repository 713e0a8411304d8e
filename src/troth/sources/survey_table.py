"""What was answered, one answer a row, in the neutral shape that survey tools agree on?

What it reads: a CSV, JSON lines or an array with collected_at, field_label (or field_id) and the
answer in one of value_text, value_number, value_boolean, value_date, value_json. field_type nps,
csat or ces is the scale. user_identifier says who answered; a response or submission number keeps
answers of one response together. source_type, source_id, source_name, language and metadata are
kept beside each answer.

How it is recognised: by a question (field_id, field_label) beside a value column, whatever their
order, case and spelling.

What it sets aside: rows without an answer, without a date that can be read one way only, or with a
score beyond its scale.

Source: the schema of early Formbricks Hub (experience data), one row per answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from troth.extend.answers import beyond, taken
from troth.extend.source import (
    Column,
    Frame,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
    chosen_columns,
    headers,
    person,
    read_table,
)
from troth.text.scales import scale_named, scale_of

CARD = SourceCard(
    kinds=frozenset({"survey_answer"}),
    endings=(".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".txt", ""),
    system="surveys",
)

TABLE = Table(
    "survey_answer",
    (
        Column("key", "id answer_id record_id"),
        Column("at_us", "collected_at answered_at submitted_at created_at", "time", required=True),
        Column("question", "field_label"),
        Column("field", "field_id"),
        Column("type", "field_type"),
        Column("text", "value_text", "words"),
        Column("score", "value_number", "number"),
        Column("yes", "value_boolean"),
        Column("day", "value_date"),
        Column("json", "value_json", "words"),
        Column("who", "user_identifier user_id contact_id email"),
        Column("thread", "response_id submission_id session_id"),
    ),
)

_NAMES = ("value_text", "value_boolean", "value_date", "value_json")
_VALUES = ("text", "score", "yes", "day", "json")

EXAMPLES = (
    Sample(
        "answers.csv",
        "collected_at,source_type,source_id,source_name,field_id,field_label,field_type,"
        "value_text,value_number,language,user_identifier\n"
        "2026-03-02T09:00:00Z,survey,s1,Spring,q1,How likely are you to recommend us?,nps,,0,en,7\n"
        "2026-03-02T09:00:00Z,survey,s1,Spring,q2,Why?,text,Too slow,,en,7\n"
        "2026-03-02T09:00:00Z,survey,s1,Spring,q2,Why?,text,,,en,8\n",
        gives=2,
        sets_aside=1,
        says="The row holds no answer",
        title="A score of 0, a reason, and a row without an answer",
    ),
)


def recognises(opened: Opened) -> float:
    """By a question and a column for the value, as this shape names them."""
    chosen = chosen_columns(TABLE, headers(opened), opened.reading.map)
    if not {"question", "field"} & set(chosen) or not set(_VALUES) & set(chosen):
        return 0.0
    return 0.98 if "at_us" in chosen else 0.6


def read(opened: Opened) -> Iterator[Frame | Reject]:
    """Answers, each with its question."""
    chosen = chosen_columns(TABLE, headers(opened), opened.reading.map)
    for item in read_table(opened, TABLE):
        if isinstance(item, Reject):
            yield item
        else:
            yield from _finished(opened, item, chosen.get("score", "value_number"))


def _finished(opened: Opened, frame: Frame, scored: str) -> Iterator[Frame | Reject]:
    columns = frame.columns
    system = opened.reading.system or CARD.system
    who, types, field, yes, day, as_json = (
        taken(frame, each) for each in ("who", "type", "field", "yes", "day", "json")
    )
    known = {each: person(each, None, system) for each in set(who)}
    columns["by"] = [known[each] for each in who]
    others = list(zip(frame.column("text"), yes, day, as_json, strict=True))
    texts = columns["text"] = [next((each for each in row if each), None) for row in others]
    columns["extra"] = [
        {**(each or {}), **({"field_id": code} if code else {}), **_more(row)}
        for each, code, row in zip(frame.column("extra"), field, others, strict=True)
    ]
    labels = frame.column("question")
    asked = columns["question"] = [a or b for a, b in zip(labels, field, strict=True)]
    scales = [
        scale_named(kind) or (scale_of(question) if question else None)
        for kind, question in zip(types, asked, strict=True)
    ]
    good = [True] * len(frame)
    for at, (score, scale) in enumerate(zip(frame.column("score"), scales, strict=True)):
        if score is None and texts[at] is None:
            good[at] = False
            yield _no_answer(opened, frame.rows[at], asked[at] or "")
        elif score is not None and scale is not None and not scale.holds(score):
            good[at] = False
            yield beyond(opened, scored, f"{score:g}", scale, frame.rows[at])
    columns["scale"] = [
        scale.name if scale and score is not None else kind
        for scale, score, kind in zip(scales, frame.column("score"), types, strict=True)
    ]
    kept = frame.where(good)
    if len(kept):
        yield kept


def _more(row: tuple[str | None, ...]) -> dict[str, str]:
    """The further values of a row that holds several."""
    told = [(name, cell) for name, cell in zip(_NAMES, row, strict=True) if cell]
    return dict(told[1:])


def _no_answer(opened: Opened, row: int, asked: str) -> Reject:
    return opened.reject(
        "The row holds no answer: every value column is empty.",
        "The row was set aside; there is nothing to mend where nobody answered.",
        row=row,
        excerpt=asked,
    )

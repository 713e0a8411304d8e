"""How likely are people to recommend us, how content are they, and what do they say to it?

What it reads: a table or JSON records, a row an answer, with a score and a comment: the exports
and API answers of Delighted, Wootric and Planhat, and plain tables of email, score, comment and
date. The person may be a number, an address, or a record of her own inside the row. Times may be
ISO or seconds since 1970. A table with several scores (nps, csat, ces) gives an answer for each.
All other columns (person_properties, tags, notes) are kept beside the answer.

How it is recognised: by a column for the score beside a person, a comment, a date or a vendor's
own columns, whatever their order, case and spelling. The scale is told by survey_type, else by the
column's name (nps, REC, csat, ces), the question in it, the product, the file's name, else by the
scores themselves: a 0, an 8, 9 or 10 is no answer on five or seven points.

What it sets aside: answers without score and comment, scores that are no numbers or lie beyond
their scale, rows without a date; the whole file where nothing tells which scale it is, or when.

Source: the API references of Delighted, Wootric and Planhat; the R package NPS (CRAN) for REC.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from troth.extend.answers import Respondents, beyond, taken
from troth.extend.source import (
    Column,
    Frame,
    Introduction,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
    account,
    chosen_columns,
    headers,
    read_table,
)
from troth.text.scales import NAMED, NPS, Scale, scale_named, scale_of
from troth.text.table import plain

CARD = SourceCard(
    kinds=frozenset({"survey_answer"}),
    endings=(".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".txt", ""),
    system="nps",
    introduces=True,
)

TABLE = Table(
    "survey_answer",
    (
        Column(
            "at_us",
            "created_at date_answered answered_at responded_at response_date response_time "
            "submitted_at submit_date completed_at answer_date survey_date date timestamp "
            "created created_on date_created datetime time day at",
            "time",
            required=True,
        ),
        Column(
            "nps",
            "nps nps_score score_nps net_promoter_score rec ltr likelihood_to_recommend "
            "likelihood recommend recommendation",
            "number",
        ),
        Column("csat", "csat csat_score customer_satisfaction satisfaction_score", "number"),
        Column("ces", "ces ces_score customer_effort customer_effort_score", "number"),
        Column("score", "score rating answer value", "number"),
        Column("key", "response_id survey_response_id answer_id id"),
        Column("person", "person end_user respondent"),
        Column(
            "number",
            "person_id end_user_id enduser_id customer_id user_id contact_id external_id customer "
            "user",
        ),
        Column(
            "email", "email person_email email_address customer_email end_user_email user_email"
        ),
        Column("name", "name person_name customer_name full_name end_user_name"),
        Column("phone", "phone phone_number person_phone phone_e164"),
        Column(
            "text",
            "comment comments text feedback verbatim reason answer_text response_text "
            "additional_comment open_ended",
            "words",
        ),
        Column("type", "survey_type metric survey_metric score_type"),
        Column("question", "question survey_question question_text"),
        Column("account", "account account_name account_id organization organisation"),
        Column("origin_link", "permalink link url"),
    ),
)

_MEASURES = ("nps", "csat", "ces", "score")
_VENDORS = (
    ("delighted", frozenset(["permalink", "surveytype", "personproperties"])),
    ("wootric", frozenset(["enduser", "enduserid", "endusercreatedat", "enduserproperties"])),
    ("planhat", frozenset(["datesent", "dateanswered"])),
)
_OTHER = re.compile(
    r"title|headline|review.*|stars?|starrating|territory|verified|direction|ticket(?:id)?|thread"
    r"|conversation(?:id)?|fieldid|fieldlabel|subject|collectorid|responseset|networkid|orderid"
)
_CONTEXT = frozenset(("person", "number", "email", "text", "type"))

EXAMPLES = (
    Sample(
        "delighted.csv",
        "ID,Person ID,Email,Survey Type,Score,Comment,Permalink,Created At,Plan\n"
        "5435,1,ana@post.example,nps,0,Late again.,https://app.example/r/1,1772442000,Pro\n"
        "5436,2,tom@post.example,nps,11,,https://app.example/r/2,1772442001,Pro\n",
        gives=1,
        sets_aside=1,
        says="no whole answer from 0 to 10",
        title="A score of 0 is a score; 11 is none",
    ),
    Sample(
        "wootric.json",
        '[{"id": 7, "score": 9, "text": "Quick", "created_at": "2026-03-02 09:00:00 -0800",'
        ' "end_user": {"id": 42, "email": "ana@post.example"}}]',
        gives=1,
        title="A record with its person inside",
    ),
    Sample(
        "answers.csv",
        "email,score,comment,date\nana@post.example,4,Fine,2026-03-02\n"
        "tom@post.example,5,,2026-03-02\n",
        gives=0,
        sets_aside=1,
        says="Nothing tells on which scale",
        title="Four and five may be the best of five or the middle of ten",
    ),
)


def recognises(opened: Opened) -> float:
    """By a score beside who gave it, what she said, or a vendor's own columns."""
    names = headers(opened)
    known = {plain(name) for name in names}
    chosen = chosen_columns(TABLE, names, _declared(names, opened))
    if not set(_MEASURES) & set(chosen) or any(map(_OTHER.fullmatch, known)):
        return 0.0
    if _vendor(names):
        return 0.98
    if {"nps", "csat", "ces"} & set(chosen):
        return 0.97 if {"at_us", *_CONTEXT} & set(chosen) else 0.0
    told = plain(chosen["score"]) in ("score", "rating")
    return 0.9 if told and {"email", "person", "number"} & set(chosen) and "text" in chosen else 0.0


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """Answers, each with who gave it, on which scale, and what she said."""
    names = headers(opened)
    declared = _declared(names, opened)
    opened = replace(opened, reading=replace(opened.reading, map=declared))
    chosen = chosen_columns(TABLE, names, declared)
    scale = _scale(opened, chosen, names)
    if isinstance(scale, Reject):
        yield scale
        return
    system = opened.reading.system or _vendor(names) or CARD.system
    file = _File(opened, system, scale, chosen, Respondents(opened, system))
    for item in read_table(opened, TABLE):
        if isinstance(item, Reject):
            yield item
        else:
            yield from file.finished(item)


def _declared(names: Sequence[str], opened: Opened) -> dict[str, str]:
    """What was declared, and the columns whose whole question stands in the header."""
    asked = {name: scale_of(name) for name in names if " " in name.strip()}
    found: dict[str, str] = {}
    for name, scale in asked.items():
        if scale is not None and scale.name in NAMED and scale.name not in found.values():
            found[name] = scale.name
    return {**found, **opened.reading.map}


def _vendor(names: Sequence[str]) -> str | None:
    """Which product wrote this, by columns that only it has."""
    known = {plain(name) for name in names}
    return next((vendor for vendor, own in _VENDORS if known & own), None)


def _scale(
    opened: Opened, chosen: Mapping[str, str], names: Sequence[str]
) -> Scale | Reject | None:
    """On which scale the plain score is; a Reject where nothing tells."""
    if "score" not in chosen or "type" in chosen or "at_us" not in chosen:
        return None
    named = [scale_named(part) for part in re.split(r"[\W_]+", opened.name)]
    told = next((each for each in named if each), None)
    if told is not None or _vendor(names):
        return told or NPS
    table = Table("survey_answer", (Column("score", plain(chosen["score"]), "number"),))
    seen = False
    for item in read_table(replace(opened, reading=replace(opened.reading, map={})), table):
        if isinstance(item, Frame):
            scores = [each for each in item.column("score") if each is not None]
            beyond_ten = sum(not NPS.holds(each) for each in scores)
            if scores and beyond_ten > 0.05 * len(scores):
                return None
            if any(each == 0 or 7 < each <= NPS.most for each in scores):
                return NPS
            seen = seen or bool(scores)
    return _open_scale(opened, chosen["score"]) if seen else None


def _open_scale(opened: Opened, name: str) -> Reject:
    line = f'map = {{ {json.dumps(name, ensure_ascii=False)} = "nps" }}'
    return opened.reject(
        f'Nothing tells on which scale column "{name}" is: no score in it is 0 or above 7.',
        "The file was set aside. Say which it is (nps, csat or ces):\n" + opened.setting(line),
        excerpt=opened.head_text[:200],
    )


@dataclass(slots=True)
class _File:
    """One file on its way to single answers."""

    opened: Opened
    system: str
    scale: Scale | None
    chosen: Mapping[str, str]
    people: Respondents

    def finished(self, frame: Frame) -> Iterator[Frame | Introduction | Reject]:
        """One frame for each measure of the table."""
        columns = frame.columns
        if self.system != CARD.system:
            columns.setdefault("system", [self.system] * len(frame))
        _unfold(frame)
        yield from self.people.finish(frame)
        if "account" in columns:
            columns["account"] = [account(each) for each in columns["account"]]
        measures = {name: columns.pop(name) for name in _MEASURES if name in columns}
        types = taken(frame, "type")
        columns["extra"] = [
            {**(each or {}), "survey_type": word} if word else each or {}
            for each, word in zip(frame.column("extra"), types, strict=True)
        ]
        yield from self._silent(frame, measures)
        first = True
        for measure, scores in measures.items():
            yield from self._measured(frame, measure, scores, types, first)
            first = False

    def _measured(
        self,
        frame: Frame,
        measure: str,
        scores: Sequence[float | None],
        types: Sequence[str | None],
        first: bool,
    ) -> Iterator[Frame | Reject]:
        """The answers of one measure; the comment goes with the first."""
        texts = frame.column("text") if first else [None] * len(frame)
        scales = [self._on(measure, each) for each in types]
        good = [score is not None or text for score, text in zip(scores, texts, strict=True)]
        for at, (score, scale) in enumerate(zip(scores, scales, strict=True)):
            if score is not None and scale is not None and not scale.holds(score):
                good[at] = False
                name = self.chosen.get(measure, measure)
                yield beyond(self.opened, name, f"{score:g}", scale, frame.rows[at])
        keys = frame.column("key")
        if not first:
            keys = [None if key is None else f"{key}:{measure}" for key in keys]
        asked = self.chosen.get(measure, "")
        columns = {
            **frame.columns,
            "key": keys,
            "score": scores,
            "text": texts,
            "scale": [
                each.name if each else (word.casefold() if word and measure == "score" else None)
                for each, word in zip(scales, types, strict=True)
            ],
        }
        if "question" not in columns and " " in asked:
            columns["question"] = [asked] * len(frame)
        kept = Frame(frame.kind, frame.file, columns, frame.rows).where([bool(g) for g in good])
        if len(kept):
            yield kept

    def _on(self, measure: str, word: str | None) -> Scale | None:
        if measure != "score":
            return NAMED[measure]
        return scale_named(word) if word else self.scale

    def _silent(self, frame: Frame, measures: Mapping[str, Sequence[Any]]) -> Iterator[Reject]:
        """Rows in which nobody answered anything."""
        for at, text in enumerate(frame.column("text")):
            if not text and all(scores[at] is None for scores in measures.values()):
                yield self.opened.reject(
                    "The row holds neither a score nor a comment.",
                    "It was set aside; there is nothing to mend where nobody answered.",
                    row=frame.rows[at],
                    excerpt=str(frame.column("key")[at] or ""),
                )


def _unfold(frame: Frame) -> None:
    """A person's own record inside the row becomes address, number, name and phone."""
    people = frame.columns.pop("person", None)
    if people is None:
        return
    parts = {"email": "email", "number": "id", "name": "name", "phone": "phone_number"}
    records = [_record(each) for each in people]
    for into, part in parts.items():
        old = frame.column(into)
        told = [_plain(record.get(part)) for record in records]
        frame.columns[into] = [a or b for a, b in zip(old, told, strict=True)]
    extra = frame.column("extra")
    told_all = {"email", "id", "name"}
    more = [
        each or {} if record and not record.keys() - told_all else {"person": whole, **(each or {})}
        for whole, record, each in zip(people, records, extra, strict=True)
    ]
    frame.columns["extra"] = more


def _record(cell: str | None) -> Mapping[str, Any]:
    """The record in a cell; a bare number or address as one."""
    if not cell or not cell.startswith("{"):
        return {"email" if cell and "@" in cell else "id": cell}
    try:
        value = json.loads(cell, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _plain(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None

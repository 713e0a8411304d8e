"""What did people answer in our Qualtrics surveys?

What it reads: the CSV or TSV that Qualtrics gives for the responses to a survey. Below the header
stand two more header rows: what was asked, and the lasting name of each column; the question comes
from the one, the key and the time zone from the other. Each question that a response answers is
one survey answer, dated by RecordedDate. Who answered is the recipient's address, else
ExternalReference; anonymous links leave nobody. Embedded data, timings and the columns that group
a promoter score (Q1_NPS_GROUP) are kept beside each answer and are none themselves.

How it is recognised: by ResponseId beside RecordedDate or EndDate and Finished or Status,
whatever their case and order, and by the older names (ResponseID, ResponseSet,
ExternalDataReference), also where those stand in the second row below V1, V2, V3.

What it sets aside: previews, tests and responses marked as spam, responses that were not
finished, responses without an answer (-99 is Qualtrics' own mark for a question left out), and
answers beyond their scale.

Source: Qualtrics' support pages on data export formats and on the understanding of a data set.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from troth.extend.answers import Question, Respondents, Top, answered, join_names, taken, top
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
from troth.text.scales import NPS, scale_of
from troth.text.table import plain

CARD = SourceCard(
    kinds=frozenset({"survey_answer"}),
    endings=(".csv", ".tsv", ".txt", ""),
    system="qualtrics",
    introduces=True,
)

TABLE = Table(
    "survey_answer",
    (
        Column("key", "response_id", required=True),
        Column("at_us", "recorded_date end_date", "time", required=True),
        Column("finished", "finished"),
        Column("status", "status"),
        Column("email", "recipient_email email"),
        Column("number", "external_reference external_data_reference user_id customer_id"),
        Column("first", "recipient_first_name"),
        Column("last", "recipient_last_name"),
        Column("phone", "recipient_phone phone"),
    ),
)

_OWN_NAMES = (
    "startdate enddate status ipaddress progress durationinseconds finished recordeddate responseid"
    " responseset recipientlastname recipientfirstname recipientemail externalreference name"
    " externaldatareference locationlatitude locationlongitude distributionchannel userlanguage"
    " emailaddress email locationaccuracy qrecaptchascore qrelevantidduplicate"
    " qrelevantidfraudscore qballotboxstuffing qduplicaterespondent"
)
_OWN = frozenset(_OWN_NAMES.split())
_NO_QUESTION = re.compile(
    r".*(?:_NPS_GROUP|_First Click|_Last Click|_Page Submit|_Click Count|_DO(?:_.*)?|_Browser|"
    r"_Version|_Operating System|_Resolution|_Topics|_Sentiment(?: .*)?|- Parent Topics)",
    re.I | re.S,
)
_ASKED = re.compile(r"Q(?:ID)?\d+.*", re.I | re.S)
_PREVIEWS = frozenset(["1", "9", "17", "survey preview", "preview", "offline survey preview"])
_TESTS = frozenset(["2", "survey test", "test"])
_SPAM = frozenset(["8", "12", "24", "40", "48", "spam", "possible spam"])
_UNFINISHED = frozenset(["false", "0", "no", "falsch", "faux", "falso", "fałsz"])
_UNANSWERED = frozenset(["-99"])

EXAMPLES = (
    Sample(
        "wave.csv",
        "StartDate,EndDate,Status,Finished,RecordedDate,ResponseId,RecipientEmail,"
        "DistributionChannel,Q1_NPS_GROUP,Q1,Q2\n"
        "Start Date,End Date,Response Type,Finished,Recorded Date,Response ID,Recipient Email,"
        "Distribution Channel,How likely are you to recommend us? - Group,"
        'How likely are you to recommend us?,"Why, in a word?"\n'
        '"{""ImportId"":""startDate"",""timeZone"":""Europe/Berlin""}",'
        '"{""ImportId"":""endDate"",""timeZone"":""Europe/Berlin""}","{""ImportId"":""status""}",'
        '"{""ImportId"":""finished""}",'
        '"{""ImportId"":""recordedDate"",""timeZone"":""Europe/Berlin""}",'
        '"{""ImportId"":""_recordId""}","{""ImportId"":""recipientEmail""}",'
        '"{""ImportId"":""distributionChannel""}","{""ImportId"":""QID1_NPS_GROUP""}",'
        '"{""ImportId"":""QID1""}","{""ImportId"":""QID2_TEXT""}"\n'
        "2026-03-02 09:00:00,2026-03-02 09:02:00,IP Address,True,2026-03-02 09:02:01,R_1,"
        "ana@post.example,email,Promoter,10,Quick\n"
        "2026-03-02 09:00:00,2026-03-02 09:02:00,Survey Preview,True,2026-03-02 09:02:01,R_2,"
        ",preview,Detractor,0,test\n",
        gives=2,
        sets_aside=1,
        says="is a preview",
        title="Two header rows below the header; a preview is no answer",
    ),
    Sample(
        "older.csv",
        "ResponseID,ResponseSet,StartDate,EndDate,Finished,ExternalDataReference,Q1\n"
        "ResponseID,ResponseSet,StartDate,EndDate,Finished,ExternalDataReference,What was missing?\n"
        "R_3,Default Response Set,2016-03-02 09:00:00,2016-03-02 09:02:00,1,00017,A phone number\n"
        "R_4,Default Response Set,2016-03-02 09:00:00,2016-03-02 09:02:00,0,00018,\n",
        gives=1,
        sets_aside=1,
        says="was not finished",
        title="An older export with its own names",
    ),
)


def recognises(opened: Opened) -> float:
    """By the columns that every export of Qualtrics begins with, in the first or second row."""
    if opened.ending not in CARD.endings:
        return 0.0
    names = {plain(name) for name in headers(opened)}
    if "v1" in names:
        names |= {plain(name) for name in top(opened, 2).row(1)}
    if "responseid" not in names or not {"recordeddate", "enddate"} & names:
        return 0.0
    if not {"finished", "status"} & names or "collectorid" in names:
        return 0.0
    telling = {"distributionchannel", "userlanguage", "recipientemail", "durationinseconds",
               "responseset", "externaldatareference", "externalreference", "recipientlastname"}  # fmt: skip
    return 0.99 if telling & names else 0.8


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """Single answers, each with its question; the header rows are no responses."""
    layout = _layout(opened)
    if layout.zone and not opened.reading.zone:
        opened = replace(opened, reading=replace(opened.reading, zone=layout.zone))
    if layout.declared:
        declared = {**layout.declared, **opened.reading.map}
        opened = replace(opened, reading=replace(opened.reading, map=declared))
    people = Respondents(opened, CARD.system)
    for item in read_table(opened, TABLE):
        if isinstance(item, Reject):
            if not 1 < (item.origin.row or 0) <= layout.above or "No column" in item.says:
                yield item
            continue
        frame = item.where([row > layout.above for row in item.rows])
        yield from _left_out(opened, frame)
        frame = frame.where([_why_not(*each) is None for each in _states(frame)])
        _keep_states(frame)
        join_names(frame)
        yield from people.finish(frame)
        yield from answered(opened, frame, layout.questions, _UNANSWERED)


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the header rows tell: the questions, the zone, and the line at which they end."""

    questions: tuple[Question, ...]
    above: int
    zone: str | None
    declared: dict[str, str]


def _layout(opened: Opened) -> _Layout:
    rows = top(opened, 3)
    names = headers(opened)
    imports = next((at for at in (1, 2) if any(map(_imported, rows.row(at)))), None)
    labels = _labels(rows, imports)
    texts = dict(zip(names, rows.row(1), strict=False)) if labels else {}
    codes = dict(zip(names, map(_imported, rows.row(imports or 9)), strict=False))
    last = imports if imports is not None else 1 if labels else 0
    above = rows.ends[last] if last and last < len(rows.ends) else 0
    old = {name: _by_label(texts.get(name, "")) for name in names if re.fullmatch(r"V\d+", name)}
    declared = {name: into for name, into in old.items() if into}
    taken = set(chosen_columns(TABLE, names, {**declared, **opened.reading.map}).values())
    questions = [
        _question(name, texts.get(name) or name, (codes.get(name) or {}).get("ImportId"), names)
        for name in names
        if name not in taken and not re.fullmatch(r"V\d+", name)
        and _is_question(name, codes.get(name), imports is not None)
    ]  # fmt: skip
    zone = next((code["timeZone"] for code in codes.values() if code and "timeZone" in code), None)
    return _Layout(tuple(questions), above, zone if isinstance(zone, str) else None, declared)


def _labels(rows: Top, imports: int | None) -> bool:
    """Whether the second row says what was asked: under the date stands no digit."""
    if imports is not None:
        return imports == 2
    dates = ("startdate", "enddate", "recordeddate")
    pairs = list(zip(map(plain, rows.row(0)), rows.row(1), strict=False))
    if any(re.fullmatch(r"v\d+", name) for name, _ in pairs):
        return any(plain(cell) in dates for _, cell in pairs)
    under = [cell for name, cell in pairs if name in dates]
    return bool(under) and not any(re.search(r"\d", cell) for cell in under)


def _imported(cell: str) -> dict[str, Any] | None:
    """The lasting name of a column, as Qualtrics writes it below the header."""
    if not cell.startswith("{") or "ImportId" not in cell:
        return None
    try:
        value = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and isinstance(value.get("ImportId"), str) else None


def _by_label(label: str) -> str | None:
    """The column of the draft that an old label means where the header says only V1."""
    for column in TABLE.columns:
        if plain(label) in map(plain, column.named.split()):
            return column.into
    return None


def _is_question(name: str, code: dict[str, Any] | None, has_codes: bool) -> bool:
    if plain(name) in _OWN or _NO_QUESTION.fullmatch(name):
        return False
    if has_codes:
        return bool(code) and str((code or {}).get("ImportId")).startswith("QID")
    return _ASKED.fullmatch(name) is not None


def _question(name: str, text: str, code: str | None, names: Sequence[str]) -> Question:
    scale = NPS if f"{name}_NPS_GROUP" in names else scale_of(text)
    return Question(name, text, code or name, scale)


def _states(frame: Frame) -> Iterator[tuple[str | None, str | None]]:
    return zip(frame.column("finished"), frame.column("status"), strict=True)


def _why_not(finished: str | None, status: str | None) -> str | None:
    """Why a response is no answer to us; None where it is one."""
    word = (status or "").casefold()
    if word in _PREVIEWS or word in _TESTS:
        return "is a preview or a test of our own, and no customer's answer"
    if word in _SPAM:
        return "is marked as spam"
    if (finished or "").casefold() in _UNFINISHED:
        return "was not finished"
    return None


def _left_out(opened: Opened, frame: Frame) -> Iterator[Reject]:
    for at, state in enumerate(_states(frame)):
        if why := _why_not(*state):
            yield opened.reject(
                f"The response {frame.column('key')[at] or ''} {why}.".replace("  ", " "),
                "It was left out; there is nothing to mend.",
                row=frame.rows[at],
                excerpt=" ".join(word for word in state if word),
            )


def _keep_states(frame: Frame) -> None:
    """How a response came about, beside it."""
    pairs = list(zip(taken(frame, "finished"), taken(frame, "status"), strict=True))
    frame.columns["extra"] = [
        {**(each or {}), **{n: word for n, word in zip(("Finished", "Status"), pair) if word}}  # noqa: B905
        for each, pair in zip(frame.column("extra"), pairs, strict=True)
    ]

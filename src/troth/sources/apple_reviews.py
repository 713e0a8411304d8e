"""What do people write about our app in the App Store, and what did we reply?

What it reads: customer reviews as App Store Connect gives them: pages of its API with the responses
included or inside, JSON lines or an array of the attributes alone, and CSV with the same names:
rating, title, body, reviewerNickname, createdDate, territory, response. Apple tells a nickname and
no more; nicknames are unique there, so each stands for one person known in the App Store alone.

How it is recognised: by reviewerNickname beside rating and createdDate or body, whatever their
case and order.

What it sets aside: reviews without a date, and ratings that are no number from 1 to 5.

Source: App Store Connect API, CustomerReview and CustomerReviewResponseV1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from troth.extend.answers import taken
from troth.extend.source import (
    Column,
    Draft,
    Frame,
    Nested,
    Opened,
    Origin,
    Reject,
    Sample,
    SourceCard,
    Table,
    headers,
    nested,
    peeked,
    person,
    read_table,
    refuse,
    unreadable,
)
from troth.text.moments import Times
from troth.text.table import plain

CARD = SourceCard(
    kinds=frozenset({"review"}),
    endings=(".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".txt", ""),
    system="app-store",
)

TABLE = Table(
    "review",
    (
        Column("key", "id review_id"),
        Column("at_us", "created_date date review_date", "time", required=True),
        Column("score", "rating", "number", required=True),
        Column("title", "title", "words"),
        Column("text", "body review", "words"),
        Column("nickname", "reviewer_nickname nickname author"),
        Column("reply", "response developer_response response_body", "words"),
        Column("origin_link", "link url"),
    ),
)

_BODY = ("responseBody", "body", "text")
BEST = 5

EXAMPLES = (
    Sample(
        "reviews.json",
        '{"data": [{"type": "customerReviews", "id": "0001", "attributes": {"rating": 2,'
        ' "title": "Slow", "body": "It takes a minute.", "reviewerNickname": "nick",'
        ' "createdDate": "2026-03-02T09:00:00-08:00", "territory": "USA"},'
        ' "relationships": {"response": {"data": {"type": "customerReviewResponses",'
        ' "id": "r1"}}}}], "included": [{"type": "customerReviewResponses", "id": "r1",'
        ' "attributes": {"responseBody": "Version 3 is quicker."}}]}\n',
        gives=1,
        title="A page of the API with our response included",
    ),
    Sample(
        "reviews.csv",
        "rating,title,body,reviewerNickname,createdDate,territory,response\n"
        "5,Good,Works,nick,2026-03-02T09:00:00Z,DEU,\n"
        "0,Bad,Fails,other,2026-03-02T09:00:00Z,DEU,\n",
        gives=1,
        sets_aside=1,
        says="which is no number of stars from 1 to 5",
        title="The App Store has no review of no stars",
    ),
)


def recognises(opened: Opened) -> float:
    """By the names of the attributes, in columns or inside records."""
    if _sure({plain(name) for name in headers(opened)}):
        return 0.98
    if opened.head_text.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return 0.0
    parts = [_part(each.values, "attributes") for each in peeked(opened, "data")]
    return 0.99 if any(_sure({plain(name) for name in part}) for part in parts) else 0.0


def _sure(names: set[str]) -> bool:
    return {"reviewernickname", "rating"} <= names and bool({"createddate", "body"} & names)


def read(opened: Opened) -> Iterator[Draft | Frame | Reject]:
    """Reviews, each with our response to it."""
    fault = refuse(opened) or unreadable(opened)
    if fault is not None:
        yield fault
    elif "reviewernickname" in {plain(name) for name in headers(opened)} or not _is_json(opened):
        yield from _table(opened)
    else:
        yield from _pages(opened)


def _is_json(opened: Opened) -> bool:
    return opened.head_text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def _table(opened: Opened) -> Iterator[Frame | Reject]:
    system = opened.reading.system or CARD.system
    for item in read_table(opened, TABLE):
        if isinstance(item, Reject):
            yield item
            continue
        names = taken(item, "nickname")
        item.columns["by"] = [person(name, name, system) for name in names]
        item.columns["reply"] = [_reply(each) for each in item.column("reply")]
        scores = item.column("score")
        good = [score is None or 1 <= score <= BEST for score in scores]
        for at, is_good in enumerate(good):
            if not is_good:
                yield _no_stars(opened, f"{scores[at]:g}", item.rows[at])
        kept = item.where(good)
        if len(kept):
            yield kept


def _no_stars(opened: Opened, shown: str, row: int) -> Reject:
    return opened.reject(
        f'rating holds "{shown[:60]}", which is no number of stars from 1 to 5.',
        "The review was set aside. Correct it and add the file again.",
        row=row,
        excerpt=shown,
    )


def _reply(cell: str | None) -> str | None:
    """The words of a response, which JSON may wrap."""
    if not cell or not cell.startswith("{"):
        return cell or None
    try:
        value = json.loads(cell)
    except (ValueError, RecursionError):
        return cell
    return _body(value) or cell


def _body(value: object) -> str | None:
    """The words of a response in any of the API's wrappings."""
    for _ in range(3):
        if not isinstance(value, dict):
            return None
        for name in _BODY:
            if isinstance(value.get(name), str):
                return str(value[name]) or None
        value = value.get("data") or value.get("attributes")
    return None


def _pages(opened: Opened) -> Iterator[Draft | Reject]:
    """Records of the API; the responses of a page stand behind its reviews, so they are read first."""
    replies: dict[str, str] = {}
    for item in nested(opened, "data", "included"):
        if isinstance(item, Nested) and _is_response(item):
            words = _body(_part(item.values, "attributes"))
            if words:
                replies[str(item.values.get("id"))] = words
    times = Times()
    for item in nested(opened, "data", "included"):
        if isinstance(item, Reject):
            yield item
        elif not _is_response(item):
            yield _draft(opened, item, times, replies)


def _is_response(item: Nested) -> bool:
    return "Response" in str(item.values.get("type"))


def _part(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A nested part of a record, or the record itself where it is flat."""
    inner = values.get(name)
    return inner if isinstance(inner, dict) else {} if name in values else values


def _draft(
    opened: Opened, item: Nested, times: Times, replies: Mapping[str, str]
) -> Draft | Reject:
    told = _part(item.values, "attributes")
    moment = times.read(_words(told.get("createdDate"))[:100])
    if moment is None:
        return opened.reject(
            f'createdDate holds "{_words(told.get("createdDate"))[:60]}", which is no date.',
            "The review was set aside. Correct it and add the file again.",
            row=item.number,
            excerpt=_words(told.get("body")),
        )
    rating = _words(told.get("rating"))[:20]
    if rating not in ("1", "2", "3", "4", "5"):
        return _no_stars(opened, rating, item.number)
    system = opened.reading.system or CARD.system
    nickname = _words(told.get("reviewerNickname"))
    fields = {
        "score": float(rating),
        "title": _words(told.get("title")) or None,
        "text": _words(told.get("body")) or None,
        "reply": _response(item.values, told, replies),
    }
    used = {"rating", "title", "body", "reviewerNickname", "createdDate"}
    return Draft(
        "review",
        moment[0],
        Origin(opened.path, item.number),
        key=_words(item.values.get("id")) or None,
        precision=moment[1],  # type: ignore[arg-type]
        zone=moment[2],
        by=person(nickname, nickname, system),
        system=opened.reading.system,
        fields={name: value for name, value in fields.items() if value is not None},
        extra={name: _words(value) for name, value in told.items() if name not in used},
    )


def _response(
    values: Mapping[str, Any], told: Mapping[str, Any], replies: Mapping[str, str]
) -> str | None:
    """Our response: inside the record, or included in the page under its number."""
    inside = _body(told.get("response")) or _body(values.get("response"))
    if inside:
        return inside
    link = _dict(_dict(_dict(values.get("relationships")).get("response")).get("data"))
    return replies.get(str(link.get("id"))) or _body(link)


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _words(value: object) -> str:
    """A value as text, whatever type it came in."""
    if isinstance(value, str):
        whole = value if value.isascii() else value.encode("utf-16-le", "surrogatepass").decode(
            "utf-16-le", "replace"
        )  # fmt: skip
        return whole.replace("\0", "")
    if value is None:
        return ""
    try:
        return json.dumps(value)
    except (ValueError, RecursionError):
        return "(nested too deeply to be kept)"

"""What do people write about us on review sites, and what did we reply?

What it reads: a CSV, JSON lines or an array with a row a review: rating, title, text, date, our
reply, as tables from Trustpilot, G2 and other sites have them. Who wrote it is known only by an
address or a number; a name alone is a guess, and is kept beside the review. The date of the
experience, the country and whether the site verified it are kept too. Where a site asks several
questions (what do you like, what do you dislike), each answer is kept by itself as an answer to its
question, in the thread of a review that has a number.

How it is recognised: by a rating with a text or a title, and a column that only reviews have
(reviewer, review text, verified, experience date, company reply, like and dislike), whatever their
order, case and spelling.

What it sets aside: rows without a date that can be read one way only, ratings that are no numbers
or above 10, reviews without rating and words.

Source: public review data sets and exports of Trustpilot and G2 (no official format was seen).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from troth.extend.answers import Question, answered, taken
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
from troth.text.table import plain

CARD = SourceCard(
    kinds=frozenset({"review", "survey_answer"}),
    endings=(".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".txt", ""),
    system="reviews",
)

TABLE = Table(
    "review",
    (
        Column("key", "review_id reviewid id uuid"),
        Column(
            "at_us",
            "published_date review_date date_published published_at review_created_utc "
            "date_of_review reviewed_at submitted_at created_at date created posted_at at timestamp "
            "date_of_experience experience_date",
            "time",
            required=True,
        ),
        Column(
            "score",
            "rating stars star_rating review_rating review_stars overall_rating rating_value score",
            "number",
            required=True,
        ),
        Column("title", "title review_title headline review_headline heading", "words"),
        Column(
            "text",
            "text review_text review review_body review_content body content comment comments "
            "description",
            "words",
        ),
        Column("email", "reviewer_email consumer_email author_email customer_email email"),
        Column("number", "reviewer_id consumer_id author_id user_id customer_id"),
        Column(
            "reply",
            "company_reply reply reply_content developer_response company_reply_text reply_text "
            "owner_response response company_response business_response response_text vendor_response owner_answer",
            "words",
        ),
        Column("ours", "brand our_brand"),
        Column("origin_link", "review_link review_url link url permalink"),
    ),
)

_TELLING = re.compile(
    r"review(?:er|s|text|title|body|date|id|link|url|rating|content|country)?.*|verified|isverified"
    r"|experiencedate|dateofexperience|companyreply.*|ownerresponse|stars|starrating|consumer.*"
    r"|.*dislike.*|pros|cons|.*likebest.*|replydate|vendorresponse"
)
_OTHER_NAMES = (
    "reviewernickname reviewsubmitmillissinceepoch packagename fieldlabel ticketid conversation"
    " conversationid direction thread npsscore nps surveytype collectorid networkid"
)
_OTHERS = frozenset(_OTHER_NAMES.split())
_ASKED = re.compile(
    r"what(?: do| did)? you (?:like|dislike).*|(?:what|which) .*\?|likes?|dislikes?"
    r"|pros|cons|recommendations? to others.*",
    re.I | re.S,
)
_BARE = frozenset(("like", "likes", "dislike", "dislikes"))
"""Answers where both stand there; a column of likes alone is a count."""
BEST = 10

EXAMPLES = (
    Sample(
        "trustpilot.csv",
        "Review ID,Rating,Title,Text,Date,Date of Experience,Reviewer,Country,Verified,"
        "Company Reply,Reply Date\n"
        "t1,1,Never came,My parcel never came.,2026-03-02,2026-02-20,Ana S.,DE,true,"
        "We are sorry.,2026-03-03\n"
        "t2,great,Good,,2026-03-02,,Tom,DE,false,,\n",
        gives=1,
        sets_aside=1,
        says='column "Rating" holds "great", which is no number',
        title="A review with our reply, and a rating that is no number",
    ),
    Sample(
        "g2.csv",
        "Reviewer,Date,Star Rating,Title,What do you like best?,What do you dislike?\n"
        "Ana S.,2026-03-02,4.5,Solid,It is fast.,The price.\n",
        gives=3,
        title="What is liked and what is disliked are two texts, beside the review",
    ),
)


def recognises(opened: Opened) -> float:
    """By a rating, a date, words, and a column that only reviews have."""
    names = headers(opened)
    known = {plain(name) for name in names}
    chosen = chosen_columns(TABLE, names, opened.reading.map)
    if not {"score", "at_us"} <= set(chosen) or known & _OTHERS:
        return 0.0
    worded = {"text", "title"} & set(chosen) or any(map(_ASKED.fullmatch, names))
    return 0.93 if worded and any(map(_TELLING.fullmatch, known)) else 0.0


def read(opened: Opened) -> Iterator[Frame | Reject]:
    """Reviews, and the answers to what the site asked besides."""
    names = headers(opened)
    chosen = chosen_columns(TABLE, names, opened.reading.map)
    questions = _questions(names, set(chosen.values()))
    for item in read_table(opened, TABLE):
        if isinstance(item, Reject):
            yield item
        else:
            yield from _finished(opened, item, questions)


def _questions(names: Sequence[str], held: set[str]) -> list[Question]:
    known = {plain(name) for name in names}
    both = {"like", "likes"} & known and {"dislike", "dislikes"} & known
    return [
        Question(name, name, plain(name) or name)
        for name in names
        if name not in held and _ASKED.fullmatch(name.strip())
        and (both or plain(name) not in _BARE)
    ]  # fmt: skip


def _finished(opened: Opened, frame: Frame, questions: list[Question]) -> Iterator[Frame | Reject]:
    columns = frame.columns
    system = opened.reading.system or CARD.system
    email, number = taken(frame, "email"), taken(frame, "number")
    columns["by"] = [
        person(who or other, None, system) for who, other in zip(email, number, strict=True)
    ]
    asked = {each.column for each in questions}
    extra = [each or {} for each in frame.column("extra")]
    good = []
    for at, score in enumerate(frame.column("score")):
        words = frame.column("text")[at] or frame.column("title")[at] or asked & extra[at].keys()
        fault = _fault(score, bool(words))
        good.append(fault is None)
        if fault:
            yield opened.reject(
                fault,
                "The row was set aside. Correct it and add the file again.",
                row=frame.rows[at],
                excerpt=frame.column("text")[at] or frame.column("title")[at] or "",
            )
    kept = frame.where(good)
    if len(kept):
        yield from _apart(opened, kept, questions, asked)


def _fault(score: float | None, worded: bool) -> str | None:
    if score is None:
        return None if worded else "The review has neither a rating nor words."
    if not 0 <= score <= BEST:
        return f"The rating {score:g} is above {BEST} or below 0."
    return None


def _apart(
    opened: Opened, frame: Frame, questions: list[Question], asked: set[str]
) -> Iterator[Frame | Reject]:
    """The review by itself, and each answer by itself."""
    rows = [each or {} for each in frame.column("extra")]
    rest = [{name: cell for name, cell in row.items() if name not in asked} for row in rows]
    keys = frame.column("key")
    threads = {"thread": keys} if questions else {}
    yield Frame("review", frame.file, {**frame.columns, **threads, "extra": rest}, frame.rows)
    if not questions:
        return
    own = ("score", "title", "text", "reply")
    columns = {name: cells for name, cells in frame.columns.items() if name not in own}
    some = Frame("survey_answer", frame.file, columns, frame.rows).where(
        [bool(asked & row.keys()) for row in rows]
    )
    for item in answered(opened, some, questions):
        if isinstance(item, Frame):
            yield item

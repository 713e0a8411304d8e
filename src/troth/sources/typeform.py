"""What did people answer in our Typeform surveys?

What it reads: the CSV that Typeform gives for the responses to a form: a row a response, a
column a question. Each question that a response answers is one survey answer, dated by its
submission, in the words of the person, and the answers of a response belong to one thread. A
number is also the score; on which scale is told by the question ("How likely are you to
recommend …" is nps). The choices of a question with several answers each have a column, and each
choice taken is an answer. A hidden field email, user_id or the like, or a question for the
person's own e-mail address, says who answered; without one it was nobody known. Other hidden
fields are kept beside each answer.

How it is recognised: by the columns "#", "Network ID" and "Submit Date (UTC)", whatever their
case and order.

What it sets aside: responses begun and never submitted, responses without an answer, dates that
can be read two ways, and answers beyond their scale.

Source: Typeform's help page on downloading responses, and public exports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from troth.extend.answers import Question, Respondents, answered
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
    system="typeform",
    introduces=True,
)

TABLE = Table(
    "survey_answer",
    (
        Column("key", "# response_id token"),
        Column("at_us", "submit_date_utc submitted_at submit_date", "time", required=True),
        Column("email", "email email_address e_mail user_email customer_email contact_email"),
        Column(
            "number",
            "user_id customer_id contact_id uid userid client_id member_id account_user_id "
            "external_id",
        ),
        Column("name", "name full_name user_name customer_name contact_name"),
        Column("phone", "phone phone_number mobile"),
    ),
)

_KEPT = frozenset(
    ["networkid", "startdateutc", "stagedateutc", "responsetype", "tags", "ending", "score"]
)
"""Columns of Typeform's own that are no questions."""
_HIDDEN = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
_OWN_MAIL = re.compile(
    r"(?:what(?:'s|’s| is) )?(?:your |deine |ihre |votre |tu |su )(?:work |business |best )?"
    r"e-?mail(?:[ -]?adress?e?)?(?: address)?\W*|e-?mail(?:[ -]?address?e?)?\W*",
    re.I,
)

EXAMPLES = (
    Sample(
        "responses.csv",
        "#,How likely are you to recommend us to a friend?,What could be better?,email,"
        "Start Date (UTC),Submit Date (UTC),Network ID\n"
        "a1b2,9,Faster delivery,ana@post.example,2026-03-02 09:00:10,2026-03-02 09:01:12,n1\n"
        "a1b3,0,,,2026-03-02 10:00:10,2026-03-02 10:01:12,n2\n",
        gives=3,
        title="Two responses, one by a person known by a hidden field; a score of 0 is a score",
    ),
    Sample(
        "begun.csv",
        "#,How likely are you to recommend us?,Start Date (UTC),Submit Date (UTC),Network ID\n"
        "a1b2,9,2026-03-02 09:00:10,,n1\n"
        "a1b3,11,2026-03-02 09:00:10,2026-03-02 09:01:00,n1\n",
        gives=0,
        sets_aside=2,
        says='column "Submit Date (UTC)" is empty',
        title="A response that was begun and never submitted, and an answer beyond its scale",
    ),
)


def recognises(opened: Opened) -> float:
    """By Typeform's own columns around the questions."""
    names = headers(opened)
    known = {plain(name) for name in names}
    if "networkid" not in known or not {"submitdateutc", "startdateutc"} & known:
        return 0.0
    return 0.99 if "#" in {name.strip() for name in names} else 0.97


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """Single answers, each with its question."""
    names = headers(opened)
    own = next((name for name in names if _OWN_MAIL.fullmatch(name.strip())), None)
    if own and "email" not in chosen_columns(TABLE, names, opened.reading.map):
        declared = {own: "email", **opened.reading.map}
        opened = replace(opened, reading=replace(opened.reading, map=declared))
    chosen = chosen_columns(TABLE, names, opened.reading.map)
    if plain(chosen.get("at_us", "")).endswith("utc"):
        opened = replace(opened, reading=replace(opened.reading, zone="UTC"))
    questions = _questions(names, set(chosen.values()))
    people = Respondents(opened, CARD.system)
    for item in read_table(opened, TABLE):
        if isinstance(item, Reject):
            yield item
            continue
        yield from people.finish(item)
        yield from answered(opened, item, questions)


def _questions(names: Sequence[str], taken: set[str]) -> list[Question]:
    """The columns that people answered; a name without space or capital is a hidden field."""
    return [
        Question(name, name, name, scale_of(name))
        for name in names
        if name not in taken and plain(name) not in _KEPT and not _HIDDEN.fullmatch(name)
    ]

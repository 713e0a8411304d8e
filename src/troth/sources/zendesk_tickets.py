"""Which tickets did a Zendesk view list, and when was each created, assigned and solved?

What it reads: the CSV of a Zendesk view. A ticket gives the steps it tells of: created by the
requester, assigned, reassigned where the last assignment is another than the first, and solved;
a rating becomes an answer from 1 (bad) to 5 (good), dated by the solving, else by the last
change, for the view has no time for it. Requester number, mail address and organisation
introduce the requester. Every other column is kept with the ticket's own step.

How it is recognised: by its columns, whatever their order and case: a number, the creation, the
requester, and at least two that only Zendesk has ("Summation column", "Requester id", "Group
stations", "Satisfaction Score", "First reply time in minutes" or "(min)", …). Views hold no
words of anybody; those come with Zendesk's JSON export, under the same ticket numbers.

What it sets aside: rows without a creation date that can be read one way only, rows of another
width, other dates that are none. A "-" is an empty cell. A requester who is but a name is kept
as a name, and is nobody's number.

Source: column titles of the ticket view export of Zendesk Support.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from troth.extend.casework import KEPT_MOST, Casework, casework, satisfaction
from troth.extend.listing import Listed
from troth.extend.source import (
    Column,
    Frame,
    Identifier,
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
from troth.text.table import plain

CARD = SourceCard(
    kinds=frozenset({"step", "survey_answer"}),
    endings=(".csv", ".tsv", ".txt", ""),
    system="zendesk",
    introduces=True,
)

TABLE = Table(
    "step",
    (
        Column("key", "id ticket_id ticket_number", required=True),
        Column("at_us", "created_at ticket_created_at requested created", "time", required=True),
        Column("first_us", "initially_assigned_at initially_assigned", "time"),
        Column("last_us", "assigned_at assigned", "time"),
        Column("solved_us", "solved_at solved", "time"),
        Column("updated_us", "updated_at updated", "time"),
        Column("name", "requester requester_name"),
        Column("number", "requester_id"),
        Column("email", "requester_email"),
        Column("assignee", "assignee assignee_name"),
        Column("desk", "group group_name"),
        Column("organization", "organization organization_name organisation"),
        Column("rating", "satisfaction_score satisfaction_rating satisfaction"),
        Column("origin_link", "url link ticket_url"),
    ),
)

_OWN = frozenset(
    [
        "summationcolumn",
        "requesterid",
        "requesterexternalid",
        "requesteremail",
        "requesterdomain",
        "initiallyassignedat",
        "solvedat",
        "satisfactionscore",
        "groupstations",
        "assigneestations",
        "reopens",
        "replies",
    ]
)
_SPANS = ("firstreplytime", "firstresolutiontime", "fullresolutiontime", "agentwaittime")
_EMPTY = frozenset(("", "-", "–", "—"))

EXAMPLES = (
    Sample(
        "view.csv",
        "Summation column,Id,Requester,Requester id,Requester email,Assignee,Group,Subject,Status,"
        "Created at,Updated at,Assigned at,Organization,Solved at,Satisfaction Score,"
        "First reply time (min)\n"
        "1,17,Ana Ruiz,501,ana@post.example,Tom Ito,Support,Parcel,Closed,2026-03-02 09:00,"
        "2026-03-05 08:00,2026-03-02 09:20,Ruiz GmbH,2026-03-03 10:00,Good,120\n"
        "1,18,Ben Oka,502,-,-,-,Invoice,New,2026-03-02 10:00,2026-03-02 10:00,-,-,-,Not offered,-\n",
        gives=5,
        title="One ticket solved and rated, one nobody has taken yet",
    ),
    Sample(
        "late.csv",
        "Id,Requester id,Requester email,Created at,Solved at,Group stations\n"
        "19,503,eve@post.example,2026-03-02 09:00,soon,1\n",
        gives=0,
        sets_aside=1,
        says='column "Solved at" holds "soon", which is no date',
        title="A ticket solved on a day that is none",
    ),
)


def recognises(opened: Opened) -> float:
    """By ticket, creation, requester, and two columns that only Zendesk's views have."""
    if opened.head_text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return 0.0
    names = headers(opened)
    chosen = chosen_columns(TABLE, names, opened.reading.map)
    if not {"key", "at_us"} <= chosen.keys() or not {"name", "number", "email"} & chosen.keys():
        return 0.0
    marks = {plain(name) for name in names}
    own = len(marks & _OWN) + any(mark.startswith(_SPANS) for mark in marks)
    return 0.98 if own >= 2 else 0.0


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """The steps and ratings of every ticket, and who asked."""
    work = casework(opened, CARD.system)
    view = _View(work) if isinstance(work, Casework) else None
    for item in read_table(opened, TABLE):
        if isinstance(item, Frame) and view is not None:
            yield from view.frames(item)
        else:
            yield item


@dataclass(slots=True)
class _View:
    """The people of one file so far."""

    work: Casework
    requesters: dict[tuple[str | None, ...], Identifier | None] = field(default_factory=dict)

    def frames(self, frame: Frame) -> Iterator[Frame | Introduction]:
        """The tickets' own steps, those that followed, the ratings, and the requesters."""
        given = {name: _taken(frame, name) for name in (*_TEXTS, *_TIMES)}
        keys = frame.columns["key"] = [_filled(each) for each in frame.columns["key"]]
        people = list(zip(*(given[name] for name in _PEOPLE), strict=True))
        if len(self.requesters) > KEPT_MOST:
            self.requesters.clear()
        for person, row in dict(zip(reversed(people), reversed(frame.rows), strict=True)).items():
            if person not in self.requesters:
                yield from self._introduced(person, row)
        size = len(frame)
        who = [self.requesters[each] for each in people]
        frame.columns |= {
            "by": who,
            "about": who,
            "account": [account(each) for each in given["organization"]],
            "thread": keys,
        }
        known = {each: self.work.colleague(None, None, each) for each in set(given["assignee"])}
        agents = [known[each] for each in given["assignee"]]
        yield from _moves(frame, given, agents)
        yield from self._rated(frame, given)
        extra = frame.columns.get("extra") or [{}] * size
        whom = zip(extra, people, who, given["updated_us"], strict=True)
        kept = [_kept(*each) for each in whom]
        own: dict[str, list[Any]] = {
            "activity": ["created"] * size,
            "status": ["new"] * size,
            "extra": kept,
        }
        yield Frame("step", frame.file, {**frame.columns, **own}, frame.rows)

    def _introduced(self, person: tuple[str | None, ...], row: int) -> Iterator[Introduction]:
        name, number, email, organization = person
        self.requesters[person] = self.work.customer(number, email, name)
        item = Listed({}, row)
        yield from self.work.introduced(
            item, number, email=email, name=name, accounts=[account(organization)]
        )

    def _rated(self, frame: Frame, given: dict[str, list[Any]]) -> Iterator[Frame]:
        known = {each: satisfaction(each) for each in set(given["rating"])}
        scores = [known[each] for each in given["rating"]]
        times = [
            None if score is None else solved or updated or created
            for score, solved, updated, created in zip(
                scores, given["solved_us"], given["updated_us"], frame.columns["at_us"], strict=True
            )
        ]
        asked = ["satisfaction with the ticket"] * len(frame)
        answers = [{"answer": each} for each in given["rating"]]
        columns = {"score": scores, "question": asked, "scale": ["csat"] * len(frame)}
        yield from _followed(frame, "survey_answer", "csat", times, {**columns, "extra": answers})


_PEOPLE = ("name", "number", "email", "organization")
_TEXTS = (*_PEOPLE, "assignee", "desk", "rating")
_TIMES = ("first_us", "last_us", "solved_us", "updated_us")


def _taken(frame: Frame, name: str) -> list[Any]:
    """A column of the view's own, out of the frame; an empty cell is nothing."""
    cells = frame.columns.pop(name, None)
    if cells is None:
        return [None] * len(frame)
    return list(cells) if name in _TIMES else [_filled(cell) for cell in cells]


def _filled(cell: str | None) -> str | None:
    return None if cell is None or cell in _EMPTY else cell


def _unless(marks: Sequence[bool], values: Sequence[Any]) -> list[Any]:
    return [None if mark else value for mark, value in zip(marks, values, strict=True)]


def _moves(
    frame: Frame, given: dict[str, list[Any]], agents: list[Identifier | None]
) -> Iterator[Frame]:
    """Assigned, assigned anew, solved; who had it first is not told where it was assigned anew."""
    first = [a or b for a, b in zip(given["first_us"], given["last_us"], strict=True)]
    moved = [bool(a and b and a != b) for a, b in zip(first, given["last_us"], strict=True)]
    then, there = _unless(moved, agents), _unless(moved, given["desk"])
    again = [b if a else None for a, b in zip(moved, given["last_us"], strict=True)]
    steps = (
        ("assigned", "open", first, then, there),
        ("reassigned", "open", again, agents, given["desk"]),
        ("solved", "solved", given["solved_us"], agents, given["desk"]),
    )
    for name, status, times, by, desk in steps:
        columns = {"by": by, "resource": desk, "activity": [name] * len(frame)}
        columns["status"] = [status] * len(frame)
        yield from _followed(frame, "step", name, times, columns)


def _followed(
    frame: Frame, kind: str, name: str, times: Sequence[int | None], columns: dict[str, Any]
) -> Iterator[Frame]:
    """What followed on the tickets that have a time for it; the rest of each row is its own."""
    at = [place for place, time in enumerate(times) if time is not None]
    if not at:
        return
    whole = {**frame.columns, **columns, "at_us": times}
    whole["key"] = [key and f"{key}:{name}" for key in frame.columns["key"]]
    if "extra" not in columns:
        whole.pop("extra", None)
    chosen: dict[str, Sequence[Any]] = {each: _placed(cells, at) for each, cells in whole.items()}
    yield Frame(kind, frame.file, chosen, _placed(frame.rows, at))


def _placed(cells: Sequence[Any], at: Sequence[int]) -> list[Any]:
    return [cells[place] for place in at]


def _kept(
    extra: dict[str, str],
    person: tuple[str | None, ...],
    who: Identifier | None,
    updated: int | None,
) -> dict[str, str]:
    """What the ticket's own step keeps besides, with what of the requester names nobody."""
    name, _, email, _ = person
    kept = {key: cell for key, cell in extra.items() if cell.strip() not in _EMPTY}
    if updated is not None:
        kept["updated_at"] = datetime.fromtimestamp(updated // 1_000_000, UTC).isoformat()
    if name and who is None:
        kept["requester"] = name
    if email and (who is None or who.scheme != "email"):
        kept["requester_email"] = email
    return kept

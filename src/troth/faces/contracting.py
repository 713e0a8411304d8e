"""Two descriptions of an interface, as text for a terminal and as rows for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from troth.acts.contracts import Contracts, Users
from troth.faces.masks import shown
from troth.faces.terminal import Ink, wrapped
from troth.faces.wire import moment, rows_csv
from troth.text.contracts import ContractChange

COLUMNS = (
    *("kind", "change", "who", "old", "new", "old_line", "new_line", "says"),
    *("gains", "why", "path", "was", "now", "notice_days", "breaking", "where", "used_by"),
)


def contract_rows(found: Contracts) -> list[dict[str, Any]]:
    """Every change as plain data, in the shape of `troth diff`, breaking ones first."""
    return [_row(found, one) for one in found.changes]


def _row(found: Contracts, one: ContractChange) -> dict[str, Any]:
    used = None if found.users is None else _used(found.users.get(one.name))
    return {
        "kind": one.part,
        "change": one.way,
        "who": one.who,
        "old": one.old,
        "new": one.new,
        "old_line": None,
        "new_line": None,
        "says": one.says,
        "gains": "company" if one.for_company else "caller",
        "why": "breaks callers" if one.breaking else None,
        "path": one.where,
        "was": found.was,
        "now": found.now,
        "notice_days": None,
        "breaking": one.breaking,
        "where": one.where,
        "used_by": used,
    }


def _used(users: Users | None) -> dict[str, Any]:
    if users is None:
        return {"people": 0, "times": 0, "last_at": None, "most": []}
    return {
        "people": users.people,
        "times": users.times,
        "last_at": moment(users.last_us),
        "most": list(users.most),
    }


def contracts_csv(found: Contracts) -> str:
    """The same as a table; who used a thing is a number of people."""
    rows = contract_rows(found)
    for row in rows:
        row["used_by"] = None if row["used_by"] is None else row["used_by"]["people"]
    return rows_csv(COLUMNS, rows)


def contracts_text(found: Contracts, color: bool, limit: int | None) -> str:
    """What breaks callers first, then what else changed."""
    return "\n".join(_lines(found, Ink(color), limit))


def _lines(found: Contracts, ink: Ink, limit: int | None) -> Iterator[str]:
    yield ink.strong(shown(f"{found.was} → {found.now}"))
    if not found.changes:
        yield "  Nothing changed for callers."
        return
    count = len(found.breaking)
    told = f"{len(found.changes)} changes for callers, {count} of them breaking."
    yield wrapped(told.replace("1 changes", "1 change"), 2)
    if found.versions and found.versions[0] != found.versions[1]:
        yield wrapped(_version(found), 2)
    shown_of = found.changes[:limit]
    for breaking, heading in ((True, "This breaks callers"), (False, "This does not")):
        own = [one for one in shown_of if one.breaking is breaking]
        if own:
            yield ""
            yield f"  {heading} ({sum(one.breaking is breaking for one in found.changes)})"
            for one in own:
                yield from _told(found, one, ink)
    if len(shown_of) < len(found.changes):
        yield ""
        yield f"  {len(found.changes) - len(shown_of)} more; --limit 0 shows all."


def _version(found: Contracts) -> str:
    was, now = found.versions or ("", "")
    step = f"The version went from {was} to {now}"
    if found.breaks_its_word:
        return f"{step}: such a step promises that nothing breaks."
    return f"{step}."


def _told(found: Contracts, one: ContractChange, ink: Ink) -> Iterator[str]:
    yield wrapped(f"{one.part} {one.way}: {one.where}", 4)
    yield ink.words(wrapped(one.says, 6, 8))
    if found.users is not None and one.breaking:
        users = found.users.get(one.name)
        if users is None:
            yield wrapped(f"nobody used {one.name} in these records", 6, 8)
            return
        people = "1 person" if users.people == 1 else f"{users.people:,} people"
        yield wrapped(f"used by {people}, {users.times:,} times: {', '.join(users.most)}", 6, 8)

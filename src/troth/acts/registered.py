"""Promises that a register says are confirmed, taken in with their owner, measure and due date.

A register is a document like any other, and how it says a promise stands decides nothing. But
what was confirmed in one workspace and written out by `troth promises export` is confirmed in
the next by whoever adds the file. Adding it again changes nothing; a promise that this ledger
holds under its own id already, or one to a person who is not said, is passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast, get_args

from troth import registry
from troth.acts.deed import opened, write
from troth.errors import TrothError
from troth.ledger import directory, entries, promises
from troth.ledger.promises import open_promise, promise_id
from troth.ledger.same import same_people
from troth.ledger.sayings import add_sayings
from troth.ledger.target import read_target
from troth.ledger.united import identifiers
from troth.model.evidence import Evidence
from troth.model.origin import Span
from troth.model.promise import Promise
from troth.model.saying import Firmness, Kind, Saying

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.acts.opening import Workspace

SOURCE = "promise-register"
READER = "register"
"""The recogniser that a saying names which was declared, not heard."""
_TEXTS = ("owner", "measure", "tolerance_by", "side", "ours")


def take_in(work: Workspace, *, who: str, now_us: int) -> list[str]:
    """Confirm what the registers that were added say is confirmed; gives the ids of what is new."""
    declared = [(paper, _extra(paper)) for paper in work.index.documents()]
    declared = [(paper, extra) for paper, extra in declared if extra.get("confirmed") == "yes"]
    if not declared:
        return []
    with work.ledger.begin() as con:
        return [id for each in declared for id in _taken(con, work, *each, who, now_us)]


def _taken(
    con: Connection,
    work: Workspace,
    paper: Evidence,
    extra: Mapping[str, str],
    who: str,
    now_us: int,
) -> Iterator[str]:
    own = str(paper.fields.get("path") or "").rpartition("#")[2].removesuffix(".txt")
    saying = _saying(paper, extra)
    if promises.is_opened(con, promise_id(saying.id)):
        return
    if held := _known(con, work, own):
        if saying.id not in held.sayings:
            add_sayings(con, [saying])
            body: dict[str, object] = {"sayings": [saying.id]}
            write(con, opened(con, work, held, who), "attach", body, who, now_us)
        return
    if extra.get("to") and saying.to is None:
        return
    add_sayings(con, [saying])
    id = open_promise(con, saying, who=who, candidate=True)
    at_us = max(now_us, saying.at_us)
    told = _terms(work, paper, extra)
    entries.note(con, at_us=at_us, who=who, deed="confirm", target=id, body=told)
    yield id


def _known(con: Connection, work: Workspace, id: str) -> Promise | None:
    """The promise that this very ledger wrote out; the register only says it again."""
    return promises.promise(con, work.index, id) if id.startswith("p-") else None


def _saying(paper: Evidence, extra: Mapping[str, str]) -> Saying:
    due_us = _moment(extra.get("due"))
    kind, firmness = extra.get("kind"), extra.get("firmness")
    return Saying(
        record=paper.id,
        version=paper.version,
        span=Span(0, len(paper.text)),
        voice="company",
        kind=cast(Kind, kind if kind in get_args(Kind) else "dated" if due_us else "standing"),
        firmness=cast(Firmness, firmness if firmness in get_args(Firmness) else "firm"),
        recogniser=READER,
        recogniser_version="1",
        at_us=paper.at_us,
        due_us=due_us,
        to=paper.about,
        by=paper.by,
        ours=paper.ours,
        side=paper.side,
    )


def _terms(work: Workspace, paper: Evidence, extra: Mapping[str, str]) -> dict[str, object]:
    """The terms that are set; a measure that is not known here is left out, with the reason."""
    told: dict[str, object] = {name: extra[name] for name in _TEXTS if extra.get(name)}
    told["reason"] = f"confirmed in the register {paper.origin.file}"
    if "measure" in told:
        known = registry.extensions("measures", work.settings.lens_folders)
        try:
            told["measure"] = str(read_target(str(told["measure"]), known))
        except TrothError as fault:
            told["reason"] = f"{told['reason']}; its measure was left out: {fault.says}"
            del told["measure"]
    return told


def _extra(paper: Evidence) -> Mapping[str, str]:
    held = paper.fields.get("extra")
    return held if isinstance(held, dict) else {}


def _moment(text: str | None) -> int | None:
    """A moment as a register of ours writes it, or a day, which ends with its last second."""
    try:
        read = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    if len(text or "") == 10:
        read = read.replace(hour=23, minute=59, second=59)
    since = (read if read.tzinfo else read.replace(tzinfo=UTC)) - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def known_by(work: Workspace, handles: Collection[str]) -> dict[str, tuple[str, str]]:
    """By handle, what the person is called and by what she is known: “email:ana@…”."""
    with work.ledger.read() as con:
        people = directory.by_handles(con, handles)
        held = identifiers(con, same_people(con), {one.id for one in people.values()})
    return {
        handle: (
            one.name or one.known_as,
            next(
                (
                    f"{scheme}:{value}"
                    for each, scheme, value, _ in held.get(one.id, ())
                    if each == handle
                ),
                "",
            ),
        )
        for handle, one in people.items()
    }

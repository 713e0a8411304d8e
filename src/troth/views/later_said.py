"""What both sides wrote after something was promised, as lenses over promises read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from troth.extend.afterwards import Became, became
from troth.model.evidence import Evidence

if TYPE_CHECKING:
    from troth.store.index import Index


def later_said(
    index: Index, record: Evidence | None, handles: Iterable[str], since_us: int, until_us: int
) -> list[Evidence]:
    """Every message to or of these people, and of the record's conversation, but the record; oldest first."""
    found = {one.id: one for one in index.of_handles(handles, limit=None, kinds=("message",))}
    if record is not None and record.thread is not None:
        talk = index.thread(record.system, record.thread)
        found.update({one.id: one for one in talk if one.kind == "message"})
    held = (one for one in found.values() if since_us <= one.at_us <= until_us)
    own = record.id if record else None
    return sorted((one for one in held if one.id != own), key=lambda one: (one.at_us, one.id))


def outcome(words: str, due_us: int | None, rows: Iterable[Mapping[str, Any]]) -> Became:
    """What later words, row by row, make of a promise in these words, due then."""
    promise = {"promised_text": words, "start": None, "end": None, "due_us": due_us}
    return became(promise, rows)


def from_us(one: Evidence) -> bool:
    """Whether a message is ours."""
    return one.fields.get("direction") == "out"


def same_talk(record: Evidence | None, one: Evidence) -> bool:
    """Whether a message stands in the conversation of this record."""
    if record is None or record.thread is None:
        return False
    return (one.system, one.thread) == (record.system, record.thread)


def later_row(record: Evidence | None, one: Evidence) -> dict[str, Any]:
    """A message as the readings of later words take it; what a machine wrote has no words."""
    return {
        "later": one.id,
        "later_us": one.at_us,
        "later_text": "" if one.fields.get("automatic") else one.text,
        "from_us": from_us(one),
        "same_talk": int(same_talk(record, one)),
    }

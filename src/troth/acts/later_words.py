"""What became of a dated promise, as the words that followed in the same conversation tell it.

Nothing is kept because nobody complained: somebody has to have said that it was done, or that it
came. Words in other conversations are not read here; whoever knows of them marks the promise.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from troth.acts.judging import Mark, Status
from troth.model.evidence import Evidence
from troth.model.finding import Cite
from troth.model.origin import Span
from troth.model.promise import Promise
from troth.text.outcome import arrived, fulfils, misses, releases

if TYPE_CHECKING:
    from troth.store.index import Index

METHOD = "later words of the same conversation"


def later_words(index: Index, one: Promise, moment_us: int) -> Mark | None:
    """The mark that later messages of its thread give a dated promise; None where they give none.

    Hers that it came, or ours that it is done, keep it if they were written by its day, and make
    it late afterwards. Hers after its day that it did not come break it, until later words say
    otherwise. Where she let us off, nothing is due.
    """
    record = index.record(one.record) if one.record else None
    if record is None or one.due_us is None or record.thread is None or record.kind != "message":
        return None
    talk = index.thread(record.system, record.thread, until_us=moment_us)
    return words_after(one, record, talk)


def words_after(one: Promise, record: Evidence, talk: Iterable[Evidence]) -> Mark | None:
    """What the messages after a promise's own record make of it; the others are passed over."""
    after = [said for said in talk if said.kind == "message" and said.at_us > record.at_us]
    found = _told(one, after)
    if found is None:
        return None
    status, says, said, words = found
    cites = (Cite(record.id, record.version), Cite(said.id, said.version, words))
    kept = int(status == "kept")
    failed = int(status in ("late", "broken"))
    people = (one.to,) if one.to and failed else ()
    return Mark(status, says, one.side, kept, failed, method=METHOD, people=people, cites=cites)


def _told(one: Promise, after: Iterable[Evidence]) -> tuple[Status, str, Evidence, Span] | None:
    due_us = one.due_us or 0
    found: tuple[Status, str, Evidence, Span] | None = None
    for said in after:
        if said.fields.get("automatic"):
            continue
        ours = said.fields.get("direction") == "out"
        came = fulfils(said.text) if ours else arrived(said.text)
        if came is not None:
            status: Status = "kept" if said.at_us <= due_us else "late"
            who = "We wrote that it was done" if ours else "She wrote that it came"
            when = "by its day" if status == "kept" else "after its day"
            found = (status, f"{who}, {when}.", said, came)
        elif not ours and (missed := misses(said.text)) and said.at_us > due_us:
            found = ("broken", "After its day she wrote that it had not come.", said, missed)
        elif not ours and (free := releases(said.text)) and found is None:
            return "unverifiable", "She let us off: nothing is due any more.", said, free
    return found

"""Asking the configured model, in a run, about sentences of ours in which no promise was read.

Only where `[text.backend]` says `recognise = true`. What it quotes becomes a candidate that waits for a
person; it never opens a promise by itself, for its due date is marked and not reckoned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from troth.acts import recognise
from troth.acts.backend import names_in, note_asked, remote
from troth.errors import BackendError
from troth.ledger import manifest, sayings
from troth.model.origin import Span
from troth.model.saying import Saying
from troth.store import evidence
from troth.text.due import due
from troth.text.frames import SOFT
from troth.text.local import read
from troth.text.masking import masked, sentences
from troth.text.tasks import Item

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.acts.opening import Workspace
    from troth.acts.recognise import Addressee
    from troth.backends.remote import Remote

NAME = "promise-backend"
KINDS = ("document", "message")


@dataclass(slots=True)
class Heard:
    """What a model read in a run, how far it has read now, and whom that was asked of."""

    sayings: list[Saying] = field(default_factory=list)
    marks: dict[tuple[str, str], int] = field(default_factory=dict)
    unused: Counter[str] = field(default_factory=Counter)
    by: Remote | None = None

    def keep(self, con: Connection, now_us: int) -> None:
        """Note in the ledger that texts were sent."""
        if self.by is not None and (self.by.sent or self.unused):
            note_asked(con, self.by, dict(self.unused), now_us)


def hear(work: Workspace, con: Connection, addressee: Any) -> Heard:
    """Ask about what is new since the model read last; at most so many texts are sent a run.

    `addressee` makes, of a batch of messages, the function that says to whom each was written.
    A model that refuses or fails leaves the run as it would be without it, and the reason noted.
    """
    heard = Heard()
    to = work.settings.backend
    if to is None or not to.recognise:
        return heard
    heard.by = remote(to, work.home)
    version = f"{heard.by.name} {heard.by.version}"
    newest = manifest.generation(con)
    since = sayings.recognised(con, NAME, version)
    if since >= newest:
        return heard
    if not to.here:
        heard.by = remote(to, work.home, names_in(con))
    try:
        whole = _read_since(work, con, since, heard, version, addressee)
    except BackendError as fault:
        heard.unused[fault.says] += 1
        return heard
    if whole and not heard.by.unreached:
        heard.marks[(NAME, version)] = newest
    return heard


def _read_since(
    work: Workspace, con: Connection, since: int, heard: Heard, version: str, addressee: Any
) -> bool:
    """Whether all that is new was asked about; False where the run's number was used up."""
    assert heard.by is not None
    files = manifest.files_since(con, since)
    for kind in KINDS:
        for batch in evidence.read(work.home, kind, files.get(kind, ())):
            to = addressee(batch) if kind == "message" else lambda record: None
            for record in recognise.shown(batch, kind).to_pylist():
                if not record["text"] or (kind == "message" and record["direction"] != "out"):
                    continue
                if heard.by.sent >= heard.by.endpoint.at_most:
                    return False
                heard.sayings += _in_record(record, kind, heard, version, to)
    return True


def _in_record(
    record: dict[str, Any], kind: str, heard: Heard, version: str, to: Addressee
) -> Iterator[Saying]:
    assert heard.by is not None
    spans = _unread(record["text"], kind)
    items = [Item(span.of(record["text"]), kind=kind) for span in spans]
    for span, one, answer in zip(spans, items, heard.by.extract(items), strict=True):
        if answer.fault:
            heard.unused[answer.fault] += 1
        elif answer.asked and answer.label == "true":
            yield _saying(record, span, one.text, version, to)


def _unread(text: str, kind: str) -> Sequence[Span]:
    """The sentences in which the rules read no promise."""
    made = [each.span for each in read(Item(text, kind=kind))]
    found = sentences(masked(text), wrapped=kind == "document")
    return [
        span
        for span in found
        if not any(span.start < each.end and each.start < span.end for each in made)
    ]


def _saying(record: dict[str, Any], span: Span, words: str, version: str, to: Addressee) -> Saying:
    when = due(words, record["ts_us"], record["zone"])
    return Saying(
        record=record["id"],
        version=record["version"],
        span=span,
        voice="company",
        kind="dated" if when else "standing",
        firmness="soft" if SOFT.search(words) else "firm",
        recogniser=NAME,
        recogniser_version=version,
        at_us=record["ts_us"],
        due=Span(span.start + when.span.start, span.start + when.span.end) if when else None,
        to=to(record),
        by=record["by"],
        ours=record["ours"],
        side=record["side"],
    )

"""A mailbox in mbox format as messages, gathered into conversations."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from troth.errors import SourceError
from troth.extend.opened import Opened
from troth.extend.refusal import broken_off
from troth.model.evidence import Draft, Identifier
from troth.model.origin import Origin
from troth.model.reject import Reject
from troth.text.mail import (
    LETTER_MOST,
    Address,
    Cut,
    Letter,
    is_cut_off,
    letter_of,
    letters_in,
)
from troth.text.moments import Times


def is_mailbox(opened: Opened) -> bool:
    """Whether the file begins as a mailbox does."""
    return opened.head.startswith(b"From ") and any(letters_in(io.BytesIO(opened.head)))


def read_mailbox(opened: Opened) -> Iterator[Draft | Reject]:
    """Every letter as a message; what cannot be read, and a last letter cut off, set aside.

    Our own letters are told by `opened.staff`; without it the file is set aside.
    """
    if not opened.staff:
        yield opened.reject(
            "Nothing tells which of these letters are ours.",
            "The mailbox was set aside. Name our own mail domains in troth.toml:\n"
            '[people]\nstaff = ["acme.com"]',
            excerpt=opened.head_text[:200],
        )
        return
    reading = _Reading(opened, Times(zone=_zone(opened)))
    try:
        with opened.stream() as stream:
            for cut in letters_in(stream):
                yield reading.message(cut)
    except (SourceError, OSError) as fault:
        yield broken_off(opened, fault)
    if opened.breaks:
        yield broken_off(opened, SourceError(opened.breaks[1]))


def _zone(opened: Opened) -> ZoneInfo | None:
    try:
        return ZoneInfo(opened.reading.zone) if opened.reading.zone else None
    except (ValueError, OSError, KeyError):
        return None


@dataclass(slots=True)
class _Reading:
    """One mailbox, and the conversations its letters so far belong to."""

    opened: Opened
    times: Times
    threads: dict[str, str] = field(default_factory=dict)
    topics: dict[tuple[str, frozenset[str]], str] = field(default_factory=dict)

    def message(self, cut: Cut) -> Draft | Reject:
        """A letter's bytes as a message, or why they are none."""
        if cut.too_long:
            return self._aside(cut, f"is larger than {LETTER_MOST >> 20} MiB")
        if not cut.ends and is_cut_off(cut.raw):
            return self._aside(cut, "breaks off: the mailbox ends in the middle of it")
        letter = letter_of(cut.raw, self.times)
        if isinstance(letter, str):
            return self._aside(cut, letter)
        return self._draft(letter, cut)

    def _aside(self, cut: Cut, why: str) -> Reject:
        return self.opened.reject(
            f"The letter {why}.",
            "It was set aside; the other letters were read. Export the mailbox again.",
            row=cut.line,
            excerpt=cut.raw[:1500].decode("utf-8", "replace").replace("\0", "\\0"),
        )

    def _draft(self, letter: Letter, cut: Cut) -> Draft:
        ours = letter.sender is not None and self.opened.is_staff(letter.sender.value)
        receivers = [*(("to", each) for each in letter.to), *(("cc", each) for each in letter.cc)]
        served = [pair for pair in receivers if not self.opened.is_staff(pair[1].value)]
        at_us, precision, zone = letter.moment
        cut_length = letter.whole_length - len(letter.text)
        return Draft(
            kind="message",
            at_us=at_us,
            origin=Origin(self.opened.path, cut.line),
            key=letter.key,
            precision="day" if precision == "day" else "second",
            zone=zone,
            by=self._identifier(letter.sender) if letter.sender else None,
            about=self._identifier(served[0][1]) if ours and served else None,
            parties=tuple(
                (part, self._identifier(one))
                for part, one in receivers
                if not (ours and served and one is served[0][1])
            ),
            thread=self._thread(letter),
            system=self.opened.reading.system,
            fields={
                "direction": "out" if ours else "in",
                "channel": "mail",
                "subject": letter.subject or None,
                "text": letter.text,
                "automatic": letter.automatic,
            },
            extra={"cut_characters": str(cut_length)} if cut_length > 0 else {},
        )

    def _identifier(self, address: Address) -> Identifier:
        scheme = "staff" if self.opened.is_staff(address.value) else "email"
        return Identifier(scheme, address.value, address.name)

    def _thread(self, letter: Letter) -> str | None:
        """The conversation: what it answers, else its subject among the same people."""
        people = {each.value for each in (*letter.to, *letter.cc)}
        topic = (
            letter.topic,
            frozenset(people | ({letter.sender.value} if letter.sender else set())),
        )
        thread = letter.thread or next(
            (self.threads.get(each, each) for each in letter.answers), None
        )
        if thread is None and letter.replies and letter.topic:
            thread = self.topics.get(topic)
        thread = thread or letter.key
        if thread is not None:
            self.topics.setdefault(topic, thread)
            if letter.key is not None:
                self.threads[letter.key] = thread
        return thread

"""The letter to one person as text, and as a draft for a mail program."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP

from troth.faces.masks import masked
from troth.views.letter import Letter, Owed

WIDTH = 72
ASKS = (
    "Is this what you understood? Did we promise anything that is not here, or something other "
    "than what stands here? Please answer in your own words; a plain “yes” is an answer as well. "
    "What you write is kept beside these promises."
)


MARK = "Please keep this mark in your answer, so that it is laid beside these promises:"


def subject(told: Letter) -> str:
    """The line above the letter; the mark at its end leads her answer back to these promises."""
    since = f" since {told.since}" if told.since else ""
    return f"What we promised you{since}: is this what you understood? ({told.mark})"


def opening(told: Letter) -> str:
    """The first sentence: how many, and how they stand."""
    if not told.owed:
        return "We have written down no promise to you. If we made one, please tell us."
    failed = len(told.of("failed")) + len(told.of("overdue"))
    count = len(told.owed)
    first = f"We have written down {count} promise{'' if count == 1 else 's'} to you"
    since = f" since {told.since}" if told.since else ""
    kept = len(told.of("kept"))
    return (
        f"{first}{since}: {kept} kept, {failed} not kept or not in time, "
        f"{count - kept - failed} open or not to be told."
    )


def letter_text(told: Letter) -> str:
    """Plain text, as it would stand in a mail."""
    return "\n".join(_lines(told)).rstrip() + "\n"


def _lines(told: Letter) -> Iterator[str]:
    yield f"Dear {told.name or 'customer'},"
    yield ""
    yield _filled(opening(told))
    for title, owed in told.parts:
        yield ""
        yield f"{title}"
        for one in owed:
            yield from _promise(one)
    if told.hers:
        yield ""
        yield _filled("What you wrote about what you were promised")
        for words in told.hers:
            yield _filled(f"“{words.text}” ({words.at})", "  ")
    yield ""
    yield _filled(ASKS)
    yield ""
    yield told.company or "We"
    yield ""
    yield _filled(f"{MARK} {told.mark}")


def _promise(one: Owed) -> Iterator[str]:
    due = f", to be done by {one.due}" if one.due else ""
    yield _filled(f"“{one.words}”", "  ")
    late = f"; {one.late} past its day" if one.late else ""
    yield _filled(f"said on {one.said}{due}{late}", "    ")
    for done in one.done:
        yield _filled(done, "    ")


def _filled(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def letter_eml(told: Letter) -> str:
    """A draft that a mail program opens to be read and sent by a person; nothing is sent here."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = subject(told)
    if told.address and not masked():
        mail["To"] = told.address
    mail["X-Unsent"] = "1"
    mail["Message-ID"] = f"<letter.{told.mark}@promises.invalid>"
    mail.set_content(letter_text(told))
    return mail.as_bytes().decode("ascii", "replace")

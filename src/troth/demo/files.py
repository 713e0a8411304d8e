"""The world as ordinary files: tables a help desk and a shop system export, and a mailbox."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from troth.demo.days import EPOCH, local
from troth.demo.world import BRAND, DOMAIN, Line, Order, Talk

MESSAGE_COLUMNS = (
    "conversation",
    "message_id",
    "at",
    "direction",
    "channel",
    "author",
    "author_name",
    "to",
    "side",
    "subject",
    "text",
    "brand",
)
ORDER_COLUMNS = (
    "order_id",
    "ordered_at",
    "customer_email",
    "customer_name",
    "item",
    "amount",
    "currency",
    "side",
    "brand",
)


def iso(ts_us: int) -> str:
    """A moment as exports write it, in UTC to the second."""
    return f"{EPOCH + timedelta(seconds=ts_us // 1_000_000):%Y-%m-%dT%H:%M:%SZ}"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def messages(talks: Mapping[str, Talk]) -> str:
    """The help-desk export, in order of time; `talks` are the conversations by their number."""
    return table(
        MESSAGE_COLUMNS,
        (
            _message(count, number, line, talk)
            for count, (number, line, talk) in enumerate(_ordered(talks), 1)
        ),
    )


def _ordered(talks: Mapping[str, Talk]) -> list[tuple[str, Line, Talk]]:
    rows = [
        (number, line, talk)
        for number, talk in talks.items()
        for line in talk.lines
        if line.box == "desk"
    ]
    return sorted(rows, key=lambda row: (row[1].at_us, row[0]))


def _message(count: int, number: str, line: Line, talk: Talk) -> tuple[str, ...]:
    ours, theirs = line.staff, line.customer
    author = ours or theirs
    return (
        number,
        f"m-{count:06}",
        iso(line.at_us),
        "out" if ours else "in",
        "help desk",
        ours.email if ours else line.address,
        author.name,
        line.address if ours else f"help@{DOMAIN}",
        theirs.side or "",
        line.subject or talk.subject,
        line.text,
        BRAND,
    )


def purchases(orders: Iterable[Order]) -> str:
    """The shop system's export, in order of time."""
    ordered = sorted(orders, key=lambda order: (order.at_us, order.address))
    return table(
        ORDER_COLUMNS,
        (
            (
                f"KO-{200_000 + count}",
                iso(order.at_us),
                order.address,
                order.customer.name,
                order.item,
                f"{order.pence / 100:.2f}",
                "GBP",
                order.customer.side or "",
                BRAND,
            )
            for count, order in enumerate(ordered, 1)
        ),
    )


def mailbox(talks: Mapping[str, Talk]) -> str:
    """The shared mailbox as mbox: answers quote what they answer, machines say so in headers."""
    mails = [
        (line.at_us, number, _mail(number, place, talk))
        for number, talk in talks.items()
        for place, line in enumerate(talk.lines)
        if line.box == "mail"
    ]
    return "".join(_boxed(at_us, mail) for at_us, _, mail in sorted(mails, key=lambda m: m[:2]))


def _boxed(at_us: int, mail: EmailMessage) -> str:
    stamp = EPOCH + timedelta(microseconds=at_us)
    body = mail.as_bytes().decode("utf-8").replace("\nFrom ", "\n>From ").rstrip("\n")
    return f"From MAILBOX {stamp:%a %b} {stamp.day:2} {stamp:%H:%M:%S %Y}\n{body}\n\n"


def _mail(number: str, place: int, talk: Talk) -> EmailMessage:
    line, before = talk.lines[place], talk.lines[:place]
    mail = EmailMessage()
    theirs, ours = _address(line), f"{BRAND} <hello@{DOMAIN}>"
    if line.automatic == "bounce":
        theirs = f"Mail Delivery System <MAILER-DAEMON@mx.{DOMAIN}>"
    mail["From"], mail["To"] = (ours, theirs) if line.staff else (theirs, ours)
    mail["Subject"] = _subject(line, talk, place)
    mail["Date"] = format_datetime((EPOCH + timedelta(microseconds=line.at_us)).astimezone(UTC))
    mail["Message-ID"] = _id(number, place)
    if before:
        mail["In-Reply-To"] = _id(number, place - 1)
        mail["References"] = " ".join(_id(number, each) for each in range(place))
    for name, value in _machine(line).items():
        mail[name] = value
    mail.set_content(_body(line, before), cte="8bit")
    return mail


def _address(line: Line) -> str:
    return f"{line.customer.name} <{line.address}>"


def _subject(line: Line, talk: Talk, place: int) -> str:
    if line.automatic == "bounce":
        return "Undelivered Mail Returned to Sender"
    again = talk.subject.startswith("Re: ") or not place
    return line.subject or (talk.subject if again else f"Re: {talk.subject}")


def _id(number: str, place: int) -> str:
    return f"<{number}.{place}@mail.{DOMAIN}>"


def _machine(line: Line) -> dict[str, str]:
    if line.automatic == "bulk":
        return {"List-Unsubscribe": f"<https://{DOMAIN}/unsubscribe>", "Precedence": "bulk"}
    if line.automatic in ("reply", "bounce"):
        return {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    return {}


def _body(line: Line, before: Sequence[Line]) -> str:
    if not before or line.automatic:
        return line.text + "\n"
    last = before[-1]
    when = local(last.at_us)
    name = last.staff.name if last.staff else last.customer.name
    quoted = "\n".join(f"> {each}".rstrip() for each in last.text.splitlines())
    head = f"On {when:%a}, {when.day} {when:%b %Y} at {when:%H:%M}, {name} wrote:"
    return f"{line.text}\n\n{head}\n{quoted}\n"

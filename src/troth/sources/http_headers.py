"""Which of our addresses say in their headers that they will end, and when?

What it reads: answers saved with their headers, as `curl -i` or `curl -v` writes them or a browser
keeps them (HAR). Each answer with a Deprecation or a Sunset is one change of an interface: told when
the answer was sent, or on the day from which it calls itself deprecated, whichever is earlier; in
effect at its sunset. Nothing is fetched.

How it is recognised: by the line of status and a header Deprecation or Sunset; a HAR by its log.

What it sets aside: headers that are written wrong are kept with what is wrong about them; an answer
that says it ends, and neither when it was sent nor when its file was changed, is set aside.

Source: RFC 9745 (Deprecation), RFC 8594 (Sunset), RFC 8288 (Link); HAR 1.2.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from troth.errors import SourceError
from troth.extend.source import (
    Draft,
    Opened,
    Origin,
    Reject,
    Sample,
    SourceCard,
    refuse,
    unreadable,
)
from troth.model.units import DAY_US
from troth.text.answers_saved import Answer, answers_in, answers_of_har
from troth.text.deprecating import Ending, dated, ending
from troth.text.moments import Times

CARD = SourceCard(
    kinds=frozenset({"change"}),
    endings=(".txt", ".headers", ".http", ".har", ".json", ".log", ""),
    system="headers",
)

LARGEST = 64 << 20
_STATUS = re.compile(r"(?m)^(?:< ?)?HTTP/[\d.]+ \d{3}\b")
_ENDS = re.compile(r"(?mi)^(?:< ?)?(?:deprecation|sunset):")
_HAR = re.compile(r'\A[\s\ufeff]*\{\s*"log"\s*:\s*\{')
_SHOWN = ("deprecation", "sunset", "link")

EXAMPLES = (
    Sample(
        "orders.headers",
        "GET /v1/orders HTTP/1.1\nHost: api.kestrel.example\n\nHTTP/1.1 200 OK\n"
        "Date: Mon, 02 Mar 2026 09:00:00 GMT\nDeprecation: @1772442000\n"
        "Sunset: Tue, 01 Sep 2026 00:00:00 GMT\n"
        'Link: <https://kestrel.example/v2>; rel="successor-version"\n\n[]\n',
        gives=1,
        title="An answer that says when it ends",
    ),
    Sample(
        "two.txt",
        "HTTP/2 200\ndate: Mon, 02 Mar 2026 09:00:00 GMT\nsunset: Tue, 01 Sep 2026 00:00:00 GMT\n\n"
        "HTTP/2 200\ndate: Mon, 02 Mar 2026 09:00:00 GMT\nserver: kestrel\n\n",
        gives=1,
        title="Two answers, one of which says nothing of an end",
    ),
    Sample(
        "app.har",
        '{"log": {"version": "1.2", "entries": [{"startedDateTime": "2026-03-02T09:00:00Z", '
        '"request": {"method": "GET", "url": "https://api.kestrel.example/v1/orders?page=2"}, '
        '"response": {"status": 200, "headers": [{"name": "Deprecation", "value": "true"}]}}, '
        '{"startedDateTime": "2026-03-02T09:00:01Z", "request": {"method": "GET", "url": "/x"}, '
        '"response": {"status": 200, "headers": []}}]}}',
        gives=1,
        title="What a browser kept: one address that ends, on no day",
    ),
    Sample(
        "broken.har",
        '{"log": {"version": "1.2", "entries": [{"startedDateTime": "2026-03-02',
        gives=0,
        sets_aside=1,
        says="cannot be read",
        title="A HAR that breaks off",
    ),
)


def recognises(opened: Opened) -> float:
    """A line of status and a header of an end, or the log of a HAR."""
    if _HAR.match(opened.head_text):
        return 0.97
    text = opened.head_text
    return 0.98 if _STATUS.search(text) and _ENDS.search(text) else 0.0


def read(opened: Opened) -> Iterator[Draft | Reject]:
    """Each answer that says it will end, in the order of the file."""
    fault = refuse(opened) or unreadable(opened)
    if fault is not None:
        yield fault
        return
    try:
        text = opened.content(LARGEST).decode(str(opened.encoding))
        answers = list(_answers(opened, text))
    except (SourceError, OSError, ValueError, RecursionError) as broken:
        says = broken.says if isinstance(broken, SourceError) else f"It cannot be read: {broken}."
        yield opened.reject(says, "The file was set aside. Save it again.")
        return
    seen: set[str] = set()
    for answer, sent_us in answers:
        found = _change(opened, answer, sent_us, ending(answer.headers))
        if isinstance(found, Draft) and str(found.key) in seen:
            continue
        if isinstance(found, Draft):
            seen.add(str(found.key))
        if found is not None:
            yield found


def _answers(opened: Opened, text: str) -> Iterator[tuple[Answer, int | None]]:
    if not _HAR.match(opened.head_text):
        for answer in answers_in(text):
            yield answer, dated(answer.headers)
        return
    times = Times()
    for answer, asked in answers_of_har(json.loads(text.lstrip("\ufeff"))):
        moment = times.read(asked)
        yield answer, dated(answer.headers) or (moment[0] if moment else None)


def _change(
    opened: Opened, answer: Answer, sent_us: int | None, end: Ending
) -> Draft | Reject | None:
    if not end.said:
        return None
    day_us = opened.modified_us
    sent = sent_us if sent_us is not None else None if day_us is None else day_us - day_us % DAY_US
    name = answer.name or opened.name
    if sent is None:
        says = f"The answer of {name[:80]} says that it will end, and not when it was sent."
        advice = "It was set aside. Save it with its Date header."
        return opened.reject(says, advice, row=answer.line)
    told = sent if end.deprecated_us is None else min(sent, end.deprecated_us)
    links = end.links or {}
    page = links.get("deprecation") or links.get("sunset") or ""
    return Draft(
        kind="change",
        at_us=told,
        origin=Origin(opened.path, answer.line, link=page if page.startswith("http") else None),
        key=f"{name} {end.deprecated_us} {end.sunset_us}",
        thread=name,
        precision="second",
        system=opened.reading.system,
        fields=_fields(name, answer, told, end.sunset_us),
        extra=_extra(name, end),
    )


def _fields(name: str, answer: Answer, told_us: int, sunset_us: int | None) -> dict[str, object]:
    title = f"{name} is to end"
    shown = [f"{key}: {value}" for key, value in answer.headers if key.lower() in _SHOWN]
    return {
        "what": "api",
        "title": title,
        "text": "\n\n".join((title, "\n".join(shown))),
        "announced_us": told_us,
        "effect_us": sunset_us,
    }


def _extra(name: str, end: Ending) -> dict[str, str]:
    extra = {
        "told_as": "headers",
        "removes": name,
        "faults": " ".join(end.faults),
        "deprecation": "" if end.deprecated_us is None else str(end.deprecated_us),
        **{f"link {rel}": where for rel, where in (end.links or {}).items()},
    }
    return {key: value for key, value in extra.items() if value}

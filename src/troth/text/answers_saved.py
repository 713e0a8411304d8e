"""The headers of answers as tools save them: a dump of `curl -i` or `-v`, or a HAR of a browser.

An answer is known with its request where the file shows it: a line such as "GET /v1/orders", its
host, then the answer. Bodies are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from troth.patterns import later

Header = tuple[str, str]

_REQUEST = later(
    r"(?:> ?)?(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\S{1,2000})(?: HTTP/[\d.]+)?\s*"
)
_STATUS = later(r"(?:< ?)?HTTP/[\d.]+ (\d{3})\b.*")
_HEADER = later(r"(?:[<>] ?)?([A-Za-z][\w-]{0,60}):[ \t]*(.*)")


@dataclass(slots=True)
class Answer:
    """One answer: what was asked, where, what came with it; `line` is where it begins."""

    line: int
    method: str = ""
    address: str = ""
    host: str = ""
    headers: list[Header] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What was asked, without the question after the path: "GET https://host/v1/orders"."""
        parts = urlsplit(self.address)
        host = f"https://{self.host}" if self.host and not parts.netloc else ""
        base = f"{parts.scheme}://{parts.netloc}" if parts.netloc else host
        where = f"{base}{parts.path}" or self.host
        return f"{self.method} {where}".strip()


def answers_in(text: str) -> Iterator[Answer]:
    """Every answer of a dump, in its order."""
    asked = Answer(0)
    held: Answer | None = None
    for number, line in enumerate(text.splitlines(), 1):
        request, status = _REQUEST.fullmatch(line), _STATUS.fullmatch(line)
        if request:
            if held is not None:
                yield held
            asked, held = Answer(number, request[1], request[2]), None
        elif status:
            if held is not None:
                yield held
            held = Answer(number, asked.method, asked.address, asked.host)
        elif header := _HEADER.fullmatch(line):
            if held is not None:
                held.headers.append((header[1], header[2].strip()))
            elif header[1].lower() == "host":
                asked.host = header[2].strip()
        elif held is not None and not line.strip(" <\r"):
            yield held
            held = None
    if held is not None:
        yield held


def answers_of_har(page: Mapping[str, Any]) -> Iterator[tuple[Answer, str]]:
    """Every answer of a HAR, with when it was asked for, as it is written there."""
    log = page.get("log")
    entries = log.get("entries") if isinstance(log, Mapping) else None
    for number, entry in enumerate(entries if isinstance(entries, list) else [], 1):
        if not isinstance(entry, Mapping):
            continue
        asked, came = (_of(entry, name) for name in ("request", "response"))
        pairs = came.get("headers")
        headers = [
            (str(each.get("name") or ""), str(each.get("value") or ""))
            for each in (pairs if isinstance(pairs, list) else [])
            if isinstance(each, Mapping)
        ]
        answer = Answer(
            number, str(asked.get("method") or ""), str(asked.get("url") or ""), "", headers
        )
        yield answer, str(entry.get("startedDateTime") or "")


def _of(held: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = held.get(name)
    return found if isinstance(found, Mapping) else {}

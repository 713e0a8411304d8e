"""One call to a model's server: JSON there, JSON back, within a time, and never elsewhere.

Standard library only. No proxy is taken from the environment and no redirect is followed, so that a
text goes to the host that was named or nowhere; certificates are checked.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from troth.errors import BackendError
from troth.text.backend import Endpoint

TRIES = 3
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 20.0
LARGEST = 4_000_000
"""Bytes of an answer that are read."""
AGAIN = (408, 425, 429, 500, 502, 503, 504, 529)
REFUSED = {
    401: "Set the environment variable that “key” names.",
    403: "See that the key may use this model.",
    404: "See that “url” ends as its makers say (often in /v1), and that the model is there.",
}
UNKNOWN_SHAPE = (400, 422, 501)
Pause = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no answer, in plain words; nothing of the text or of the reply is in it."""

    says: str
    reached: bool = True


def call(
    to: Endpoint,
    path: str,
    body: Mapping[str, object],
    key: str | None,
    pause: Pause = time.sleep,
) -> Any | Fault:
    """What the server answers, or why it does not; up to three tries, each later than the last.

    Raises BackendError where the server refuses for good: a wrong key, no such model, a redirect.
    """
    wait = FIRST_PAUSE
    for attempt in range(1, TRIES + 1):
        status, asked, held = _once(to, path, body, key)
        if status == 200:
            return _parsed(held)
        if status in REFUSED or 300 <= status < 400:
            raise _refused(to, status)
        if status and status not in AGAIN:
            more = ": it may know no JSON schemas" if status in UNKNOWN_SHAPE else ""
            return Fault(f"the server answered {status}{more}")
        if attempt < TRIES:
            pause(min(max(wait, asked), LONGEST_PAUSE))
            wait *= 2
    if status:
        return Fault(f"the server answered {status}", reached=False)
    return Fault(held.decode(), reached=False)


def _once(
    to: Endpoint, path: str, body: Mapping[str, object], key: str | None
) -> tuple[int, float, bytes]:
    """Status, seconds the server asks us to wait, and the body; status 0 with the reason instead."""
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    con, late = _connection(to), _Late()
    try:
        con.connect()
        late.start(con.sock, to.seconds)
        con.request(
            "POST", f"{urlsplit(to.url).path.rstrip('/')}/{path}", json.dumps(body), headers
        )
        reply = con.getresponse()
        held = reply.read(LARGEST + 1)
        if late.over:
            return 0, 0.0, _slow(to)
        if len(held) > LARGEST:
            return 0, 0.0, b"the answer is too long"
        return reply.status, _seconds(reply.getheader("Retry-After")), held
    except TimeoutError:
        return 0, 0.0, _slow(to)
    except (OSError, http.client.HTTPException) as fault:
        return 0, 0.0, _slow(to) if late.over else _unreached(fault)
    finally:
        late.cancel()
        con.close()


def _connection(to: Endpoint) -> http.client.HTTPConnection:
    parts = urlsplit(to.url)
    name = parts.hostname or ""
    if parts.scheme == "http":
        return http.client.HTTPConnection(name, parts.port, timeout=to.seconds)
    context = ssl.create_default_context()
    return http.client.HTTPSConnection(name, parts.port, timeout=to.seconds, context=context)


class _Late:
    """Ends a call that trickles on: a time-out of a socket begins anew with every byte."""

    def __init__(self) -> None:
        self.over = False
        self._timer: threading.Timer | None = None

    def start(self, held: socket.socket, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._shut, [held])
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _shut(self, held: socket.socket) -> None:
        self.over = True
        with contextlib.suppress(OSError):
            socket.socket.shutdown(held, socket.SHUT_RDWR)


def _slow(to: Endpoint) -> bytes:
    return f"it took longer than {to.seconds:g} seconds".encode()


def _unreached(fault: Exception) -> bytes:
    if isinstance(fault, ssl.SSLCertVerificationError):
        return b"its certificate is not valid"
    if isinstance(fault, socket.gaierror):
        return b"its name is not known"
    if isinstance(fault, ConnectionRefusedError):
        return b"nothing listens there"
    return b"the connection broke"


def _refused(to: Endpoint, status: int) -> BackendError:
    advice = REFUSED.get(status, "It points elsewhere; name that address in “url” if it is right.")
    return BackendError(f"{to.host} refuses: {status}.", place="[text.backend]", advice=advice)


def _parsed(held: bytes) -> Any | Fault:
    try:
        return json.loads(held)
    except (ValueError, RecursionError):
        return Fault("the reply is no JSON")


def _seconds(asked: str | None) -> float:
    """A `Retry-After` in seconds; a date in it is not waited for."""
    return float(asked) if asked and asked.isascii() and asked.isdigit() else 0.0

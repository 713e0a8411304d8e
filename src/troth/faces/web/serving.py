"""Starting the pages: a free port on this machine, a fresh token, and the address to open."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable

from troth.acts.opening import Home
from troth.config import Settings
from troth.errors import TrothError
from troth.faces.web.application import app

HOST = "127.0.0.1"
PORT = 8765


def address(port: int, token: str) -> str:
    """What to open in a browser."""
    return f"http://{HOST}:{port}/?token={token}"


def serve(
    home: Home,
    settings: Settings,
    *,
    port: int | None = None,
    ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve the pages until interrupted; `ready` is told the address once it can be opened.

    Without a port the usual one is taken, or any free one where that is taken.
    Raises TrothError where the port that was asked for is in use.
    """
    import uvicorn

    held = listening(port)
    token = secrets.token_urlsafe(18)
    number = int(held.getsockname()[1])
    made = app(home, settings, token=token, port=number)
    server = uvicorn.Server(
        uvicorn.Config(made, log_level="warning", server_header=False, date_header=False)
    )
    ready(address(number, token))
    with held:
        server.run(sockets=[held])


def listening(port: int | None) -> socket.socket:
    """A socket on this machine; a port of None is the usual one, else any that is free.

    It names TCP, because only then the server's answers leave at once: without, each page waits
    40 ms for the browser to say that it has got the head of it.
    """
    for number in (PORT, 0) if port is None else (port,):
        held = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind((HOST, number))
        except OSError:
            held.close()
            continue
        held.listen(128)
        return held
    raise TrothError(
        f"Port {port} is in use.",
        advice="Name another with --port, or leave it out for a free one.",
    )

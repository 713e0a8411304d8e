"""A small server on this machine that speaks the OpenAI-compatible calls as a model's server does.

Each test says how it answers: a function from the text it was shown to what it replies.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from troth.text.backend import Endpoint

FENCED = re.compile(r"(<<<TEXT [0-9a-f]{16})\n(.*?)\n\1", re.DOTALL)


@dataclass
class Model:
    """How it answers. `replies` is asked with the text between the marks; `bodies` is what came."""

    replies: Callable[[str], Any] = lambda text: {"promises": []}
    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    trickles: bool = False
    sleeps: float = 0.0
    bodies: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""

    def endpoint(self, **more: Any) -> Endpoint:
        """An endpoint on this machine."""
        return Endpoint(self.url, "owl-7b", **{"seconds": 5.0, "band": (0.0, 1.0), **more})

    @property
    def shown(self) -> list[str]:
        """The texts it was shown, without their marks."""
        users = [body["messages"][1]["content"] for body in self.bodies if "messages" in body]
        return [match[1] for user in users for match in FENCED.findall(user)]

    def answer(self, body: dict[str, Any]) -> bytes:
        """What goes back with status 200."""
        if self.raw is not None:
            return self.raw
        if "input" in body:
            rows = [
                {"index": at, "embedding": self.replies(text)}
                for at, text in enumerate(body["input"])
            ]
            return json.dumps({"data": rows[::-1]}).encode()
        text = FENCED.findall(body["messages"][1]["content"])[0][1]
        held = self.replies(text)
        content = held if isinstance(held, str) else json.dumps(held)
        return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


@contextmanager
def serving(model: Model) -> Iterator[Model]:
    """The model, listening on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.bodies.append(body)
            model.paths.append(self.path)
            model.keys.append(self.headers["Authorization"])
            time.sleep(model.sleeps)
            status = model.statuses.pop(0) if model.statuses else 200
            held = model.answer(body) if status == 200 else b"{}"
            self.send_response(status)
            for name, value in model.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(held)))
            self.end_headers()
            self._send(held)

        def _send(self, held: bytes) -> None:
            try:
                for at in range(0, len(held), 1 if model.trickles else len(held) or 1):
                    self.wfile.write(held[at : at + 1] if model.trickles else held)
                    self.wfile.flush()
                    time.sleep(0.05 if model.trickles else 0)
            except OSError:
                return

        def log_message(self, *args: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

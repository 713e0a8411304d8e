"""Answers kept, so that no text is sent twice: labels and spans under keyed hashes, never a word.

The key is the workspace's own secret, so that nobody without it can even try whether a text was
among those asked about. `troth forget` removes the whole file: it costs only asking again.
"""

from __future__ import annotations

import hmac
import json
import os
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from troth.backends.replying import Reply
from troth.model.origin import Span


class Kept:
    """The answers in one file, a JSON line each; lines that cannot be read are passed over."""

    def __init__(self, path: Path, secret: bytes) -> None:
        self._path = path
        self._secret = secret

    def key(self, *parts: str) -> str:
        """The keyed hash of what was asked: of whom, in which words, and the text."""
        plain = "\0".join(parts).encode(errors="surrogatepass")
        return hmac.new(self._secret, plain, sha256).hexdigest()

    def get(self, key: str, text: str) -> Reply | None:
        """What was answered before, if it fits the text."""
        held = self._held.get(key)
        if held is None or any(span.end > len(text) for span in held.spans):
            return None
        return held

    def put(self, key: str, reply: Reply) -> None:
        """Keep one more answer."""
        self._held[key] = reply
        spans = [[span.start, span.end] for span in reply.spans]
        line = json.dumps({"key": key, "label": reply.label, "spans": spans}) + "\n"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as out:
            out.write(line)

    @cached_property
    def _held(self) -> dict[str, Reply]:
        if not self._path.is_file():
            return {}
        lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        return dict(one for line in lines if (one := _read(line)) is not None)


def _read(line: str) -> tuple[str, Reply] | None:
    try:
        held = json.loads(line)
        spans = tuple(Span(int(start), int(end)) for start, end in held["spans"])
        return str(held["key"]), Reply(str(held["label"]), spans)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None

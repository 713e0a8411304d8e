"""Checking again whenever a file changes, until it is stopped."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence

from troth.acts.check import moments
from troth.acts.check_rules import Asked
from troth.errors import TrothError

EVERY_S = 0.5
"""How often it looks whether a file has changed."""


def watched(
    paths: Sequence[str], asked: Asked, once: Callable[[], int], say: Callable[[str], None]
) -> int:
    """The exit code of the last check. What cannot be run now is told, and tried again later."""
    seen: dict[str, int] | None = None
    code = 0
    try:
        while True:
            now = _moments(paths, asked)
            if now != seen:
                if seen is not None:
                    say(f"— {time.strftime('%H:%M:%S')}")
                seen = now
                code = _tried(once, say)
                sys.stdout.flush()
            time.sleep(EVERY_S)
    except KeyboardInterrupt:
        return code


def _tried(once: Callable[[], int], say: Callable[[str], None]) -> int:
    try:
        return once()
    except TrothError as fault:
        say(fault.text())
        return 2


def _moments(paths: Sequence[str], asked: Asked) -> dict[str, int]:
    """Nothing where the files cannot be named just now: an editor may be writing one."""
    try:
        return moments(paths, asked)
    except TrothError:
        return {}

"""The model that may be asked about texts: `[text.backend]`. Without it nobody is asked."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from troth.config.faults import Faults, Path_
from troth.patterns import later
from troth.text.backend import Endpoint

AT = ("text", "backend")
_VARIABLE = later(r"[A-Z_][A-Z0-9_]{0,79}")


def backend(value: Any, faults: Faults) -> Endpoint | None:
    """The endpoint that `[text.backend]` names; None where there is none or it is at fault."""
    own = faults.table(value, ("text",), {"backend": lambda held, at: held})
    if "backend" not in own:
        return None
    known = {
        "url": faults.string,
        "model": faults.string,
        "key": lambda held, at: _variable(held, at, faults),
        "embeddings": faults.string,
        "seconds": lambda held, at: _number(held, at, faults, 1, 600),
        "band": lambda held, at: _band(held, at, faults),
        "recognise": faults.flag,
        "at_most": lambda held, at: _number(held, at, faults, 1, 1_000_000),
    }
    made = faults.table(own["backend"], AT, known)
    for name in ("url", "model"):
        if isinstance(own["backend"], dict) and name not in own["backend"]:
            faults.add(AT, f"[text.backend] has no “{name}”.", f'{name} = "…"')
    given = {name: held for name, held in made.items() if held is not None}
    if "url" not in given:
        return None
    found = Endpoint(**{"model": "", **given})
    return found if _addressed(found, faults) and found.model else None


def _addressed(found: Endpoint, faults: Faults) -> bool:
    """Whether the address is one, and safe to send texts to."""
    at = (*AT, "url")
    try:
        parts = urlsplit(found.url)
        plain = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:
        plain = False
    if not plain or not re.fullmatch(r"[!-~]+", found.url):
        faults.add(at, f"“url” is no web address: {found.url}", 'url = "http://localhost:11434/v1"')
        return False
    if "@" in parts.netloc or parts.query or parts.fragment:
        advice = 'Name an environment variable instead:  key = "MY_KEY"'
        faults.add(at, "“url” holds more than an address; a key never stands in this file.", advice)
        return False
    if parts.scheme == "http" and not found.here:
        says = f"{parts.hostname} is another machine, and http would send texts there in clear."
        faults.add(at, says, 'url = "https://…"')
        return False
    return True


def _variable(value: Any, at: Path_, faults: Faults) -> str | None:
    if isinstance(value, str) and _VARIABLE.fullmatch(value):
        return value
    says = "“key” is the name of an environment variable; the key itself never stands in this file."
    faults.add(at, says, 'key = "MY_KEY"')
    return None


def _number(value: Any, at: Path_, faults: Faults, low: int, high: int) -> Any:
    whole = isinstance(value, int) or (at[-1] == "seconds" and isinstance(value, float))
    if whole and not isinstance(value, bool) and low <= value <= high:
        return value
    faults.add(at, f"“{at[-1]}” is a number from {low} to {high}.", f"{at[-1]} = 30")
    return None


def _band(value: Any, at: Path_, faults: Faults) -> tuple[float, float] | None:
    right = isinstance(value, list) and len(value) == 2
    if right and all(isinstance(each, int | float) for each in value):
        low, high = float(value[0]), float(value[1])
        if 0 <= low <= high <= 1:
            return (low, high)
    faults.add(at, "“band” is two numbers from 0 to 1.", "band = [0.02, 0.5]")
    return None

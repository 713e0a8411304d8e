"""Front matter: the lines between `---` at the head of a document, as plain keys and values."""

from __future__ import annotations

import re

from troth.patterns import later

_FRONT = later(r"\A(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)(.*?)^(?:\1|\.\.\.)[ \t]*$", re.S | re.M)
_PAIR = later(r"^([A-Za-z][\w .-]{0,40}?)\s*[:=](?:\s+|$)(.*)$")
_ITEM = later(r"^\s*-\s+(.*)$")
_LONGEST = 20_000


def split_front(text: str) -> tuple[int, dict[str, str]]:
    """Where the body begins, and the front matter with keys in lower case.

    Only `key: value` and lists under a key are read (a list as `a, b`); what is nested deeper
    is left out. Nothing at the head that is not all keys is taken for front matter.
    """
    found = _FRONT.match(text, 0, _LONGEST)
    if found is None:
        return 0, {}
    meta: dict[str, str] = {}
    key: str | None = None
    for line in found.group(2).splitlines():
        pair = _PAIR.match(line)
        item = _ITEM.match(line)
        if pair:
            key = pair.group(1).strip().lower()
            meta[key] = _plain(pair.group(2))
        elif item and key is not None:
            meta[key] = ", ".join(part for part in (meta[key], _plain(item.group(1))) if part)
        elif line.strip() and not line[0].isspace() and not line.startswith("#"):
            return 0, {}
    return found.end(), meta


def _plain(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_plain(part) for part in value[1:-1].split(",") if part.strip())
    return re.split(r"\s+#", value, maxsplit=1)[0].strip()

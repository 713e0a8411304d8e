"""What changed in an interface, written as a note of release is, and read again from there.

    ### Breaking

    - `GET /orders/{id}`: total is gone

One item a thing that callers can fail by, under the name that records of use have for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from troth.model.origin import Span
from troth.patterns import later
from troth.text.removing import Removal

if TYPE_CHECKING:
    from troth.text.contracts import Contract, ContractChange

TOLD_AS = "interface"
"""How a change says that it was found by holding two descriptions of an interface together."""
_BREAKING, _ADDED = "### Breaking", "### Added"
_ITEM = later(r"^- `(?P<name>[^`\n]+)`: [^\n]*$", re.M)
LONGEST = 200


def notes(changes: Iterable[ContractChange]) -> str:
    """The changes as a note: what breaks callers, then what came; "" where there is neither."""
    held = list(changes)
    breaking = _items(one for one in held if one.breaking)
    added = _items(one for one in held if not one.breaking and one.way == "added")
    other = sum(not one.breaking and one.way != "added" for one in held)
    parts = [
        f"{title}\n\n{items}" for title, items in ((_BREAKING, breaking), (_ADDED, added)) if items
    ]
    if other:
        parts.append(
            f"{other} further {'change' if other == 1 else 'changes'}, none of them breaking."
        )
    return "\n\n".join(parts)


def _items(changes: Iterable[ContractChange]) -> str:
    said: dict[str, list[str]] = {}
    for one in changes:
        said.setdefault(_plain(one.name), []).append(_plain(one.says).rstrip("."))
    return "\n".join(f"- `{name}`: {'; '.join(dict.fromkeys(held))}" for name, held in said.items())


def _plain(words: str) -> str:
    return " ".join(words.replace("`", "'").split())[:LONGEST] or "?"


def removals_noted(text: str) -> Iterator[Removal]:
    """The things that such a note says callers can fail by, each with its place."""
    start = text.find(_BREAKING)
    if start < 0:
        return
    end = text.find("\n### ", start)
    for match in _ITEM.finditer(text, start, len(text) if end < 0 else end):
        span = Span(match.start() + 2, match.end())
        yield Removal(span, span.of(text), (match["name"],), gone=True, marked=True)


def title_and_version(contract: Contract) -> tuple[str, str]:
    """What a description calls itself and which version it says it is, "" where it does not."""
    held = contract.held
    if not isinstance(held, Mapping):
        return "", ""
    info: Any = held.get("info") if isinstance(held.get("info"), Mapping) else held
    title, version = (info.get(name) for name in ("title", "version"))
    return _said(title), _said(version)


def _said(value: object) -> str:
    return _plain(str(value)) if isinstance(value, str | int | float) and str(value).strip() else ""

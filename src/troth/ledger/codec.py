"""Values as text and back: JSON that both databases keep alike, and findings without loss."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from troth.model.finding import Cite, Finding, Strength, Subject
from troth.model.origin import Place, Span


def storable(text: str) -> str:
    """The text without what a database refuses: NUL and halves of surrogate pairs."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def dump(value: object) -> str:
    """A value as one line of JSON; keys sorted, so that equal values are equal bytes."""
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )
    return storable(text)


def load(text: str) -> dict[str, Any]:
    """The mapping that `dump` wrote."""
    value: dict[str, Any] = json.loads(text)
    return value


def _plain(value: object) -> object:
    """Numbers of an array library are plain numbers; other mappings and sets are listed."""
    item = getattr(value, "item", None)
    if callable(item):
        return item()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value, key=repr)
    raise TypeError(f"{type(value).__name__} cannot be kept as JSON")


def finding_to_text(finding: Finding) -> str:
    """A finding as JSON, slots unfilled; the id is left out because it follows from the rest."""
    return dump(
        {
            "lens": finding.lens,
            "subject": [finding.subject.kind, finding.subject.id],
            "anchor": finding.anchor,
            "says": finding.says,
            "strength": _strength(finding.strength),
            "cites": [[c.evidence, c.version, _span(c.span)] for c in finding.cites],
            "next": finding.next,
            "would_change": finding.would_change,
            "status": finding.status,
            "severity": finding.severity,
            "preview": finding.preview,
            "since_us": finding.since_us,
            "due_us": finding.due_us,
            "stakes": finding.stakes,
            "group": finding.group,
            "place": _place(finding.place),
            "instead": finding.instead,
            "data": dict(finding.data),
        }
    )


def finding_from_text(text: str) -> Finding:
    """The finding that `finding_to_text` wrote."""
    body = load(text)
    kind, subject = body.pop("subject")
    return Finding(
        subject=Subject(kind, subject),
        strength=Strength(**body.pop("strength")),
        cites=tuple(Cite(e, v, span_of(s)) for e, v, s in body.pop("cites")),
        place=_place_of(body.pop("place")),
        **body,
    )


def _strength(strength: Strength) -> dict[str, Any]:
    return {
        "kind": strength.kind,
        "n": strength.n,
        "unit": strength.unit,
        "method": strength.method,
        "value": strength.value,
        "low": strength.low,
        "high": strength.high,
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def span_of(pair: list[int] | None) -> Span | None:
    """A span from its two offsets."""
    return None if pair is None else Span(*pair)


def _place(place: Place | None) -> list[str | int] | None:
    if place is None:
        return None
    return [place.path, place.line, place.column, place.end_line, place.end_column]


def _place_of(parts: list[Any] | None) -> Place | None:
    return None if parts is None else Place(*parts)

"""What a model replied, taken only as far as it can be checked.

A label must be one of those asked for, and a quote must stand in the text letter for letter. What
fails is a `Fault`, in words that hold nothing of text or reply.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from troth.backends.calling import Fault
from troth.model.origin import Span
from troth.text.backend import NOTHING

NOT_THERE = "it quoted words that do not stand in the text"
OTHER_SHAPE = "the reply has another shape than was asked for"


@dataclass(frozen=True, slots=True)
class Reply:
    """A label and the spans of its quotes in the text that was sent; `lost` quotes were not there."""

    label: str
    spans: tuple[Span, ...] = ()
    lost: int = 0


def content(body: Any) -> Any | Fault:
    """The JSON a chat call was answered with."""
    try:
        said = body["choices"][0]["message"]["content"]
        return json.loads(said)
    except (ValueError, RecursionError):
        return Fault("the reply is no JSON")
    except (KeyError, IndexError, TypeError):
        return Fault(OTHER_SHAPE)


def quoted(held: Any, text: str) -> Reply | Fault:
    """The promises that were quoted; those that do not stand in the text are left out.

    Where none of several quotes stands there, nothing can be made of the reply.
    """
    if not isinstance(held, dict) or set(held) != {"promises"}:
        return Fault(OTHER_SHAPE)
    listed = held["promises"]
    if not isinstance(listed, list):
        return Fault(OTHER_SHAPE)
    spans: list[Span] = []
    for one in listed:
        if not isinstance(one, dict) or set(one) != {"quote"} or not isinstance(one["quote"], str):
            return Fault(OTHER_SHAPE)
        if (span := found(one["quote"], text)) is not None:
            spans.append(span)
    lost = len(listed) - len(spans)
    if lost and not spans:
        return Fault(NOT_THERE)
    kept = tuple(dict.fromkeys(sorted(spans, key=lambda each: (each.start, each.end))))
    return Reply("true" if kept else "false", kept, lost)


def labelled(held: Any, text: str, labels: Sequence[str]) -> Reply | Fault:
    """The label, with the words that show it unless it says that there is nothing."""
    if not isinstance(held, dict) or set(held) != {"label", "quote"}:
        return Fault(OTHER_SHAPE)
    label, quote = held["label"], held["quote"]
    if label not in labels or not isinstance(quote, str):
        return Fault(OTHER_SHAPE)
    if label in NOTHING:
        return Reply(label)
    span = found(quote, text)
    return Fault(NOT_THERE) if span is None else Reply(label, (span,))


def standing(held: Any, labels: Sequence[str]) -> Reply | Fault:
    """How one text stands to another."""
    if isinstance(held, dict) and set(held) == {"label"} and held["label"] in labels:
        return Reply(held["label"])
    return Fault(OTHER_SHAPE)


def found(quote: str, text: str) -> Span | None:
    """Where a quote stands, letter for letter; a single word is no quote of a longer text."""
    words = quote.strip()
    start = text.find(words)
    if start < 0 or not words or (len(words.split()) < 2 and words != text.strip()):
        return None
    return Span(start, start + len(words))

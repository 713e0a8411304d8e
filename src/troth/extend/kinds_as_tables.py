"""Kinds of records as tables hold them: which concepts fill their places, and what tells each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from troth.extend.places import PERSON

_WHO = ("email", "customer", "phone")


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind as tables hold it: the concepts of each place, what tells the kind, what it needs.

    Of each set in `needs` one place has to be filled. `not_with` are concepts that speak against it.
    """

    takes: Mapping[str, tuple[str, ...]]
    tells: Mapping[str, float]
    needs: tuple[frozenset[str], ...]
    not_with: frozenset[str] = frozenset()


def _any(*names: str) -> frozenset[str]:
    return frozenset(names)


_RECORD: Mapping[str, tuple[str, ...]] = {
    "at": ("at",),
    "name": ("name",),
    "account": ("account",),
    "side": ("side",),
    "ours": ("ours",),
    "zone": ("zone",),
    "link": ("link",),
}
SHAPES: Mapping[str, Shape] = {
    "purchase": Shape(
        {
            **_RECORD,
            "by": _WHO,
            "key": ("order", "key"),
            "amount": ("amount",),
            "currency": ("currency",),
            "quantity": ("quantity",),
            "item": ("item",),
        },
        {
            "amount": 3,
            "item": 1.5,
            "quantity": 0.7,
            "key": 0.8,
            "currency": 0.7,
            "by": 1,
            "at": 0.7,
        },
        (_any("amount", "item", "quantity"), _any("by")),
    ),
    "message": Shape(
        {
            **_RECORD,
            "by": (*_WHO, "name"),
            "thread": ("thread",),
            "key": ("key",),
            "text": ("text",),
            "subject": ("subject", "title"),
            "direction": ("direction",),
            "channel": ("channel",),
            "to": ("to",),
            "cc": ("cc",),
            "automatic": ("automatic",),
        },
        {"text": 3, "direction": 2, "thread": 1, "subject": 1, "by": 1, "at": 0.7, "to": 0.7},
        (_any("text"),),
        _any("score", "amount"),
    ),
    "step": Shape(
        {
            **_RECORD,
            "about": _WHO,
            "thread": ("thread", "key"),
            "activity": ("activity", "event"),
            "resource": ("resource",),
            "status": ("status",),
        },
        {"activity": 2.5, "thread": 2, "status": 1, "resource": 1, "at": 0.7},
        (_any("thread"), _any("activity", "status")),
    ),
    "survey_answer": Shape(
        {
            **_RECORD,
            "by": (*_WHO, "key"),
            "key": ("key",),
            "thread": ("thread",),
            "question": ("question",),
            "scale": ("scale",),
            "score": ("score",),
            "text": ("text",),
        },
        {"score": 3, "question": 2, "scale": 1, "text": 0.5, "by": 0.7, "at": 0.7},
        (_any("score", "question"),),
        _any("amount"),
    ),
    "review": Shape(
        {
            **_RECORD,
            "by": (*_WHO, "name"),
            "key": ("key",),
            "score": ("score",),
            "title": ("title", "subject"),
            "text": ("text",),
            "reply": ("reply",),
        },
        {"score": 2, "text": 1.7, "title": 1, "reply": 2, "at": 0.7},
        (_any("score"), _any("text", "title")),
        _any("amount", "question"),
    ),
    "use": Shape(
        {
            **_RECORD,
            "by": _WHO,
            "key": ("key",),
            "event": ("event", "activity"),
            "count": ("quantity",),
        },
        {"event": 2.5, "by": 1, "count": 0.8, "at": 0.7},
        (_any("event"), _any("by")),
        _any("amount", "score", "thread"),
    ),
    "period": Shape(
        {
            **_RECORD,
            "by": _WHO,
            "key": ("key", "order"),
            "plan": ("plan", "item"),
            "status": ("status",),
            "start": ("start",),
            "end": ("end",),
            "amount": ("amount",),
            "currency": ("currency",),
        },
        {"start": 2, "end": 2, "plan": 2.5, "amount": 1, "status": 1, "by": 1},
        (_any("by"), _any("plan", "end"), _any("start", "end")),
    ),
    "incident": Shape(
        {
            "at": ("at",),
            "key": ("key",),
            "title": ("title", "subject"),
            "impact": ("impact",),
            "start": ("start",),
            "end": ("end",),
            "planned": ("planned",),
            "text": ("text",),
            "link": ("link",),
        },
        {"title": 1, "impact": 2.5, "start": 1.2, "end": 1.5, "planned": 2, "text": 0.5},
        (_any("title"), _any("impact", "planned")),
        _any("customer", "email", "amount"),
    ),
    "change": Shape(
        {
            "at": ("at",),
            "key": ("key",),
            "what": ("what",),
            "title": ("title", "subject"),
            "text": ("text",),
            "announced": ("announced",),
            "effect": ("effect",),
            "link": ("link",),
        },
        {"effect": 2.5, "announced": 2.5, "what": 1, "title": 1, "text": 0.5},
        (_any("title", "text"), _any("effect", "announced")),
        _any("customer", "email", "amount"),
    ),
    "document": Shape(
        {
            "at": ("at",),
            "path": ("path", "link"),
            "title": ("title", "subject"),
            "genre": ("genre",),
            "text": ("text",),
        },
        {"path": 3, "text": 2, "title": 1, "genre": 1.5},
        (_any("text"), _any("path", "genre")),
        _any("customer", "email"),
    ),
    PERSON: Shape(
        {
            "id": ("customer", "key"),
            "email": ("email",),
            "phone": ("phone",),
            "name": ("name",),
            "first_name": ("first_name",),
            "last_name": ("last_name",),
            "title": ("title",),
            "account": ("account",),
            "side": ("side",),
            "stage": ("stage",),
            "shared": ("shared",),
            "at": ("at",),
        },
        {
            "email": 2,
            "phone": 2,
            "first_name": 1.5,
            "last_name": 1.5,
            "name": 1,
            "account": 0.8,
            "stage": 2,
            "id": 1,
        },
        (_any("email", "phone", "id"), _any("name", "first_name", "last_name", "email")),
        _any("amount", "text", "score", "activity", "thread", "quantity"),
    ),
}

SHORT: Mapping[str, str] = {
    "amount": "an amount",
    "item": "what was bought",
    "key": "a number of its own",
    "by": "who acted",
    "at": "when",
    "text": "words",
    "direction": "from whom to whom",
    "thread": "a case or conversation",
    "activity": "what was done",
    "resource": "who handled it",
    "event": "what was done",
    "count": "how often",
    "start": "a beginning",
    "end": "an end",
    "impact": "how bad it was",
    "planned": "whether it was planned",
    "effect": "when it holds",
    "announced": "when it was announced",
    "what": "what changed",
    "email": "addresses",
    "phone": "telephone numbers",
    "id": "a number for each person",
    "name": "names",
    "first_name": "first names",
    "last_name": "last names",
    "account": "companies",
    "stage": "how each stands to us",
    "reply": "our answer",
    "to": "to whom",
}
"""What is said of a place in the reason for a kind."""

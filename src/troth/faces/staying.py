"""How long customers stay and renew, as the command line tells it, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troth.faces.terminal import Ink, table, wrapped
from troth.faces.wire import plain

if TYPE_CHECKING:
    from troth.views.staying import PaidBack, Renewed, StayCurve, Staying


def staying_data(page: Staying) -> dict[str, Any]:
    """What programs read; shares between 0 and 1, days and terms as they are called."""
    told: dict[str, Any] = {"staying": plain(page)}
    if page.renewed is not None:
        names = ("value", "low", "high")
        for one, term in zip(told["staying"]["renewed"]["terms"], page.renewed.terms, strict=True):
            one["fitted"] = (
                None if term.fitted is None else dict(zip(names, term.fitted, strict=True))
            )
    return told


def staying_text(page: Staying, color: bool) -> str:
    """The curve as a few months, each turn, and the payback; or why one is missing."""
    ink = Ink(color)
    lines = [ink.strong("How long they stay"), wrapped(page.says, 2)]
    if page.curve is not None:
        lines += _curve(page.curve, ink)
    if page.renewed is not None:
        lines += ["", *_renewed(page.renewed, ink)]
    if page.paid is not None:
        lines += ["", *_paid(page.paid, ink)]
    elif page.paid_says:
        lines += ["", wrapped(page.paid_says, 0)]
    return "\n".join(lines)


def _curve(one: StayCurve, ink: Ink) -> Iterator[str]:
    yield wrapped(one.title, 2)
    yield table(one.marks, 4)
    yield ink.quiet(wrapped(one.method, 4))


def _renewed(one: Renewed, ink: Ink) -> Iterator[str]:
    yield ink.strong(f"How many renew, {one.term} by {one.term}")
    yield wrapped(one.title, 2)
    yield table([(f"turn {term.number}", term.rate.says) for term in one.terms], 4)
    yield ink.quiet(wrapped(f"Wilson, 95 %. {one.fit}", 4))


def _paid(one: PaidBack, ink: Ink) -> Iterator[str]:
    yield ink.strong("When winning one has paid for itself")
    yield wrapped(one.title, 2)
    yield ink.quiet(wrapped(f"{one.says} Method: {one.method}, 95 %.", 4))

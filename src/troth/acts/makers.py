"""Maker and evidence share the brand: whose cases can test a promise, and why none can."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from troth.model.case import Case
from troth.model.promise import Promise

SHOWN = 3


def of_the_maker(promise: Promise, cases: Sequence[Case], maker: str | None) -> list[Case] | str:
    """The cases of the brand that promised it, or a sentence that says why none can be told.

    `maker` is whose words these are where the promise itself names no brand, if that is known;
    otherwise the only brand there is stands for it. Evidence that names none is of it too.
    """
    brands = {case.ours for case in cases if case.ours is not None}
    if promise.ours is not None and brands and promise.ours not in brands:
        return (
            f"No records of this company: {promise.ours} promised it, and the evidence there is "
            f"belongs to another of our brands, {_listed(brands)}."
        )
    if promise.ours is None and len(brands) > 1:
        return (
            "No records of this company: nothing says whose words these are, and the records "
            f"are of several, {_listed(brands)}."
        )
    only = next(iter(brands), None)
    if promise.ours is None and only and maker and not may_be_one(maker, only):
        return (
            f"No records of this company: these are words of {maker}, and the records are of "
            f'{only}. If they are one, say so in troth.toml:  company = "{only}"'
        )
    own = promise.ours or only
    return [case for case in cases if case.ours in (None, own)]


def may_be_one(one: str, other: str) -> bool:
    """Whether two names may be of one company: they share a word, or are written together."""
    first, second = ({*name.casefold().replace("-", " ").split()} for name in (one, other))
    joined = {"".join(name.casefold().split()) for name in (one, other)}
    return bool(first & second) or len(joined) == 1


def _listed(brands: Iterable[str]) -> str:
    named = sorted(brands)
    shown = ", ".join(named[:SHOWN])
    return shown if len(named) <= SHOWN else f"{shown} and {len(named) - SHOWN} more"

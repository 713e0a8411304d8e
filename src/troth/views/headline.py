"""The first sentence of Today: how many people need us, and of old records never that nobody does."""

from __future__ import annotations

from collections.abc import Sequence

from troth.views.age import RecordsAge
from troth.views.reading import Reading


def headline(
    causes: Sequence[bool],
    ages: Sequence[RecordsAge],
    reading: Reading,
    narrowed: bool = False,
) -> str:
    """How many rows speak and how many are unsure: for each row, whether it speaks.

    Of a `narrowed` list it is never said that nobody needs us.
    """
    if not ages:
        return "There are no records yet."
    if reading.run is None:
        return "Nobody has looked yet: the records have not been read through."
    old = all(age.old for age in ages)
    end = reading.clock.near(max(age.until_us for age in ages))
    n = sum(causes)
    unsure = len(causes) - n
    if not causes and old:
        of = "of these " if narrowed else ""
        return f"Nobody {of}was waiting when the records end, {end}. Add newer ones."
    if not causes:
        return f"Nobody {'of these ' if narrowed else ''}needs us right now."
    if not n:
        return f"We are not sure that anybody needs us; {_people(unsure)} may."
    verb = "needed" if old else ("needs" if n == 1 else "need")
    when = f" when the records end, {end}" if old else ""
    more = f"; {unsure} more may" if unsure else ""
    return f"{_people(n)} {verb} us{when}{more}."


def _people(n: int) -> str:
    return f"{n} {'person' if n == 1 else 'people'}"

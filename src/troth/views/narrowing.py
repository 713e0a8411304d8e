"""Whose rows of Today are asked for: of one side, one reason, one segment, or one colleague's people."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from troth.model.person import Person
from troth.views.ordering import Pair
from troth.views.owning import looked_after
from troth.views.reading import Reading


def narrowed(
    reading: Reading,
    pairs: Sequence[Pair],
    *,
    side: str | None = None,
    lens: str | None = None,
    owner: str | None = None,
    within: frozenset[str] | None = None,
) -> list[Pair]:
    """The findings that are left; all where nothing is asked. `within` are ids of people."""
    tests: list[Callable[[Person], bool]] = []
    if side is not None:
        tests.append(lambda person: person.side == side)
    if owner is not None:
        tests.append(looked_after(reading, owner))
    if within is not None:
        tests.append(lambda person: person.id in within)
    return [
        (finding, person)
        for finding, person in pairs
        if lens in (None, finding.lens)
        and all(person is not None and holds(person) for holds in tests)
    ]

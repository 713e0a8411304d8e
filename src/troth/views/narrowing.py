"""Whose rows of Today are asked for: of one side, one reason, one segment, or one colleague's people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from troth.ledger.owning import called
from troth.model.person import Person
from troth.model.promise import Promise
from troth.views.ordering import Pair
from troth.views.owning import looked_after
from troth.views.reading import Reading


@dataclass(frozen=True, slots=True)
class Narrow:
    """What is asked for, or nothing; `within` are ids of people."""

    side: str | None = None
    owner: str | None = None
    within: frozenset[str] | None = None

    def people(self, reading: Reading) -> Callable[[Person | None], bool]:
        """Whether a person is asked for; everybody is where nothing is."""
        tests: list[Callable[[Person], bool]] = []
        if self.side is not None:
            tests.append(lambda person: person.side == self.side)
        if self.owner is not None:
            tests.append(looked_after(reading, self.owner))
        if self.within is not None:
            within = self.within
            tests.append(lambda person: person.id in within)
        return lambda person: all(person is not None and holds(person) for holds in tests)

    def promises(self, reading: Reading) -> Callable[[Promise, Person | None], bool]:
        """Whether a promise, with the person it is to, is asked for.

        Of an owner: her own promises, and those without an owner to people she looks after. What
        was promised to a side or to everybody is asked for with a side, and with no segment.
        """
        whose = Narrow(self.side, None, self.within).people(reading)
        hers = Narrow(owner=self.owner).people(reading)

        def asked(one: Promise, to: Person | None) -> bool:
            if self.owner is not None and one.owner is not None:
                if called(one.owner) != called(self.owner):
                    return False
            elif not hers(to):
                return False
            if one.to is None and self.within is None:
                return self.side is None or one.side in (None, self.side)
            return whose(to)

        return asked


def narrowed(
    reading: Reading, pairs: Sequence[Pair], asked: Narrow, *, lens: str | None = None
) -> list[Pair]:
    """The findings that are left; all where nothing is asked."""
    holds = asked.people(reading)
    return [
        (finding, person)
        for finding, person in pairs
        if lens in (None, finding.lens) and holds(person)
    ]

"""Handles for the identifiers of an import, each worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from troth.ledger.identifying import ACCOUNT, STAFF, handle, hashed_as, is_staff
from troth.ledger.meeting import fuller
from troth.model.evidence import Identifier

GONE = ""
"""Stands for the handle of somebody who asked to be forgotten; no real handle is empty."""

_Key = tuple[str, str, str | None]


class Handles:
    """Everybody an import names. Nothing is written down until the import is sealed.

    `forgotten` is asked once for each new identifier, a batch at a time.
    """

    def __init__(
        self,
        secret: bytes,
        staff: frozenset[str],
        forgotten: Callable[[Iterable[Identifier]], set[Identifier]],
    ) -> None:
        self._secret = secret
        self._staff = staff
        self._forgotten = forgotten
        self._known: dict[_Key, str | None] = {}
        self.met: dict[str, Identifier] = {}
        """By handle, the identifier with the fullest name."""
        self.people: set[str] = set()
        """Handles of people who are not our own."""
        self.sides: dict[str, str] = {}
        self.accounts: dict[str, str] = {}

    def of(self, column: Sequence[Identifier | None]) -> list[str | None]:
        """The handle of each; None where there is none, GONE where it was forgotten."""
        distinct = dict(zip(map(id, column), column, strict=True))
        self._learn([one for one in distinct.values() if one is not None])
        known = self._known
        by_object: dict[int, str | None] = {
            number: None if one is None else known[one.scheme, one.value, one.name]
            for number, one in distinct.items()
        }
        return [by_object[number] for number in map(id, column)]

    def _learn(self, identifiers: Sequence[Identifier]) -> None:
        known = self._known
        new = {(one.scheme, one.value, one.name): one for one in identifiers}
        new = {key: one for key, one in new.items() if key not in known}
        if not new:
            return
        gone = self._forgotten(new.values())
        for key, one in new.items():
            found = handle(self._secret, one)
            known[key] = GONE if one in gone else found
            if found is not None and one not in gone:
                self._meet(found, one)

    def _meet(self, found: str, one: Identifier) -> None:
        held = self.met.get(found)
        if held is None or fuller(held.name, one.name):
            self.met[found] = one
        if one.scheme not in (ACCOUNT, STAFF) and not is_staff(*hashed_as(one), self._staff):
            self.people.add(found)

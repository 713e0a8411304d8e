"""How do we and an account rate what they have from us, apart; and where do the two part?

Where both say the same there is nothing to say. A person has no level, and none is shown on her page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from troth.ledger import directory
from troth.ledger.ratings import Rating, ratings
from troth.model.level import ANCHORS, LEVELS
from troth.views.reading import Reading

LEAST = 5
"""So many accounts rated by both sides before it is reckoned how far they agree."""


@dataclass(frozen=True, slots=True)
class Rated:
    """One rating as it is shown: the level in words, by whom, when, and from what."""

    what: str
    level: str
    words: str
    who: str
    person: str | None
    at: str
    because: str
    evidence: str | None
    entry: int


@dataclass(frozen=True, slots=True)
class AccountLevel:
    """The ratings of an account, ours and theirs apart; `says` is None where there is nothing to say."""

    id: str
    name: str
    ours: tuple[Rated, ...]
    theirs: tuple[Rated, ...]
    needed: tuple[Rated, ...]
    deliverable: tuple[Rated, ...]
    says: str | None

    @property
    def any(self) -> bool:
        """Whether anybody rated it."""
        return bool(self.ours or self.theirs or self.needed or self.deliverable)


@dataclass(frozen=True, slots=True)
class Levels:
    """Every account that was rated, those of which the two sides part first, and how far they agree."""

    says: str
    agree: str
    accounts: tuple[AccountLevel, ...]


def account_level(reading: Reading, id: str) -> AccountLevel:
    """How one account is rated."""
    held = ratings(reading.con, id, until_us=reading.now_us)
    name = reading.accounts([id]).get(id, id)
    return _level(id, name, held, _people(held, reading), reading)


def levels(reading: Reading) -> Levels:
    """How all accounts are rated that anybody rated."""
    held: dict[str, list[Rating]] = {}
    for one in ratings(reading.con, until_us=reading.now_us):
        held.setdefault(one.account, []).append(one)
    names = reading.accounts(held)
    people = _people((one for some in held.values() for one in some), reading)
    found = [_level(id, names.get(id, id), some, people, reading) for id, some in held.items()]
    found.sort(key=lambda one: (one.says is None, one.name.casefold(), one.id))
    apart = sum(one.says is not None for one in found)
    n = len(found)
    if not n:
        says = "No account is rated, by us or by them."
    elif not apart:
        says = f"{_accounts(n)} rated; nothing parts what is said on both sides."
    else:
        says = f"{_accounts(n)} rated; of {apart} there is something to say."
    return Levels(says, _agreement(held.values()), tuple(found))


def _accounts(n: int) -> str:
    return "1 account is" if n == 1 else f"{n:,} accounts are"


def _people(held: Iterable[Rating], reading: Reading) -> Mapping[str, str]:
    """The names of those who rated, by id."""
    ids = {one.person for one in held if one.person}
    return {one.id: one.label for one in directory.persons(reading.con, sorted(ids))}


def _level(
    id: str, name: str, held: Sequence[Rating], people: Mapping[str, str], reading: Reading
) -> AccountLevel:
    parts: dict[str, tuple[Rated, ...]] = {
        what: tuple(_rated(one, people, reading) for one in reversed(held) if one.what == what)
        for what in ("ours", "theirs", "needed", "deliverable")
    }
    return AccountLevel(
        id,
        name,
        parts["ours"],
        parts["theirs"],
        parts["needed"],
        parts["deliverable"],
        _says(parts),
    )


def _rated(one: Rating, people: Mapping[str, str], reading: Reading) -> Rated:
    who = people.get(one.person, "one of theirs") if one.person else one.by
    return Rated(
        one.what,
        one.level,
        ANCHORS[one.level],
        who,
        one.person,
        reading.clock.day(one.at_us),
        one.because,
        one.evidence,
        one.entry,
    )


def _says(parts: Mapping[str, Sequence[Rated]]) -> str | None:
    """Where the two sides part, and where what they need is more than they have or we can deliver."""
    ours, theirs, needed, able = (
        next(iter(parts[what]), None) for what in ("ours", "theirs", "needed", "deliverable")
    )
    told = []
    if ours and theirs and ours.level != theirs.level:
        told.append(f"We say that they have {ours.words}; they say that they have {theirs.words}.")
    elif ours and not theirs:
        told.append(f"We say that they have {ours.words}; nobody has asked them.")
    has = theirs or ours
    if needed and has and _at(needed) > _at(has):
        told.append(f"They say that they need {needed.words}.")
    if needed and able and _at(needed) > _at(able):
        told.append(f"We say that we can deliver no more than {able.words}.")
    return " ".join(told) or None


def _at(one: Rated) -> int:
    return LEVELS.index(one.level)


def _agreement(held: Iterable[Sequence[Rating]]) -> str:
    """How far we and they agree over accounts, by Krippendorff's alpha for ordered levels."""
    pairs = []
    for some in held:
        newest = {one.what: LEVELS.index(one.level) for one in some}
        if "ours" in newest and "theirs" in newest:
            pairs.append((newest["ours"], newest["theirs"]))
    if len(pairs) < LEAST:
        return f"How far we and they agree: not enough to say (n = {len(pairs)})."
    from troth.stats import krippendorff

    found = krippendorff([list(each) for each in zip(*pairs, strict=True)], "ordinal", least=LEAST)
    if found.value is None or found.low is None or found.high is None:
        return f"How far we and they agree: every rating is alike (n = {found.n})."
    return (
        f"How far we and they agree: alpha {found.value:.2f} ({found.low:.2f} to {found.high:.2f}), "
        f"n = {found.n} accounts, Krippendorff, ordinal, 95 %."
    ).replace("-", "−")

"""Who may be one person, by what the directory holds of them: never decided, only asked.

People are never compared all with all: only those who share a key (a name, a mail domain, the end
of a telephone number) are, and a key that many share is no clue and is passed over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from troth.text.called import initials_fit, key, one_slip, parts
from troth.text.mailboxes import is_free, is_role, mailbox, split, spoken

BOX = "their addresses differ only by a tag or by dots"
AT_WORK = "the same name at one company’s mail domain"
ACCOUNT = "the same name in one account"
SLIP = "the same name, and addresses that are one letter apart"
MOVED = "the same name, and the same address at another domain"
PHONE = "one telephone number, with and without its country"
RARE = "the same name, and nobody else has a part of it"
SPELT = "the name of one is what the address of the other spells, at one company"
INITIAL = "names that differ by an initial, at one company"
NEAR = "names that are one letter apart, at one company"

CLUE = 12
"""A key that more people share says nothing about any two of them."""
NAMESAKES = 40
FEW = 3
DIGITS = 8
"""Last digits by which a number is known with and without its country."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody as the directory knows them: every name, address and telephone number."""

    id: str
    names: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


Pair = tuple[str, str]
Found = dict[Pair, list[str]]


def lookalikes(people: Sequence[Known]) -> Found:
    """Pairs of ids, the smaller first, each with the reasons why they may be one person."""
    found: Found = {}
    own = [_Looked(one) for one in people]
    for reason, pairs in (
        (BOX, _sharing(own, lambda one: one.boxes)),
        (PHONE, _phones(own)),
        (AT_WORK, _sharing(own, lambda one: ((k, d) for k in one.keys for d in one.domains))),
        (
            ACCOUNT,
            _sharing(own, lambda one: ((k, a) for k in one.keys for a in one.known.accounts)),
        ),
        (SPELT, _spelt(own)),
        *_namesakes(own),
        (RARE, _rare(own)),
        (INITIAL, _near(own, initials_fit)),
        (NEAR, _near(own, _slipped)),
    ):
        for one, two in pairs:
            pair = (one, two) if one < two else (two, one)
            told = found.setdefault(pair, [])
            if reason not in told:
                told.append(reason)
    return found


class _Looked:
    """Somebody with what they are compared by, worked out once."""

    __slots__ = (
        "boxes",
        "domains",
        "id",
        "keys",
        "known",
        "personal",
        "places",
        "spelt",
        "written",
    )

    def __init__(self, known: Known) -> None:
        self.known = known
        self.id = known.id
        self.keys = {found for name in known.names if (found := key(name))}
        self.personal = [each for each in known.addresses if not is_role(each)]
        self.boxes = {mailbox(each) for each in self.personal}
        self.written = [split(each) for each in self.personal]
        domains = {split(each)[1] for each in known.addresses}
        self.domains = {each for each in domains if each and not is_free(each)}
        self.places = {*self.domains, *known.accounts}
        self.spelt = {found for each in self.personal if (found := key(spoken(each)))}


def _sharing(
    people: Iterable[_Looked], keys: Callable[[_Looked], Iterable[Hashable]], most: int = CLUE
) -> Iterator[Pair]:
    """Every two who share a key that few share."""
    for block in _blocks(people, keys, most):
        yield from ((one.id, two.id) for one, two in combinations(block, 2))


def _blocks(
    people: Iterable[_Looked], keys: Callable[[_Looked], Iterable[Hashable]], most: int
) -> Iterator[list[_Looked]]:
    held: dict[Hashable, list[_Looked]] = defaultdict(list)
    for one in people:
        for each in dict.fromkeys(keys(one)):
            held[each].append(one)
    return (block for block in held.values() if 1 < len(block) <= most)


def _phones(people: Sequence[_Looked]) -> Iterator[Pair]:
    def tails(one: _Looked) -> Iterator[str]:
        digits = (each.lstrip("+0") for each in one.known.phones)
        return (each[-DIGITS:] for each in digits if len(each) >= DIGITS)

    for block in _blocks(people, tails, CLUE):
        for one, two in combinations(block, 2):
            if any(_one_number(a, b) for a in one.known.phones for b in two.known.phones):
                yield one.id, two.id


def _one_number(one: str, two: str) -> bool:
    """Whether one is written without its country, or both are the same."""
    abroad, home = (one, two) if one.startswith("+") else (two, one)
    digits = home.lstrip("+0")
    if home.startswith("+"):
        return abroad == home
    return len(digits) >= DIGITS and abroad.lstrip("+0").endswith(digits)


def _spelt(people: Sequence[_Looked]) -> Iterator[Pair]:
    """A name here, and there an address without a name that spells it."""

    def keys(one: _Looked) -> Iterator[Hashable]:
        found = one.keys if one.known.names else one.spelt
        return ((each, place) for each in found for place in one.places)

    for block in _blocks(people, keys, CLUE):
        for one, two in combinations(block, 2):
            if bool(one.known.names) != bool(two.known.names):
                yield one.id, two.id


def _namesakes(people: Sequence[_Looked]) -> tuple[tuple[str, list[Pair]], ...]:
    """Two of one name whose addresses fit; where many have the name, only those near already."""
    slips: list[Pair] = []
    moves: list[Pair] = []
    for block in _blocks(people, lambda one: one.keys, len(people)):
        for group in [block] if len(block) <= NAMESAKES else _halves(block):
            for one, two in combinations(group, 2):
                for written in one.written:
                    for other in two.written:
                        _compare(written, other, (one.id, two.id), slips, moves)
    return ((SLIP, slips), (MOVED, moves))


def _halves(block: list[_Looked]) -> Iterator[list[_Looked]]:
    yield from _blocks(block, lambda one: (local for local, _ in one.written), NAMESAKES)
    yield from _blocks(block, lambda one: (domain for _, domain in one.written), NAMESAKES)


def _compare(
    one: tuple[str, str], two: tuple[str, str], pair: Pair, slips: list[Pair], moves: list[Pair]
) -> None:
    """An address that is one letter off, and one that has moved as it is to another domain."""
    if one[1] == two[1]:
        if one_slip(one[0], two[0]):
            slips.append(pair)
    elif one[0] == two[0]:
        (slips if one_slip(one[1], two[1]) else moves).append(pair)


def _rare(people: Sequence[_Looked]) -> Iterator[Pair]:
    bearers: Counter[str] = Counter()
    for one in people:
        bearers.update({part for each in one.keys for part in each.split()})
    for block in _blocks(people, lambda one: one.keys, FEW):
        shared = set.intersection(*({p for k in one.keys for p in k.split()} for one in block))
        if any(len(part) > 2 and bearers[part] <= len(block) for part in shared):
            yield from ((one.id, two.id) for one, two in combinations(block, 2))


def _near(people: Sequence[_Looked], fit: Callable[[str, str], bool]) -> Iterator[Pair]:
    """Two at one place with a part of the name in common, and the other part nearly."""

    def keys(one: _Looked) -> Iterator[Hashable]:
        words = {part for name in one.known.names for part in parts(name) if len(part) > 1}
        return ((part, place) for part in words for place in one.places)

    for block in _blocks(people, keys, CLUE):
        for one, two in combinations(block, 2):
            if any(fit(a, b) for a in one.known.names for b in two.known.names):
                yield one.id, two.id


def _slipped(one: str, two: str) -> bool:
    first, second = parts(one), parts(two)
    if len(first) < 2 or len(first) != len(second):
        return False
    odd = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(odd) == 1 and min(map(len, odd[0])) > 2 and one_slip(*odd[0])

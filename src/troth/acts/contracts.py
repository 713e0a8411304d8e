"""What does an interface promise its callers otherwise than before, and who used what went?

Two descriptions (OpenAPI, JSON Schema, GraphQL), each a file or a file of a git revision. Nothing is
stored; who used what went is read from the records of a workspace, where one is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from troth.documents.revisions import at_revision
from troth.errors import SourceError
from troth.text.contracts import (
    ENDINGS,
    Contract,
    ContractChange,
    contract_changes,
    read_contract,
)
from troth.text.used import same_name

if TYPE_CHECKING:
    from troth.acts.opening import Workspace


@dataclass(frozen=True, slots=True)
class Users:
    """Who used a thing: how many people, how often, when last, and those who used it most."""

    people: int
    times: int
    last_us: int
    most: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contracts:
    """Two descriptions held against each other.

    `versions` are those the descriptions give themselves; `users` tells of each change who used
    the thing, None where nobody asked.
    """

    was: str
    now: str
    form: str
    changes: tuple[ContractChange, ...]
    versions: tuple[str, str] | None = None
    users: dict[str, Users] | None = None

    @property
    def breaking(self) -> tuple[ContractChange, ...]:
        """Those that a caller written for the old description can fail by."""
        return tuple(one for one in self.changes if one.breaking)

    @property
    def breaks_its_word(self) -> bool:
        """Whether something breaks, and the step between the versions promised that nothing does."""
        from troth.text.versioning import breaks_its_word

        return bool(self.breaking and self.versions) and breaks_its_word(
            *(self.versions or ("", ""))
        )


def contracts(old: str, new: str) -> Contracts | None:
    """The two held against each other; None where either is no description of an interface.

    Raises SourceError where one cannot be read, or they are of different forms.
    """
    if not (_may_be(old, new) and _may_be(new, old)):
        return None
    was, now = (_read(one, other) for one, other in ((old, new), (new, old)))
    if was is None or now is None:
        return None
    return Contracts(old, new, now.form, contract_changes(was, now), _versions(was, now))


def _may_be(given: str, other: str) -> bool:
    name = _path(given, other)
    return PurePath(name).suffix.lower() in ENDINGS and not Path(given).is_dir()


def _path(given: str, other: str) -> str:
    """The path of a file, also of `REV:path`, or of a revision alone that means the other's path."""
    if Path(given).exists():
        return given
    _, parted, path = given.partition(":")
    return path if parted else other.partition(":")[2] or other


def _read(given: str, other: str) -> Contract | None:
    path = Path(given)
    if path.is_file():
        return read_contract(given, path.read_bytes())
    revision, parted, _ = given.partition(":")
    if not parted and not Path(other.partition(":")[2] or other).exists():
        says = "There is no such file or folder."
        raise SourceError(says, place=given, advice="A git revision is written REV:path.")
    found = at_revision(Path.cwd(), revision, _path(given, other))
    return read_contract(_path(given, other), found.get("", b""))


def _versions(was: Contract, now: Contract) -> tuple[str, str] | None:
    if now.form != "openapi":
        return None
    told = []
    for each in (was, now):
        info = each.held.get("info")
        told.append(str(info.get("version") or "") if isinstance(info, dict) else "")
    return (told[0], told[1]) if all(told) else None


def users_of(found: Contracts, work: Workspace) -> dict[str, Users]:
    """Who used what breaks, by the name of the thing: read from every record of use."""
    from troth.ledger import directory
    from troth.store.using import uses

    names = {one.name for one in found.breaking}
    met: dict[str, dict[str | None, list[float]]] = {}
    for one in uses(work.index):
        for name in names:
            if same_name(name, one.event):
                held = met.setdefault(name, {}).setdefault(one.handle, [0.0, 0.0])
                held[0] += one.times
                held[1] = max(held[1], one.last_us)
    with work.ledger.read() as con:
        handles = {handle for each in met.values() for handle in each if handle}
        known = directory.by_handles(con, handles)
    told = {}
    for name, own in met.items():
        people: dict[str, float] = {}
        for handle, (times, _) in own.items():
            label = known[handle].label if handle in known else "someone we do not know"
            people[label] = people.get(label, 0.0) + times
        most = sorted(people, key=lambda label: (-people[label], label))
        last = int(max(last for _, last in own.values()))
        who = len({known[one].id if one in known else one for one in own})
        told[name] = Users(who, int(sum(people.values())), last, tuple(most[:5]))
    return told

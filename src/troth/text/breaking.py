"""Which release took something away that its number, or a day we named, said would stay?

Releases of one list are put in order by their versions. What a release says is gone is held against
the step from the release before it (a minor or a patch breaks nothing) and against the day or the
version that was named for it beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cmp_to_key
from typing import Any

from troth.text.foretold import Change
from troth.text.interface_notes import TOLD_AS, removals_noted
from troth.text.listed_changes import extra_of
from troth.text.removing import Removal, removals
from troth.text.used import same_name
from troth.text.versioning import breaks_its_word, step, version

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Release:
    """One release of a list: its row, its version, the day, and what it says went."""

    row: Row
    version: str
    on: date
    before: str | None
    gone: tuple[Removal, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """One thing that went and should not have: in a minor or a patch, or before its day or version.

    `named` is the day that had been named and `by` the change that named it; `later` the version.
    `unsaid` is that an interface without versions lost it, and that no record had named a day for it.
    """

    release: Release
    removal: Removal
    minor: bool
    named: date | None = None
    by: Change | None = None
    later: str | None = None
    unsaid: bool = False


def releases(rows: Iterable[Row], day: Any) -> Iterator[Release]:
    """Every release that has a version, with the one before it, list by list.

    A new version of an interface that has no number comes besides, with "" for its version.
    """
    lists: dict[tuple[str, str], list[tuple[str, Row]]] = {}
    for row in rows:
        if row["kind"] != "change":
            continue
        if named := version_of(row):
            lists.setdefault(_list_of(row), []).append((named, row))
        elif _is_interface(row):
            on = day(int(row["ts_us"]))
            yield Release(row, "", on, None, _gone(row, on))
    for held in lists.values():
        held.sort(key=cmp_to_key(_earlier))
        for at, (named, row) in enumerate(held):
            on = day(int(row["ts_us"]))
            below = [old for old, one in held[:at] if day(int(one["ts_us"])) <= on and old != named]
            before = _before(row) or (below[-1] if below else None)
            yield Release(row, named, on, before, _gone(row, on))


def _list_of(row: Row) -> tuple[str, str]:
    """Which list a release stands in: its file, or, for versions of an interface, what it is called."""
    where = str(row.get("title") or "").rpartition(" ")[0] if _is_interface(row) else ""
    return str(row.get("system") or ""), where or str(row.get("origin_file") or "")


def _is_interface(row: Row) -> bool:
    return extra_of(row).get("told_as") == TOLD_AS


def _before(row: Row) -> str | None:
    """The version that a description of an interface was held against, be it the same."""
    before = str(extra_of(row).get("before") or "")
    known = _is_interface(row) and version(before) is not None
    return before if before and known else None


def _gone(row: Row, on: date) -> tuple[Removal, ...]:
    text = str(row.get("text") or "")
    if _is_interface(row):
        return tuple(removals_noted(text))
    return tuple(one for one in removals(text, on) if one.gone)


def version_of(row: Row) -> str:
    """The version a release is of, "" where it names none."""
    extra = extra_of(row)
    for name in ("version", "tag_name", "tagName"):
        written = str(extra.get(name) or "")
        if written and version(written) is not None:
            return written
    return ""


def _earlier(one: tuple[str, Row], other: tuple[str, Row]) -> int:
    old, new = version(one[0]), version(other[0])
    assert old is not None
    assert new is not None
    by_time = (int(one[1]["ts_us"]) > int(other[1]["ts_us"])) - (
        int(one[1]["ts_us"]) < int(other[1]["ts_us"])
    )
    return old.compare(new) or by_time


def breaks(held: list[Release], told: Iterable[Change]) -> Iterator[Break]:
    """What went against the number of its release, before the day or version named for it, or unsaid."""
    ahead = [one for one in told if one.removes]
    for release in held:
        for removal in release.gone:
            minor = release.before is not None and _keeps(release.before, release.version)
            by = next((one for one in ahead if _before_its_day(one, release, removal)), None)
            named = None if by is None else by.effect
            later = _version_named(held, release, removal)
            unsaid = not release.version and not any(
                _told_of(one, release, removal) for one in ahead
            )
            if minor or by is not None or later is not None or unsaid:
                yield Break(release, removal, minor, named, by, later, unsaid)


def _keeps(before: str, after: str) -> bool:
    """Whether the step promises that nothing breaks: a minor, a patch, or no step at all."""
    stands = version(after) if before == after else None
    same = stands is not None and stands.major > 0 and not stands.prerelease
    return same or breaks_its_word(before, after)


def _before_its_day(change: Change, release: Release, removal: Removal) -> bool:
    effect = change.effect
    early = effect is not None and change.announced < release.on < effect
    return early and _same(change.removes, removal.names)


def _told_of(change: Change, release: Release, removal: Removal) -> bool:
    """Whether an earlier record had said that this would go."""
    return change.announced < release.on and _same(change.removes, removal.names)


def _same(some: Iterable[str], others: Iterable[str]) -> bool:
    return any(same_name(one, other) or same_name(other, one) for one in some for other in others)


def _version_named(held: list[Release], release: Release, removal: Removal) -> str | None:
    """A later version in which, as an earlier release said, this was to go."""
    for one in held:
        if one.on > release.on or one is release:
            continue
        for said in removals(str(one.row.get("text") or ""), one.on):
            later = "" if said.gone else said.version or ""
            ahead = later and step(release.version, later) in ("major", "minor", "patch", "early")
            if ahead and _same(said.names, removal.names):
                return later
    return None

"""Reading many documents with several processes: the same results in the same order as with one.

Each process is a copy of this one, made when everything is ready to read, so nothing is loaded
twice and only what was found comes back. A little work is done here: it is over before a copy
would have begun.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, cast

from troth.acts.examined import Examined
from troth.errors import StoreError
from troth.model.reject import Reject

if TYPE_CHECKING:
    from troth.acts.checker import Checker

LARGE = 200_000
"""Bytes for each process, below which another one would cost more than it saves."""
SHARE = 50_000
"""Bytes that are handed out at a time: small enough that all end together."""


def read_all(
    checker: Checker, files: Sequence[tuple[str, bytes | Reject]], jobs: int
) -> list[Examined | Reject]:
    """What each of these files says, in their order.

    At most `jobs` processes read, and no more than the work is worth. A process that is ended from
    outside is a StoreError; any other fault is told by reading again here, as one process tells it.
    """
    held: list[Examined | Reject | None] = [_at_once(checker, *one) for one in files]
    left = [number for number, one in enumerate(held) if one is None]
    sizes = {number: len(files[number][1]) for number in left}  # type: ignore[arg-type]
    jobs = min(jobs, sum(sizes.values()) // LARGE, len(left) - 1)
    if jobs > 1:
        first, *rest = sorted(left, key=lambda number: (sizes[number], number))
        held[first] = _here(checker, *files[first])  # Loads what all of them need.
        for number, found in _elsewhere(checker, files, _shares(rest, sizes), jobs):
            held[number] = found
    return [
        _here(checker, *files[number]) if one is None else one for number, one in enumerate(held)
    ]


def _at_once(checker: Checker, path: str, data: bytes | Reject) -> Examined | Reject | None:
    return data if isinstance(data, Reject) else checker.kept(path, data)


def _here(checker: Checker, path: str, data: bytes | Reject) -> Examined | Reject:
    return data if isinstance(data, Reject) else checker.read(path, data)


def _shares(left: Sequence[int], sizes: dict[int, int]) -> list[list[int]]:
    """The documents in parts, the longest ones last: parts are taken from the end."""
    shares: list[list[int]] = []
    room = 0
    for number in left:
        if not shares or sizes[number] > room:
            shares.append([])
            room = SHARE
        shares[-1].append(number)
        room -= sizes[number]
    return shares


def _elsewhere(
    checker: Checker, files: Sequence[Any], shares: list[list[int]], jobs: int
) -> Iterator[tuple[int, Examined | Reject]]:
    """What the other processes found, as it comes; ends early where one of them met a fault."""
    with _readers(checker, files, min(jobs, len(shares))) as readers:
        for reader in readers:
            with _alive():
                reader.send(shares.pop())
        busy = list(readers)
        while busy:
            for reader in cast(list[Connection], wait(busy)):
                with _alive():
                    found: list[tuple[int, Examined | Reject]] | None = reader.recv()
                if found is None:
                    return
                for number, one in found:
                    path, data = files[number]
                    yield number, _opening(checker, path, data, one)
                if shares:
                    with _alive():
                        reader.send(shares.pop())
                else:
                    busy.remove(reader)


@contextmanager
def _alive() -> Iterator[None]:
    """A word to or from another process: a StoreError says so where that one was ended."""
    try:
        yield
    except (EOFError, OSError) as fault:
        raise StoreError(
            "A process that read documents was ended from outside; nothing was checked.",
            advice="Memory may have run out. Check again with one process:  --jobs 1",
        ) from fault


@contextmanager
def _readers(checker: Checker, files: Sequence[Any], jobs: int) -> Iterator[list[Connection]]:
    """Copies of this process that wait to be told what to read; none outlives the block."""
    copies = get_context("fork")
    ends, made = [], []
    try:
        for _ in range(jobs):
            ours, theirs = copies.Pipe()
            made.append(copies.Process(target=_reads, args=(checker, files, theirs), daemon=True))
            made[-1].start()
            theirs.close()
            ends.append(ours)
        yield ends
    finally:
        for one in made:
            one.kill()
        for one in made:
            one.join()
        for end in ends:
            end.close()


def _reads(checker: Checker, files: Sequence[Any], told: Connection) -> None:
    """The work of a copy: read what it is told, until nobody is there. An interrupt is for the
    one that began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            share: list[int] = told.recv()
        except (EOFError, OSError):
            return
        try:
            told.send([(number, _sent(checker.read(*files[number]))) for number in share])
        except Exception:  # noqa: BLE001  it is met again, and told, where somebody sees it
            told.send(None)


def _sent(seen: Examined | Reject) -> Examined | Reject:
    """What was found with the document where something was, for its words will be shown."""
    if isinstance(seen, Reject):
        return seen
    return replace(seen, opened=_Held(seen.document) if seen.findings else None)  # type: ignore[arg-type]


class _Held:
    """A document that came with what was found in it."""

    __slots__ = ("document",)

    def __init__(self, document: Any) -> None:
        self.document = document

    def __call__(self) -> Any:
        return self.document


def _opening(
    checker: Checker, path: str, data: bytes, seen: Examined | Reject
) -> Examined | Reject:
    """The same with its document at hand, or to be opened when it is asked for."""
    if isinstance(seen, Reject) or seen.findings:
        return seen
    return replace(seen, opened=checker.opener(path, data))

"""What the last sealed run leaves for `check`: live promises and own terms, no personal data."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict

from troth.acts.opening import Workspace
from troth.ledger import promises
from troth.model.document import Backing, BackingPromise
from troth.model.promise import LIVE, Promise


def write_backing(work: Workspace) -> None:
    """Write `.troth/backing.json`, whole or not at all.

    Promises made to one person stay out: their words may name somebody, and no claim rests on
    what was told to one.
    """
    backing = asdict(backing_of(work))
    fresh = work.home.tmp / f"backing-{os.getpid()}.json"
    with fresh.open("w", encoding="utf-8") as out:
        json.dump(backing, out, ensure_ascii=False, indent=1)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(work.home.backing)


def backing_of(work: Workspace) -> Backing:
    """The live promises made to everybody, and the company's own terms, as they stand now."""
    with work.ledger.read() as con:
        held = promises.promises(con, work.index, candidates=False)
    return Backing(tuple(_public(held)), work.settings.terms)


def _public(held: Iterable[Promise]) -> Iterable[BackingPromise]:
    for one in held:
        if one.to is None and one.state in LIVE:
            yield BackingPromise(
                id=one.id,
                words=one.words,
                confirmed=one.confirmed,
                backs_claims=one.backs_claims,
                state=one.state,
                where=None,
            )

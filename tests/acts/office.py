"""A small help desk in a real workspace: so many conversations, each answered after so long."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from troth.acts.add import add
from troth.acts.opening import Workspace, opened
from troth.acts.run import Asked, run
from troth.config import Settings
from troth.store.home import create

SETTINGS = Settings(staff_domains=frozenset({"acme.example"}))
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = 86_400_000_000
NOW = int(datetime(2026, 6, 1, tzinfo=UTC).timestamp()) * 1_000_000
TOM = "tom@acme.example"


def us(at: datetime) -> int:
    return int(at.timestamp()) * 1_000_000


def message(
    n: int, thread: str, at: datetime, who: str, text: str, **more: str
) -> dict[str, object]:
    return {
        "id": f"m{n}",
        "conversation": thread,
        "at": at.isoformat(),
        "author": who,
        "direction": "out" if who == TOM else "in",
        "text": text,
        **more,
    }


def asked_and_answered(
    delays: list[float | None], side: str = "", brand: str = "", first: int = 0
) -> Iterator[dict[str, object]]:
    """A conversation a delay, in hours; None is never answered."""
    more = {"side": side, "company": brand}
    for number, hours in enumerate(delays, first):
        at = START + timedelta(hours=number)
        who = f"c{number}@river.example"
        yield message(2 * number, f"t{number}", at, who, "Where is my parcel?", **more)
        if hours is not None:
            later = at + timedelta(hours=hours)
            yield message(2 * number + 1, f"t{number}", later, TOM, "It is on its way.", **more)


@contextmanager
def office(root: Path, rows: list[dict[str, object]], look: bool = False) -> Iterator[Workspace]:
    """The workspace with these messages; with `look` a run has been sealed."""
    home = create(root / "acme")
    export = home.root / "desk.jsonl"
    names = list(dict.fromkeys(name for row in rows for name in row))
    plain = [{name: row.get(name, "") for name in names} for row in rows]
    export.write_text("".join(json.dumps(row) + "\n" for row in plain))
    if rows:
        receipt = add(home, SETTINGS, [export], now_us=NOW)
        assert receipt.total("set_aside") == 0, receipt.rejects
    with opened(home, SETTINGS) as work:
        if look:
            run(work, Asked(NOW))
        yield work

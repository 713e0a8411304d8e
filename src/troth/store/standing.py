"""The SQL that shows evidence as it stood: what had happened, was known, and had not ended.

Written by hand and not as an expression: a look shows some twenty tables, and writing an
expression as SQL took longer than asking it. It is plain enough for every engine.
"""

from __future__ import annotations

from collections.abc import Sequence

from troth.store.snapshot import Snapshot


def standing(
    columns: Sequence[str], rows: str, ended: str | None, held: Snapshot, quote: str
) -> str:
    """The rows of one table as they stood at a snapshot's moment.

    `rows` and `ended` are names in SQL, of the kind's rows and of the list of versions that are
    no longer the newest; `quote` is the engine's mark around names. A record may come back to
    what it once was: then that list holds the end of the earlier stay, which lies before the later
    one was seen. So the last end of each version decides.
    """
    shown = ", ".join(f"r.{quote}{name}{quote}" for name in columns)
    known = "" if held.known_at_us is None else f"seen_us <= {held.known_at_us}"
    wanted = [f"r.ts_us <= {held.as_of_us}", *([f"r.{known}"] if known else [])]
    if ended is None:
        return f"SELECT {shown} FROM {rows} AS r WHERE {' AND '.join(wanted)}"
    last = "SELECT id, version, max(seen_us) AS ended_us FROM " + ended
    last += f"{f' WHERE {known}' if known else ''} GROUP BY id, version"
    wanted.append("(e.ended_us IS NULL OR e.ended_us <= r.seen_us)")
    return (
        f"SELECT {shown} FROM {rows} AS r LEFT JOIN ({last}) AS e "
        f"ON r.id = e.id AND r.version = e.version WHERE {' AND '.join(wanted)}"
    )

"""How much notice do the words of one promise promise, wherever it was made: by hand, or in a conversation?

"30 days' notice before a price change" is a promise because somebody keeps it as one; it needs no verb.
It must speak of a change: that we tell her a week before the fitter comes is another matter. "You may
cancel with 30 days' notice" asks for notice, and gives none.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from troth.model.finding import Cite
from troth.model.origin import Span
from troth.patterns import later
from troth.text.norms import OURS, names_in, norms
from troth.text.notice_owed import STANDING, Promised
from troth.text.noticed import Noticed, spoken_notice

Row = Mapping[str, Any]
_CHANGE = later(
    r"\b(?:chang\w+|rais\w+|increas\w+|alter\w*|amend\w*|modif\w+|updat\w+|retir\w+|remov\w+|discontinu\w+"
    r"|deprecat\w+|withdraw\w*|shut\w* (?:it |them )?down|switch\w* off|breaking|sunset\w*"
    r"|new (?:\w+ )?(?:prices?|pricing|fees?|rates?|tariffs?|terms|polic(?:y|ies)|conditions))\b",
    re.I,
)


def worded_notice(words: str, side: str | None = None) -> Noticed | None:
    """The notice of a change that these words promise to a side (None is all); None where they do not."""
    plain = " ".join(words.split())
    found = spoken_notice(plain, side)
    if found is None or not _CHANGE.search(plain):
        return None
    held = norms(plain, names_in(plain, None))
    ours = any(one.kind == "promise" and one.who == OURS for one in held)
    return found if ours or not held else None


def notice_rows(promises: Iterable[Row], words: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """A row for each promise of notice that stands; `words` are those of a promise, by its id."""
    same = ("promise", "to", "side", "ours", "born_us", "confirmed", "record", "version")
    for row in promises:
        said = words.get(row["promise"], "")
        found = worded_notice(said, row["side"]) if row["state"] in STANDING else None
        if found is not None:
            named = {name: row.get(name) for name in (*same, "start", "end")}
            yield {**named, "days": found.days, "what": found.what, "ends": found.ends}


def promised_aloud(rows: Iterable[Row], but_for: Container[str]) -> Iterator[Promised]:
    """The promises of these rows that stand in none of the records `but_for`, which are read as texts."""
    for row in rows:
        if row["record"] in but_for:
            continue
        start, end = row["start"], row["end"]
        span = Span(start, end) if row["record"] and start is not None and end is not None else None
        cite = Cite(row["record"] or row["promise"], row["version"] or "", span)
        read = Noticed(
            span or Span(0, 0), row["days"], row["what"] or "", row["side"], bool(row["ends"])
        )
        yield Promised(
            read,
            cite,
            row["born_us"],
            row["ours"],
            bool(row["confirmed"]),
            aloud=True,
            to=row["to"],
        )

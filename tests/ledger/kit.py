"""Small values the tests of the ledger are made of."""

from __future__ import annotations

from troth.model.evidence import Evidence
from troth.model.finding import Cite, Finding, Strength, Subject
from troth.model.identity import record_id
from troth.model.origin import Origin, Span
from troth.model.saying import Saying

DAY = 86_400_000_000
WORDS = "We will send your refund by Friday. Thank you for waiting."
PROMISED = Span(0, 34)


class Shelf:
    """Records in memory that answer as the index does."""

    def __init__(self, *held: Evidence) -> None:
        self.held = list(held)

    def record(self, id: str, version: str | None = None) -> Evidence | None:
        found = [one for one in self.held if one.id == id and version in (None, one.version)]
        return found[-1] if found else None

    def records(self, ids: object) -> dict[str, Evidence]:
        wanted = set(ids)  # type: ignore[call-overload]
        return {one.id: one for one in self.held if one.id in wanted}


def message(key: str, text: str = WORDS, *, version: str = "v1", at_us: int = DAY) -> Evidence:
    return Evidence(
        id=record_id("message", "desk", key),
        version=version,
        kind="message",
        at_us=at_us,
        precision="second",
        by="h-tom",
        about="h-ana",
        account=None,
        thread="t1",
        ours="acme",
        side="sender",
        system="desk",
        origin=Origin("desk.csv", 2),
        seen_us=at_us,
        fields={"text": text, "direction": "out"},
    )


def saying(record: Evidence, **changes: object) -> Saying:
    held: dict[str, object] = {
        "record": record.id,
        "version": record.version,
        "span": PROMISED,
        "voice": "company",
        "kind": "dated",
        "firmness": "firm",
        "recogniser": "promise",
        "recogniser_version": "1",
        "at_us": record.at_us,
        "due": Span(25, 34),
        "due_us": record.at_us + 4 * DAY,
        "to": "h-ana",
        "by": "h-tom",
        "ours": "acme",
        "side": "sender",
    }
    return Saying(**{**held, **changes})  # type: ignore[arg-type]


def finding(anchor: str = "e-1", *, says: str = "{subject} waits.", n: int = 3) -> Finding:
    return Finding(
        lens="unanswered",
        subject=Subject("person", "h-ana"),
        anchor=anchor,
        says=says,
        strength=Strength("rule", n, "messages", "who wrote last"),
        cites=(Cite("e-1", "v1", Span(0, 4)),),
        next="Answer her.",
        would_change="An answer.",
    )

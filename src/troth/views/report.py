"""What a colleague who never opens the pages should read: today, promises, people, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from troth.documents.kept import read_again
from troth.ledger import manifest
from troth.model.document import Document
from troth.model.reject import Reject
from troth.text.attending import attended
from troth.text.attention import LEVELS
from troth.views.journeys import Map, journeys
from troth.views.promises import Promises, promises
from troth.views.reading import Reading
from troth.views.staying import Staying, staying
from troth.views.surety import Interval, share
from troth.views.today import Today, today

REJECTS, MAPS = 50, 2


@dataclass(frozen=True, slots=True)
class Tested:
    """One promise on one side, as its measure found it. Without a rate there is only a word."""

    id: str
    words: str
    side: str | None
    status: str
    says: str
    rate: Interval | None

    @property
    def label(self) -> str:
        """The words and the side, as a drawing names them."""
        words = self.words.rstrip(".")
        return f"{words} ({self.side}s)" if self.side else words


@dataclass(frozen=True, slots=True)
class Report:
    """The parts of the report, in the order in which they are told.

    `reasons` counts the people behind each lens' findings that speak;
    `attention` is the share of the documents' sentences at each level.
    """

    company: str | None
    today: Today
    promises: Promises
    tested: tuple[Tested, ...]
    reasons: tuple[tuple[str, int], ...]
    attention: tuple[tuple[str, Interval], ...]
    documents: int
    records: tuple[tuple[str, int], ...]
    rejects: tuple[Reject, ...]
    set_aside: int
    journeys: tuple[Map, ...]
    staying: Staying

    @property
    def reasons_title(self) -> str:
        """What the first plot shows, in words."""
        if not self.reasons:
            return "Nobody needs us, as far as the records show"
        name, n = self.reasons[0]
        who = "1 person" if n == 1 else f"{n} people"
        return f"The reason that holds most people: {name}, {who}"

    @property
    def attention_title(self) -> str:
        """What the plot over documents shows, in words."""
        person = dict(self.attention).get("person")
        if person is None or person.value is None:
            return "How our documents speak of the people we serve"
        return (
            f"{person.says.split(' (')[0]} of the sentences in our documents speak of a real person"
        )

    @property
    def kept(self) -> tuple[tuple[str, Interval], ...]:
        """Kept rates: of what measures tested, then by side of what people have marked."""
        tested = tuple((one.label, one.rate) for one in self.tested if one.rate is not None)
        return tested + tuple((f"to {one.name}s", one.rate) for one in self.promises.by_side)

    @property
    def kept_title(self) -> str:
        """What the plot of kept rates shows, in words."""
        rated = [(rate.value, name, rate) for name, rate in self.kept if rate.value is not None]
        if not rated:
            return "No promise has been tested often enough to say how many we keep"
        _, name, rate = min(rated, key=lambda each: (each[0], each[1]))
        return f"The promise we keep least: {name}, {rate.says.split(' (')[0]}"


def report(reading: Reading, tested: Sequence[Tested] = ()) -> Report:
    """All of it, at the reading's moment; `tested` are the promises that `verify` has tested."""
    people: dict[str, set[str]] = {}
    for told in reading.findings_told:
        if told.status == "speaks" and told.subject.kind == "person":
            people.setdefault(told.lens, set()).add(told.subject.id)
    reasons = [(lens.replace("-", " "), len(who)) for lens, who in people.items()]
    documents = _documents(reading)
    imports = manifest.imports(reading.con)
    return Report(
        company=reading.settings.company,
        today=today(reading),
        promises=promises(reading),
        tested=tuple(tested),
        reasons=tuple(sorted(reasons, key=lambda pair: (-pair[1], pair[0]))),
        attention=_attention(documents),
        documents=len(documents),
        records=tuple(sorted(reading.index.counts().items())),
        rejects=tuple(manifest.rejects(reading.con, limit=REJECTS)),
        set_aside=sum(one.set_aside for one in imports),
        journeys=journeys(reading).maps[:MAPS],
        staying=staying(reading),
    )


def _documents(reading: Reading) -> list[Document]:
    records = reading.index.documents()
    found = (read_again(str(one.fields.get("path") or one.id), one.text) for one in records)
    return [one for one in found if not isinstance(one, Reject)]


def _attention(documents: list[Document]) -> tuple[tuple[str, Interval], ...]:
    counts = Counter(one.level for document in documents for one in attended(document))
    total = sum(counts.values())
    names = {"none": "nobody"}
    return tuple(
        (names.get(level, level), share(counts[level], total, "sentences")) for level in LEVELS
    )

"""The draft of an apology for one repair, sure to hold none of the forms that own nothing.

What a person noted as offered stands in it; where those words would make the apology one of those
forms, a blank stands in their place, and it is said why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from troth.documents import read
from troth.model.document import Document
from troth.text.amending import Broken, asking, draft
from troth.text.amends import hers
from troth.views.reading import Reading
from troth.views.repair import RepairLine

LENS = "non-apology"


@dataclass(frozen=True, slots=True)
class Apology:
    """The draft; `left_out` says which words of ours were left out of it, and why."""

    person: str
    about: str
    text: str
    left_out: str | None
    asks: str


def apology(reading: Reading, line: RepairLine) -> Apology:
    """The draft for one repair; nothing is sent."""
    broken = _broken(reading, line)
    text, left_out = draft(broken), None
    if broken.deed and (found := forms(text)):
        without = draft(replace(broken, deed=None, day=None))
        left_out = f"“{broken.deed}” was left out: {found[0]}"
        text = without
    return Apology(line.person.id, line.about, text, left_out, asking(line.person.name))


def forms(text: str) -> tuple[str, ...]:
    """What the lens finds in a letter: the forms that stand where an apology would, in words."""
    from troth import registry
    from troth.prose.engine import Reader
    from troth.prose.lens import lens_of

    document = read("apology.md", text.encode(), genre="apology")
    if not isinstance(document, Document):
        return (document.says,)
    lens = lens_of(LENS, registry.load("prose", LENS))
    found = Reader([lens]).read(document).findings
    return tuple(
        one.says.replace("{quote}", one.cites[0].span.of(document.prose))
        if one.cites[0].span
        else one.says
        for one in found
    )


def _broken(reading: Reading, line: RepairLine) -> Broken:
    clock = reading.clock
    promise = next((one for one in reading.opened if one.id == line.promise), None)
    day = f"by {clock.day(line.offer_due_us)}" if line.offer_due_us is not None else None
    due = promise.due_us if promise else None
    return Broken(
        name=line.person.name,
        how=line.how,
        promised=promise.words if promise else "",
        said=clock.day(promise.born_us) if promise else None,
        due=clock.day(due) if due is not None else None,
        harm=_harm(reading, line),
        deed=line.offered,
        day=day,
        silent_days=line.silent_days if line.silent else 0,
        again=line.recurred > 0,
    )


def _harm(reading: Reading, line: RepairLine) -> str:
    """One sentence of hers that names it: as noted, else from what she told us since, else none."""
    shown = [
        one.evidence
        for one in line.steps
        if one.evidence and one.name in ("told", "broken", "heard")
    ]
    records = [reading.record(id) for id in reversed(shown)]
    texts = [one.text for one in records if one is not None] + list(line.hers)
    told = [sign.span.of(text) for text in texts for sign in hers(text) if sign.step == "heard"]
    plain = [one for one in told if not one.rstrip().endswith("?")]
    return next(iter([*plain, *told, *(text.split("\n")[0] for text in texts)]), "")

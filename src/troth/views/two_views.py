"""Two views of what was promised: ours and theirs, and where they part.

Four gaps, each with people and their words: unknown to them, added by them, stronger than we said,
and kept for us but not for them. What nobody was asked about is not called unknown. What no person
has confirmed yet is shown apart, as a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from troth.documents.quoting import shown
from troth.ledger.theirs import newest_theirs
from troth.model.evidence import Evidence
from troth.model.promise import LIVE, Promise
from troth.model.units import DAY_US
from troth.text.proposing import PERHAPS, alike, nearest_part, parts
from troth.text.siding import is_for
from troth.views.answers import Answer, answers
from troth.views.gaps import GAPS, WHY, Added, Beside, Gap, Hers, TwoViews, Unheard, Unknown
from troth.views.linking import Link, decisions, links
from troth.views.promises import PromisePage, Words, lines, words_of
from troth.views.reading import Reading

ENOUGH = 10
"""So many times beliefs must have been voiced before those not heard yet are reckoned."""
SHOWN = 50
QUOTED = 5


def says_of(reading: Reading) -> str | None:
    """The page in its first sentence; None where no customer said what we promised."""
    state = (reading.state, newest_theirs(reading.con), reading.now_us // DAY_US)

    def read() -> str | None:
        page = two_views(reading)
        return page.says if page.said else None

    return reading.held.of("two-views", state, read)


def beside(reading: Reading, page: PromisePage) -> Beside:
    """A promise's page with what customers understood; words told there are not told twice."""
    promise = page.line.promise
    gaps = of_promise(reading, promise)
    told = {(one.words.evidence, one.words.text) for one in gaps}
    held = {each.name: getattr(page, each.name) for each in fields(page)}
    held["theirs"] = tuple(one for one in page.theirs if (one.evidence, one.text) not in told)
    asked = any(promise.id in one.promises for one in decisions(reading).asked)
    return Beside(**held, gaps=gaps, asked=asked)


def two_views(reading: Reading) -> TwoViews:
    """All four gaps as the ledger stands."""
    found, replied = links(reading), answers(reading)
    said = {one.saying.id: one for one in found}
    words = their_words(found, reading)
    broken = _broken(found, replied, words, reading)
    stronger = _gaps([one for one in found if one.relation == "stronger"], words, reading)
    unknown, not_asked, no_answer = _unknown(found, replied, reading)
    believed = added(found, reading)
    told = [one for one in found if one.claim.told or one.promise or one.added]
    in_letters = {id for one in replied for id in one.promises}
    promises = [one for one in reading.promises if one.id in in_letters]
    return TwoViews(
        added=tuple(replace(one, theirs=_quotes(one, found, words)) for one in believed[:SHOWN]),
        unheard=_unheard(believed),
        broken=broken,
        stronger=stronger[:SHOWN],
        unknown=unknown[:SHOWN],
        not_asked=not_asked,
        no_answer=no_answer,
        answers=replied,
        lines={line.promise.id: line for line in lines(promises, reading)},
        said=len(said),
        people=len({one.person for one in told}),
        linked=sum(one.promise is not None and one.decided for one in found),
        waiting=sum(one.promise is not None and not one.decided for one in found)
        + sum(bool(one.open) for one in replied),
    )


def of_promise(reading: Reading, promise: Promise) -> tuple[Hers, ...]:
    """What customers understood of one promise, each with the gap named."""
    found = [one for one in links(reading) if one.promise and one.promise.id == promise.id]
    words = their_words(found, reading)
    hers = [hers_of(one, words, promise) for one in found if one.saying.id in words]
    told = [
        Hers(
            one.record,
            one.person.id,
            one.words,
            GAPS[
                "broken"
                if one.of(promise.id) == "contests" and promise.state == "kept"
                else str(one.of(promise.id))
            ],
            str(one.of(promise.id)),
            True,
        )
        for one in answers(reading)
        if one.of(promise.id)
    ]
    return (*hers, *told)


def their_words(found: Iterable[Link], reading: Reading) -> dict[str, Words]:
    """The words of each saying, with who said them and where they stand."""
    held = sorted((one.saying for one in found), key=lambda saying: (saying.at_us, saying.id))
    records = reading.index.records({saying.record for saying in held})
    there = [saying for saying in held if saying.record in records]
    told = words_of(there, reading)
    return {saying.id: words for saying, words in zip(there, told, strict=True)}


def hers_of(one: Link, words: dict[str, Words], promise: Promise | None = None) -> Hers:
    """A saying beside a promise, with the gap in words."""
    relation: str = one.relation or "none"
    undone = one.claim.undone and promise is not None
    if undone and promise is not None and promise.state == "kept" and relation == "agrees":
        relation = "broken"
    gap = GAPS.get(relation, "nobody here promised it")
    if relation in ("stronger", "differs") and one.why in WHY:
        gap = f"{gap}: {WHY[one.why]}"
    elif undone and relation == "agrees":
        gap = f"{gap}; {GAPS['undone']}"
    return Hers(
        one.saying.id, one.person, words[one.saying.id], gap, relation, one.decided, one.entry
    )


def _gaps(found: Sequence[Link], words: dict[str, Words], reading: Reading) -> tuple[Gap, ...]:
    """By promise, those that most people hold first."""
    by: dict[str, list[Link]] = {}
    for one in found:
        if one.promise is not None and not one.late and one.saying.id in words:
            by.setdefault(one.promise.id, []).append(one)
    named = {
        line.promise.id: line
        for line in lines((held[0].promise for held in by.values() if held[0].promise), reading)
    }
    gaps = [
        Gap(
            named[id],
            tuple(hers_of(one, words, one.promise) for one in held[::-1][:QUOTED]),
            len({one.person for one in held}),
        )
        for id, held in by.items()
    ]
    return tuple(sorted(gaps, key=lambda one: (not one.sure, -one.people, one.line.promise.id)))


def _broken(
    found: Sequence[Link],
    replied: Sequence[Answer],
    words: dict[str, Words],
    reading: Reading,
) -> tuple[Gap, ...]:
    """Promises marked kept of which she says, later than the mark, that it is not so."""
    kept = {one.id: one for one in reading.promises if one.state == "kept"}
    marked = {
        id: max((step.at_us for step in reading.entries_of(id) if step.deed == "mark"), default=0)
        for id in kept
    }
    hers = [
        one
        for one in found
        if one.promise is not None
        and one.promise.id in kept
        and one.claim.undone
        and (one.saying.at_us >= marked[one.promise.id] or one.decided)
    ]
    gaps = {gap.line.promise.id: gap for gap in _gaps(hers, words, reading)}
    contested = [
        (one, id)
        for one in replied
        for id in one.promises
        if id in kept and one.of(id) == "contests"
    ]
    for line in lines((kept[id] for id in dict.fromkeys(id for _, id in contested)), reading):
        id = line.promise.id
        told = tuple(
            Hers(one.record, one.person.id, one.words, GAPS["broken"], "contests", True)
            for one, which in contested
            if which == id
        )
        before = gaps[id].theirs if id in gaps else ()
        both = (*told, *before)
        gaps[id] = Gap(line, both, len({one.person for one in both}))
    return tuple(sorted(gaps.values(), key=lambda gap: (not gap.sure, -gap.people)))


def _unknown(
    found: Sequence[Link], replied: Sequence[Answer], reading: Reading
) -> tuple[tuple[Unknown, ...], int, int]:
    """Promises nobody they were made to spoke of though asked; those nobody was asked about."""
    known = {one.promise.id for one in found if one.promise and one.decided}
    known |= {one.promise for answer in replied for one in answer.readings}
    asked = {id for one in decisions(reading).asked for id in one.promises}
    answered: dict[str, set[str]] = {}
    for answer in replied:
        for id in answer.promises:
            if id not in answer.open:
                answered.setdefault(id, set()).add(answer.person.id)
    live = [one for one in reading.opened if one.confirmed and one.state in LIVE]
    silent = [one for one in live if one.id not in known]
    told = [one for one in silent if one.id in answered]
    unknown = tuple(Unknown(line, len(answered[line.promise.id])) for line in lines(told, reading))
    not_asked = [one for one in silent if one.id not in asked]
    waiting = [one for one in silent if one.id in asked and one.id not in answered]
    return unknown, len(not_asked), len(waiting)


def added(found: Iterable[Link], reading: Reading) -> tuple[Added, ...]:
    """Beliefs that no promise or document of ours stands behind: the same is one, however worded."""
    none = [one for one in found if _believed(one)]
    groups: dict[int, list[Link]] = {}
    for one, group in zip(none, alike([one.claim for one in none]), strict=True):
        groups.setdefault(group, []).append(one)
    made = [
        Added(
            (),
            tuple(one.saying.id for one in held),
            len({one.person or one.saying.id for one in held}),
            any(one.added for one in held),
        )
        for held in groups.values()
        if any(one.added for one in held) or not _stands_somewhere(held, reading)
    ]
    return tuple(sorted(made, key=lambda one: (not one.sure, -one.people, one.ids)))


def _stands_somewhere(held: Sequence[Link], reading: Reading) -> bool:
    """Whether a document of ours for their side or for all comes near to saying it, read as a promise or not."""
    papers = reading.held.of(
        "papers",
        reading.state.generation,
        lambda: [(one.side, parts(_said(one))) for one in reading.index.documents()],
    )
    people = reading.people(one.saying.by for one in held)
    sides = {
        one.saying.side or getattr(people.get(one.saying.by or ""), "side", None) for one in held
    }
    said = [part for side, own in papers if is_for(side, sides) for part in own]
    return nearest_part([one.claim for one in held], said) >= PERHAPS


def _said(one: Evidence) -> str:
    """The words of a document; what is written in plain text or Markdown is not read again."""
    plain = str(one.fields.get("path") or "").endswith((".md", ".txt"))
    return one.text if plain else shown(one)


def _quotes(one: Added, found: Iterable[Link], words: dict[str, Words]) -> tuple[Hers, ...]:
    """The newest few of its words."""
    ids = set(one.ids[-QUOTED:])
    return tuple(hers_of(each, words) for each in found if each.saying.id in ids)[::-1]


def _believed(one: Link) -> bool:
    """Whether somebody told her so, as she says, and nothing of ours is near it."""
    if one.decided:
        return one.added
    told = one.claim.told and not one.claim.asks and not one.claim.elsewhere
    return told and one.promise is None and not one.perhaps and one.claim.worded


def _unheard(believed: Sequence[Added]) -> Unheard:
    """Chao1 over beliefs, a customer counted once a belief."""
    counts = [one.people for one in believed]
    n = sum(counts)
    if n < ENOUGH:
        says = f"How many such beliefs nobody has voiced yet: not enough to say (n = {n}, at least {ENOUGH} are needed)."
        return Unheard(None, None, None, len(counts), n, "Chao1", says)
    from troth.stats import chao1

    found = chao1(counts)
    if not found.enough or found.value is None:
        says = f"Each belief was voiced by one customer only: how many more there are cannot be told (n = {n})."
        return Unheard(None, None, None, len(counts), n, "Chao1", says)
    missing = found.value - found.observed
    low, high = max(found.low - found.observed, 0.0), found.high - found.observed
    says = (
        f"At least {missing:.0f} more such beliefs have not been voiced yet "
        f"({low:.0f}–{high:.0f}, 95 %, Chao1, n = {n} voices of {found.observed} beliefs)."
    )
    return Unheard(missing, low, high, found.observed, n, "Chao1", says)

"""`troth decide`: a proposal held against the live promises, and written down as a decision.

Which promises it keeps, strains and breaks, with both sentences side by side; how many people on
which side; what notice is asked for and given; what making whole costs. Nothing is stored until
somebody says so, and what surely breaks a promise is recorded only with an owner and a notice plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime

from troth.acts.opening import Workspace
from troth.acts.proposal import Proposal
from troth.errors import TrothError
from troth.ledger import promises
from troth.ledger.decisions import decision, people_by_side, write
from troth.ledger.directory import by_handles
from troth.ledger.retaining import GONE
from troth.model.decision import Decision, Touched
from troth.model.identity import digest
from troth.model.promise import LIVE, Promise
from troth.text.deciding import Judged, decides
from troth.text.owing import owed
from troth.text.pledged import deeds
from troth.text.quantities import quantities
from troth.text.served import SERVED

ORDER = ("broken", "strained", "touched", "kept")
CANNOT = "cannot be told"


@dataclass(frozen=True, slots=True)
class Weighed:
    """One promise that the proposal touches, with its own words; who it was made to, by name."""

    touched: Touched
    words: str
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a proposal does to the promises: those it breaks first. `live` is how many were looked at."""

    proposal: Proposal
    promises: tuple[Weighed, ...]
    live: int

    def of(self, effect: str, *, sure: bool = True) -> tuple[Weighed, ...]:
        """Those kept, strained or broken; what is unsure stands apart."""
        return tuple(
            one
            for one in self.promises
            if one.touched.effect == effect and one.touched.sure == sure
        )

    @property
    def unsure(self) -> tuple[Weighed, ...]:
        """What may be touched, and how cannot be told for sure."""
        return tuple(one for one in self.promises if not one.touched.sure)

    @property
    def breaks(self) -> bool:
        """Whether it surely breaks a promise."""
        return any(one.touched.breaks for one in self.promises)


def decide(work: Workspace, proposal: Proposal, *, now_us: int) -> Assessment:
    """The proposal against every live promise of the ledger, as both stand now. Stores nothing."""
    with work.ledger.read() as con:
        held = [one for one in promises.promises(con, work.index, candidates=False) if _live(one)]
        sides = people_by_side(con)
        named = by_handles(con, {one.to for one in held if one.to})
    today = datetime.fromtimestamp(now_us / 1e6, UTC).date()
    told = proposal.notice.by or proposal.decided or today
    given = (proposal.effect - told).days if proposal.effect else None
    asked = _asked(work, held)
    found: list[Weighed] = []
    for one in held:
        who = named.get(one.to or "")
        people = {who.side or "": 1} if who else _people(one, sides)
        judged, sentence = _judged(one, proposal)
        if judged is not None:
            touched = _touched(one, judged, sentence, people, proposal)
            found.append(
                Weighed(_noticed(touched, one, asked, given), one.words, who.label if who else None)
            )
    found += _surprised(held, found, asked, sides, given)
    return Assessment(proposal, tuple(sorted(found, key=_weight)), len(held))


def _touched(
    one: Promise, judged: Judged, sentence: str, people: Mapping[str, int], proposal: Proposal
) -> Touched:
    hurt = judged.effect in ("broken", "strained")
    cost = owed(one.words, sentence, proposal.made_whole, people) or CANNOT
    return Touched(
        promise=one.id,
        effect=judged.effect,
        sure=judged.sure and one.confirmed,
        sentence=sentence,
        why=judged.why if one.confirmed else f"{judged.why}; nobody confirmed this promise",
        people=people,
        to=one.to,
        cost=cost if hurt else "",
    )


def record(
    work: Workspace, found: Assessment, *, who: str, now_us: int, option: str | None = None
) -> Decision:
    """Write the decision down, with what it does to the promises as that stands now.

    Raises TrothError where it surely breaks a promise and names no owner or no notice plan, where
    its day lies ahead, or where it has been recorded already.
    """
    proposal = found.proposal if option is None else replace(found.proposal, option=option)
    _gate(found)
    today = datetime.fromtimestamp(now_us / 1e6, UTC).date()
    decided = proposal.decided or today
    if decided > today:
        raise TrothError(
            f"The day of the decision, {decided}, is to come.", advice="Correct “date”."
        )
    if proposal.review is not None and proposal.review < decided:
        raise TrothError(
            f"It is to be reviewed on {proposal.review}, before it was decided on {decided}.",
            advice="Correct “review”, or “date” where it was decided earlier.",
        )
    id = digest("d", "decision", proposal.title, proposal.text, str(decided))
    at_us = now_us if decided == today else _us(decided)
    with work.ledger.begin() as con:
        if decision(con, id) is not None:
            raise TrothError(
                "This decision is recorded already.", advice=f"troth decisions show {id}"
            )
        write(con, id, "decide", _body(proposal, found, decided), who=who, at_us=at_us)
        made = decision(con, id)
    assert made is not None
    return made


def _gate(found: Assessment) -> None:
    broken = sum(one.touched.breaks for one in found.promises)
    lacks = [
        name
        for name, given in (
            ("owner", found.proposal.owner),
            ("notice plan", found.proposal.notice.plan or found.proposal.notice.by),
        )
        if not given
    ]
    if broken and lacks:
        count = "a promise" if broken == 1 else f"{broken} promises"
        raise TrothError(
            f"It breaks {count}, and names no {' and no '.join(lacks)}.",
            advice="Say who answers for it and how those concerned are told, in its head:\n"
            "  owner: NAME\n  notice: who is told, and how\n  told by: 2026-03-31\n"
            "or with  --owner NAME --notice WORDS --told-by DAY",
        )


def _body(proposal: Proposal, found: Assessment, decided: date) -> dict[str, object]:
    """The entry. The words of a promise are never copied into it: they are read where they stand."""

    def day(given: date | None) -> str | None:
        return given.isoformat() if given else None

    return {
        "title": proposal.title,
        "decided": decided.isoformat(),
        "text": proposal.text,
        "owner": proposal.owner,
        "option": proposal.option,
        "options": list(proposal.options),
        "dissent": list(proposal.dissent),
        "effect": day(proposal.effect),
        "review": day(proposal.review),
        "notice": {"plan": proposal.notice.plan, "by": day(proposal.notice.by)},
        "made_whole": proposal.made_whole,
        "expects": {"kpi": proposal.kpi, "customer_outcome": proposal.customer_outcome},
        "forecasts": [
            {"what": one.what, "probability": one.probability, "by": day(one.by), "who": one.who}
            for one in proposal.forecasts
        ],
        "facts": [asdict(one) for one in proposal.facts],
        "doubts": [asdict(one) for one in proposal.doubts],
        "promises": [asdict(one.touched) for one in found.promises],
    }


def _us(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1_000_000


def _live(one: Promise) -> bool:
    """Whether it still binds: a dated one that was marked binds no more."""
    over = one.kind == "dated" and one.state != "open"
    return one.state in LIVE and not over and bool(one.words) and not one.words.startswith(GONE)


def _judged(one: Promise, proposal: Proposal) -> tuple[Judged | None, str]:
    """The sentence that hits a promise hardest, and what it does to it."""
    found = [
        (judged, sentence)
        for sentence in proposal.sentences
        if (judged := decides(sentence, one.words)) is not None
    ]
    if not found:
        return None, ""
    return min(found, key=lambda pair: (not pair[0].sure, ORDER.index(pair[0].effect)))


def _weight(one: Weighed) -> tuple[bool, int, int, str, str]:
    it = one.touched
    return not it.sure, ORDER.index(it.effect), -it.total, one.words, it.promise


def _people(one: Promise, sides: Mapping[str, int]) -> dict[str, int]:
    """Who is concerned by a promise to everybody: its side, those its words name, or all."""
    if one.side is not None:
        return {one.side: sides.get(one.side, 0)}
    spoken = _sides(one.words)
    named = {side: n for side, n in sides.items() if side and side.lower().rstrip("s") in spoken}
    return named or dict(sides)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Notice that a promise or our terms ask for: so many days, in these words, standing there."""

    days: int
    words: str
    deeds: frozenset[str]


def _asked(work: Workspace, held: Iterable[Promise]) -> list[_Asked]:
    """Every notice asked for, by live promises to everybody and by sentences of our own terms."""
    words = [one.words for one in held if one.to is None]
    for paper in work.index.documents():
        if paper.fields.get("genre") == "terms":
            words += (" ".join(each.split()) for each in _SENTENCE.split(paper.text))
    found = []
    for each in dict.fromkeys(words):
        hours = max(quantities(each).durations, default=0.0) if _NOTICE.search(each) else 0.0
        if 24 <= hours < 100_000 and "notice" in deeds(each):
            found.append(_Asked(round(hours / 24), each, _matters(each)))
    return found


_NOTICE = re.compile(r"\b(?:notice|notif|announc|tell|advance|beforehand|before|ahead)", re.I)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n")


def _fits(asked: _Asked, words: str) -> bool:
    """Whether a notice holds for what a promise is about; one that names no matter holds for all."""
    if asked.words == words:
        return True
    mine, theirs = _sides(asked.words), _sides(words)
    if mine and theirs and not mine & theirs:
        return False
    return not asked.deeds or bool(asked.deeds & _matters(words))


def _sides(words: str) -> set[str]:
    """Whom the words name, in the singular."""
    return {word.lower().rstrip("s") for word in re.findall(SERVED, words, re.I)}


def _matters(words: str) -> frozenset[str]:
    """What a promise is about, by its deeds and by the noun it names: pay, prices, terms."""
    named = {name for name, pattern in _NOUNS if pattern.search(words)}
    return frozenset(deeds(words) - {"notice", "free"} | named)


_NOUNS = (
    ("pay", re.compile(r"\b(?:paid|pay|pays|payouts?|wages?|earnings)\b", re.I)),
    (
        "price",
        re.compile(r"\b(?:prices?|fees?|costs?|charges?|tariffs?|commissions?|free)\b|[€$£]", re.I),
    ),
    ("terms", re.compile(r"\b(?:terms|conditions|agreement|contract)\b", re.I)),
)


def _noticed(touched: Touched, one: Promise, asked: Iterable[_Asked], given: int | None) -> Touched:
    """The longest notice that holds for this promise, and what the plan gives.

    Without a day on which people are told, no more can be given than from today to the effect.
    """
    longest = max((each for each in asked if _fits(each, one.words)), key=_days, default=None)
    own = longest is not None and longest.words == one.words
    if longest is None or (touched.effect == "kept" and not own):
        return replace(touched, given_days=None if touched.effect == "kept" else given)
    touched = replace(touched, asked_days=longest.days, asked=longest.words, given_days=given)
    if own and given is not None and given < longest.days and touched.effect != "broken":
        return replace(touched, effect="broken", why=_short(longest, given), sure=one.confirmed)
    return touched


def _surprised(
    held: Iterable[Promise],
    found: Iterable[Weighed],
    asked: Iterable[_Asked],
    sides: Mapping[str, int],
    given: int | None,
) -> list[Weighed]:
    """Promises of notice that no sentence names, and that the effect of another one leaves no time for."""
    notices = {each.words: each for each in asked}
    known = {one.touched.promise for one in found}
    hurt = [
        one for one in found if one.touched.sure and one.touched.effect in ("broken", "strained")
    ]
    made = []
    for one in held:
        notice = notices.get(one.words)
        if notice is None or given is None or given >= notice.days or one.id in known:
            continue
        cause = next((each for each in hurt if _fits(notice, each.words)), None)
        if cause is not None:
            touched = Touched(
                one.id, "broken", one.confirmed, cause.touched.sentence, _short(notice, given),
                _people(one, sides), one.to, notice.days, notice.words, given, CANNOT,
            )  # fmt: skip
            made.append(Weighed(touched, one.words))
    return made


def _days(asked: _Asked) -> int:
    return asked.days


def _short(asked: _Asked, given: int) -> str:
    return (
        f"{asked.days} days of notice are promised, {given} {'is' if given == 1 else 'are'} given"
    )

"""`troth decide`: a proposal held against the live promises, and written down as a decision.

Which promises it keeps, strains and breaks, with both sentences side by side; how many people on
which side; what notice is asked for and given; what making whole costs. Nothing is stored until
somebody says so, and what surely breaks a promise is recorded only with an owner and a notice plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime

from troth.acts.noticing import noticed, notices_asked, people_of, surprised
from troth.acts.opening import Workspace
from troth.acts.proposal import Proposal
from troth.acts.weighed import CANNOT, ORDER, Weighed, weight
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
    asked = notices_asked(work, held)
    found: list[Weighed] = []
    for one in held:
        who = named.get(one.to or "")
        people = {who.side or "": 1} if who else people_of(one, sides)
        judged, sentence = _judged(one, proposal)
        if judged is not None:
            touched = _touched(one, judged, sentence, people, proposal)
            found.append(
                Weighed(noticed(touched, one, asked, given), one.words, who.label if who else None)
            )
    found += surprised(held, found, asked, sides, given)
    return Assessment(proposal, tuple(sorted(found, key=weight)), len(held))


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

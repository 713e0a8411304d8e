"""Learning from what people here corrected: a head that takes a second look at what was read.

It is used only where it is better than the rules alone on entries it has not seen: five heads are
each learnt from four parts and asked about the fifth, and better means that of the lines on which
the two differ it is right on more than chance would give (Wilson, 95 %).
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from troth.acts.beside import better
from troth.acts.mine import Line, lines
from troth.acts.opening import Workspace
from troth.acts.own import LEARNABLE, keeps
from troth.errors import UnknownNameError
from troth.ledger.entries import note
from troth.stats.rates.proportions import Interval, wilson
from troth.text.tasks import TASKS

if TYPE_CHECKING:
    from troth.acts.note import Signed
    from troth.text.head import Head

LEAST = 40
LEAST_OF_EACH = 10
FOLDS = 5
LEARN = "learn"


@dataclass(frozen=True, slots=True)
class Learnt:
    """What came of it. `stands` is how often the rules alone are right, `own` how often with the
    head behind them, both on lines the head had not seen; None where there are too few.

    `gained` lines only the head gets right, `lost` ones only the rules.
    """

    task: str
    n: int
    promises: int
    stands: Interval | None = None
    own: Interval | None = None
    gained: int = 0
    lost: int = 0
    used: bool = False

    @property
    def enough(self) -> bool:
        """Whether there are lines enough to learn from."""
        return self.stands is not None


def learn(work: Workspace, task: str, by: Signed) -> Learnt:
    """Learn from the entries, compare, and use what was learnt only if it is better.

    What was learnt before is replaced, or removed where the new comparison does not bear it out.
    """
    if task not in LEARNABLE:
        advice = f"So far one is learnt for: {', '.join(LEARNABLE)}."
        raise UnknownNameError("task to learn", task, LEARNABLE, advice=advice)
    held = [one for one in lines(work, task) if one.item.speaker == "company"]
    yes = sum(one.gold == "true" for one in held)
    found = Learnt(task, len(held), yes)
    if len(held) < LEAST or min(yes, len(held) - yes) < LEAST_OF_EACH:
        return found
    rules = [label == "true" for label in TASKS[task].judge([one.item for one in held])]
    found = compared(found, held, rules, _unseen(held))
    _publish(work, found, held, by)
    return found


def compared(
    found: Learnt, held: Sequence[Line], rules: Sequence[bool], head: Sequence[bool]
) -> Learnt:
    """The rules alone beside the rules with a head behind them."""
    gold = [one.gold == "true" for one in held]
    both = [one and other for one, other in zip(rules, head, strict=True)]
    right = [one == so for one, so in zip(rules, gold, strict=True)]
    righter = [one == so for one, so in zip(both, gold, strict=True)]
    gained = sum(new and not old for new, old in zip(righter, right, strict=True))
    lost = sum(old and not new for new, old in zip(righter, right, strict=True))
    return replace(
        found,
        stands=wilson(sum(right), len(gold)),
        own=wilson(sum(righter), len(gold)),
        gained=gained,
        lost=lost,
        used=better(gained, lost),
    )


def _unseen(held: Sequence[Line]) -> list[bool]:
    """For each line what a head says of it that was learnt without its fold."""
    texts = [_text(one) for one in held]
    folds = [
        int(hashlib.sha256(text.casefold().encode()).hexdigest(), 16) % FOLDS for text in texts
    ]
    found = [True] * len(held)
    for fold in range(FOLDS):
        rest = [one for one, at in zip(held, folds, strict=True) if at != fold]
        asked = [number for number, at in enumerate(folds) if at == fold]
        if not asked or len({one.gold for one in rest}) < 2:
            continue
        for number, stays in zip(
            asked, keeps(_head(rest), [texts[each] for each in asked]), strict=True
        ):
            found[number] = stays
    return found


def _head(held: Sequence[Line]) -> Head:
    from troth.text.grams import grams
    from troth.text.head import Seen
    from troth.text.learning import Lesson, learnt
    from troth.text.vectors import vectors

    texts = [_text(one) for one in held]
    lesson = Lesson(Seen(grams(texts), vectors(texts)), [one.gold for one in held])
    return learnt(lesson, ("false", "true"), balanced=False)


def _text(one: Line) -> str:
    return " ".join(one.item.text.split())


def _publish(work: Workspace, found: Learnt, held: Sequence[Line], by: Signed) -> None:
    """Write the head where it is used, and an entry either way; the next run reads anew."""
    from troth.text.head import save

    body = {name: told for name, told in asdict(found).items() if name not in ("stands", "own")}
    body |= {name: _share(getattr(found, name)) for name in ("stands", "own")}
    if found.used:
        fresh = work.home.tmp / "weights"
        save(fresh, found.task, replace(_head(held), card=_card(found, held, by)))
        work.home.weights.mkdir(exist_ok=True)
        for suffix in (".json", ".npz"):
            (fresh / f"{found.task}{suffix}").replace(work.home.weights / f"{found.task}{suffix}")
        shutil.rmtree(fresh)
    else:
        for suffix in (".npz", ".json"):
            (work.home.weights / f"{found.task}{suffix}").unlink(missing_ok=True)
    with work.ledger.begin() as con:
        note(con, at_us=by.now_us, who=by.who, deed=LEARN, target=found.task, body=body)


def _card(found: Learnt, held: Sequence[Line], by: Signed) -> dict[str, object]:
    return {
        "question": TASKS[found.task].asks,
        "learnt": datetime.fromtimestamp(by.now_us / 1e6, UTC).date().isoformat(),
        "from": "corrections made in this workspace",
        "licence": "Learnt from the words of your customers and your own: keep it to yourselves.",
        "lines": {"true": found.promises, "false": found.n - found.promises},
        "last entry": max(one.entry for one in held),
        "right on unseen lines": {"rules": _share(found.stands), "with this": _share(found.own)},
        "used": "what the rules read as a promise stays where this gives it one half or more",
    }


def _share(one: Interval | None) -> list[float] | None:
    if one is None or one.value is None:
        return None
    return [round(each, 4) for each in (one.value, one.low, one.high)]

"""Which of many texts may her words be about? By shared words and deeds, quick among thousands.

A text is looked at only where it shares a weighty word or a deed with her words; the rarer the
word, the sooner. What is proposed here is judged by `text.believing`, and confirmed by a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from troth.patterns import later
from troth.text.agreeing import counts
from troth.text.believing import believe
from troth.text.hers import Claim
from troth.text.masking import masked, sentences
from troth.text.nearing import marks, nearness, words_of
from troth.text.parties import parties

LOOKED_AT = 20
"""So many texts are held against her words, those first that share the rarest with them."""
SAME_MATTER = 1.0
PERHAPS = 0.85


@dataclass(frozen=True, slots=True)
class Pool:
    """Texts by the words and deeds in them; each text once."""

    texts: tuple[str, ...]
    holding: dict[str, list[int]] = field(default_factory=dict)

    def near(self, told: Claim, least: float = SAME_MATTER) -> list[tuple[float, int]]:
        """How near which texts are, the nearest first; none below the least."""
        met: dict[int, float] = {}
        for mark in sorted(marks(told.text)):
            held = self.holding.get(mark, ())
            for number in held:
                met[number] = met.get(number, 0.0) + 1.0 / (1 + len(held))
        some = sorted(met, key=lambda number: (-met[number], number))[:LOOKED_AT]
        found = [(nearness(told, self.texts[number]), number) for number in some]
        return sorted(
            (pair for pair in found if pair[0] >= least), key=lambda pair: (-pair[0], pair[1])
        )


def pool(texts: Iterable[str]) -> Pool:
    """Texts made ready to be looked among."""
    made = Pool(tuple(dict.fromkeys(texts)))
    for number, text in enumerate(made.texts):
        for mark in marks(text):
            made.holding.setdefault(mark, []).append(number)
    return made


def nearest(claims: Sequence[Claim], texts: Iterable[str]) -> float:
    """How near the nearest sentence of whole texts comes to a belief, told in any of these claims."""
    wanted = {word[:4] for one in claims for word in words_of(one.text)}
    found = 0.0
    for text in texts:
        low = text.lower()
        if not any(word in low for word in wanted):
            continue
        plain = masked(text)
        spans = sentences(plain, wrapped=True)
        gathered = pool(span.of(plain) for span in spans)
        for one in claims:
            best = next(iter(gathered.near(one, 0.0)), (0.0, 0))[0]
            found = max(found, best, nearness(one, plain) if len(spans) == 1 else 0.0)
        if found >= SAME_MATTER:
            return found
    return found


def parts(text: str) -> tuple[str, ...]:
    """The sentences of a text, as they are held against her words."""
    plain = masked(text)
    return tuple(span.of(plain) for span in sentences(plain, wrapped=True))


def nearest_part(claims: Sequence[Claim], held: Sequence[str]) -> float:
    """How near the nearest of very many sentences comes to a belief told in any of these claims.

    Those that share the rarest words with it are held against it, the first `LOOKED_AT` for each claim.
    """
    found = 0.0
    for one in claims:
        wanted = {word[:4] for word in (*words_of(one.text), *_LONG.findall(one.text.lower()))}
        wanted = {word for word in wanted if len(word) > 2}
        met = [(at, hit) for at, text in enumerate(held) if (hit := _hits(wanted, text))]
        often = Counter(word for _, hit in met for word in hit)
        ranked = sorted(met, key=lambda pair: (-sum(1 / often[word] for word in pair[1]), pair[0]))
        found = max(found, *(nearness(one, held[at]) for at, _ in ranked[:LOOKED_AT]), 0.0)
        if found >= SAME_MATTER:
            break
    return found


_LONG = later(r"[^\W\d_]{5,}")


def _hits(wanted: Iterable[str], text: str) -> tuple[str, ...]:
    low = text.lower()
    return tuple(word for word in wanted if word in low)


def alike(claims: Sequence[Claim]) -> list[int]:
    """For each claim the number of the first that tells the same; its own where none does."""
    gathered = pool(one.text for one in claims)
    first: dict[str, int] = {}
    group: list[int] = []
    for number, one in enumerate(claims):
        into = number
        for _, other in gathered.near(one):
            there = first.get(gathered.texts[other])
            if there is not None and _same(one, claims[there]):
                into = group[there]
                break
        group.append(into)
        first.setdefault(one.text, number)
    return group


def _same(one: Claim, other: Claim) -> bool:
    both = nearness(one, other.text) >= SAME_MATTER and nearness(other, one.text) >= SAME_MATTER
    if not both or _more_than_one(one.text, other.text) or _more_than_one(other.text, one.text):
        return False
    mine, theirs = parties(one.text), parties(other.text)
    if mine and theirs and not mine & theirs:
        return False
    return believe(one, other.text).relation == "agrees"


def _more_than_one(some: str, other: str) -> bool:
    """Whether the one counts what of the other is “a”: two photos, and a photo."""
    return any(
        n != 1 and re.search(rf"\ban? (?:\w+ )?{re.escape(name)}", other, re.I)
        for name, n in counts(some)
    )

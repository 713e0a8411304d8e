"""How hard is a text to read, in parts that can be mended one by one?

How long its sentences are; how rare its words are; how abstract ("the utilisation of" for "using");
which terms it uses and never explains; which prices nobody can add up. No single grade: the parts
stand beside each other, with the reading ease of Flesch (1948) and the grade of Kincaid (1975),
whose formulas measure words and sentences and not whether anybody understands.

How rare a word is comes from the table of word pieces that troth ships anyway (`text.pieces`): its
words stand there in the order of how often they occur in some three thousand million words of
books and encyclopaedia. A word that the table does not hold whole is rarer than all that it does.

Against the judgement of teachers on 4,724 passages (CLEAR, 2021; used to measure only), Pearson's r
with their ease, each ± .02: reading ease .56, grade −.53, rarity −.48, abstract words −.42, length
of sentences −.38; the last three added up, each in its own spread and with none fitted, −.65.
Unexplained terms and unclear prices were not measured: nothing labelled tells of them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from troth.model.origin import Span
from troth.patterns import later
from troth.text.abbreviations import abbreviations, is_explained, known
from troth.text.masking import sentences
from troth.text.pieces import numbers

FIRST = 1996
"""The piece that stands first in the order of how often they occur: “the”."""
LARGEST = 30_522
COMMON = 6.0
"""Up to this rarity a word is one of the 64 that every text is full of, and says nothing of it."""
RARE = 12.0
"""From this rarity, in bits, a word is rare: the 4,000 most frequent are none."""


@dataclass(frozen=True, slots=True)
class Clarity:
    """The parts of a text's clarity.

    `sentence` is the mean length of a sentence in words, `longest` the span of the longest;
    `rarity` the mean of the base-2 logarithm of the place by frequency, over the words that are
    not COMMON, `rare` the share of words rarer than RARE; `abstract` the share of words that end as nouns made from verbs and
    adjectives do. `unexplained` are terms at their first use, `prices` what no reader can add up.
    """

    words: int
    sentences: int
    syllables: int
    sentence: float
    longest: Span | None
    rarity: float
    rare: float
    abstract: float
    unexplained: tuple[Span, ...] = ()
    prices: tuple[Span, ...] = ()

    @property
    def ease(self) -> float | None:
        """Flesch's reading ease, higher is easier; None for a text without words."""
        if not self.words:
            return None
        return 206.835 - 1.015 * self.sentence - 84.6 * self.syllables / self.words

    @property
    def grade(self) -> float | None:
        """Kincaid's grade, years of school; None for a text without words."""
        if not self.words:
            return None
        return 0.39 * self.sentence + 11.8 * self.syllables / self.words - 15.59


def clarity(text: str, *, own: Collection[str] = (), wrapped: bool = True) -> Clarity:
    """The parts of a text's clarity; `own` are the company's own terms, `wrapped` as in
    `masking.sentences`."""
    spans = [span for span in sentences(text, wrapped=wrapped) if _WORD.search(span.of(text))]
    lengths = [len(_WORD.findall(span.of(text))) for span in spans]
    found = [word.lower() for word in _WORD.findall(text)]
    n = len(found)
    rarities = [rarity(word) for word in found]
    telling = [each for each in rarities if each >= COMMON]
    longest = max(zip(lengths, spans, strict=True), key=lambda pair: pair[0], default=None)
    return Clarity(
        words=n,
        sentences=len(spans),
        syllables=sum(syllables(word) for word in found),
        sentence=n / len(spans) if spans else 0.0,
        longest=longest[1] if longest else None,
        rarity=sum(telling) / len(telling) if telling else 0.0,
        rare=sum(each >= RARE for each in rarities) / n if n else 0.0,
        abstract=sum(_ABSTRACT.search(word) is not None for word in found) / n if n else 0.0,
        unexplained=tuple(unexplained(text, own)),
        prices=tuple(unclear_prices(text)),
    )


def rarity(word: str) -> float:
    """How rare a word is, in bits: 0 for the most frequent, about 15 for one just known.

    A word that is not known whole counts as a bit rarer than all that are, for each further piece.
    """
    bare = word.lower().removesuffix("'s").removesuffix("’s")
    cut = numbers(bare) or [LARGEST]
    place = max(cut[0] - FIRST + 1, 1) if len(cut) == 1 else LARGEST
    return math.log2(place) + (len(cut) - 1)


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e or ed at the end; never less than one."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    bare = re.sub(r"(?:[^laeiouy]es|[^tdaeiouy]ed|(?<!l)e|(?<=[aeiouy]l)e)$", "", bare)
    return max(len(re.findall(r"[aeiouy]+", bare)), 1)


def unexplained(text: str, own: Collection[str] = ()) -> Iterator[Span]:
    """Where an abbreviation or a term of our own is used first, if the text never explains it."""
    ours = ((term, _at(match)) for term in own for match in re.finditer(_whole(term), text))
    seen: set[str] = set()
    for term, span in sorted([*abbreviations(text), *ours], key=lambda each: each[1].start):
        if term not in seen and (term in own or term not in known()):
            if not is_explained(term, text):
                yield span
            seen.add(term)


def _whole(term: str) -> str:
    return rf"(?<!\w){re.escape(term)}(?!\w)"


def _at(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end())


def unclear_prices(text: str) -> Iterator[Span]:
    """Where a price is named that nobody can add up: “from”, “plus fees”, “on request”, a star."""
    for match in _PRICE.finditer(text):
        yield _at(match)


_WORD = later(r"[^\W\d_](?:[^\W_]|['’](?=\w))*", re.U)
_ABSTRACT = later(
    r".{3}(?:[tsc]ions?|ments?|ness(?:es)?|it(?:y|ies)|[ae]nc(?:e|es|y|ies)|isms?|ships?|isations?|izations?|ality"
    r"|hood|ability|acy)$"
)
_SUM = r"(?:[€$£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|£|\$|(?:euros?|dollars?|pounds?|EUR|USD|GBP)\b))"
_PRICE = later(
    rf"(?:\b(?:from|starting (?:at|from)|starts at|as (?:low|little) as|between)\s+(?:just |only )?{_SUM}"
    rf"|{_SUM}\s?(?:\*|†|\+(?!\d))|{_SUM}[^.!?\n]{{0,40}}?\b(?:plus|excl\w*|excluding|not including|before|\+)\s+(?:\w+\s+)?"
    r"(?:taxe?s?|vat|fees?|charges?|shipping|delivery|tips?|surcharges?|extras?)"
    r"|\b(?:(?:additional|extra|other|further|processing|service|booking|handling|variable) (?:fees?|charges?|costs?) (?:may|might|will|can) (?:also )?(?:apply|be (?:charged|added))"
    r"|(?:fees?|charges?|prices?|rates?) (?:may )?var(?:y|ies)|prices? (?:on|upon) (?:request|application)|(?:contact|ask|call) (?:us|sales|our \w+ team) for (?:a )?(?:pricing|price|prices|quote)|custom pricing"
    r"|let's talk pricing|market (?:price|rate)|at (?:our|the) (?:then-)?current (?:price|rate)s?))",
    re.I,
)

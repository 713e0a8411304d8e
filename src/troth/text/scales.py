"""On which scale a question is answered, as its words tell, and answers read as points on it.

A number alone tells nothing: 5 is the best of five and the middle of ten. So a scale is named
only where the question names it, and a score is given only where the answer is a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from troth.patterns import later

CELL_MOST = 80
"""A longer cell is words, whatever it begins with."""

_NUMBER = later(r"\s*(-?(?:0|[1-9]\d{0,5})(?:\.\d{1,4})?)\s*")
_LABELLED = later(r"\s*(\d{1,2})\s*(?:[-–—:=(]|\.\s)\s*\D.*", re.S)
_STATED = later(
    r"(?<![\d.])([01])\s*(?:-|–|—|to|through|bis|à|a|al|do|tot)\s*(3|4|5|6|7|9|10|100)(?![\d.])",
    re.I,
)
_NPS = later(r"(?<![^\W_])nps(?![^\W_])|net[ _-]?promoter", re.I)
_RECOMMEND = later(
    r"recommend|recommand|recomend|empfehl|raccomand|consigli|aanbevel|polec|rekommender|anbefal",
    re.I,
)
_LIKELY = later(
    r"likel|wahrscheinlich|probab|waarschijnlijk|prawdopodob|troligt|sannolikt|sandsynlig|scale of",
    re.I,
)
_CSAT = later(
    r"(?<![^\W_])csat(?![^\W_])|how satisf|satisfied are you|satisfaction (?:score|rating)|"
    r"rate your satisfaction|wie zufrieden|satisfait|tan satisfech|quanto .{0,20}soddisfatt|"
    r"hoe tevreden|jak bardzo .{0,20}zadowol",
    re.I,
)
_CES = later(
    r"(?<![^\W_])ces(?![^\W_])|customer effort|how easy|how difficult|made it easy|how much effort|"
    r"wie (?:ein|leicht)fach|hoe makkelijk|facile .{0,30}\?|fácil .{0,30}\?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Scale:
    """What is measured ("nps", "csat", "ces", or the range as stated), and its two ends."""

    name: str
    least: float
    most: float

    def holds(self, score: float) -> bool:
        """Whether this can be a point on the scale; the promoter question has whole ones only."""
        return self.least <= score <= self.most and (self.name != "nps" or score == int(score))

    def text(self) -> str:
        """The two ends as a person writes them."""
        return f"{self.least:g} to {self.most:g}"


NPS = Scale("nps", 0, 10)
NAMED = {"nps": NPS, "csat": Scale("csat", 0, 100), "ces": Scale("ces", 0, 10)}


def scale_named(word: str | None) -> Scale | None:
    """The scale that a word means by itself: "NPS", "csat_5", "Customer Effort Score"."""
    text = re.sub(r"[\W_]+", " ", (word or "")[:CELL_MOST]).strip().casefold()
    for name, scale in NAMED.items():
        if re.match(rf"{name}\d*(?!\w)", text):
            return scale
    return NPS if text.startswith("net promoter") else NAMED["ces"] if "effort" in text else None


def scale_of(question: str) -> Scale | None:
    """The scale a question asks for; None where its words name none."""
    return _asked_on(question[:1000])


@lru_cache(maxsize=4096)
def _asked_on(text: str) -> Scale | None:
    stated = _STATED.search(text)
    ends = (float(stated[1]), float(stated[2])) if stated else None
    if _NPS.search(text) or (_RECOMMEND.search(text) and _LIKELY.search(text)):
        if ends is None or ends[1] == NPS.most:
            return NPS
        return Scale(f"{ends[0]:g}–{ends[1]:g}", *ends)
    for name, words in (("csat", _CSAT), ("ces", _CES)):
        if words.search(text):
            return Scale(name, *ends) if ends else NAMED[name]
    return Scale(f"{ends[0]:g}–{ends[1]:g}", *ends) if ends else None


def score_of(cell: str) -> float | None:
    """The number an answer is, also where its label stands behind ("10 - Extremely likely")."""
    if len(cell) > CELL_MOST:
        return None
    found = _NUMBER.fullmatch(cell)
    return float(found[1]) if found else None


def labelled_score(cell: str) -> float | None:
    """The number before a label ("10 - Extremely likely"), for a question with a known scale."""
    found = _LABELLED.fullmatch(cell) if len(cell) <= CELL_MOST else None
    return float(found[1]) if found else None

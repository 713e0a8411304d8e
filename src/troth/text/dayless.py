"""Where is something said to come, and no day is named? `no-day` tells it, `vague-promise` not again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from troth.model.document import Page
from troth.text.audience import for_ourselves
from troth.text.spelled import Said, Standing, Told, spelled_out
from troth.text.worded import Worded

_SOON = r"(?:(?:very |really |pretty |quite )?soon|shortly|in due course|as (?:soon|quickly|fast) as (?:possible|we can|practical|practicable)|asap|in the (?:near|not[- ]too[- ]distant|foreseeable) future|in the future|at a later (?:date|time|point)|in (?:a|an|the next|some|one of the next|upcoming|future) (?:later |future |upcoming |following |subsequent |coming |few |next )*(?:releases?|versions?|updates?)|(?:in|over|within) the (?:next few|coming|next couple of|following) (?:days|weeks|months))"
_WILL = r"(?:will|'ll|shall|going to|plan(?:s|ning)? to|hop(?:e|ing) to|expect to|aim to|intend to|working (?:hard )?(?:to|on)|(?:is|are|be|'s|'re) (?:\w+ )?(?:coming|due|planned|expected|launching|arriving|releasing|adding|rolling out))"
_TABLES = {
    "soon": rf"""
        soon, shortly, due course, asap, at a later, release, version, update, future, coming, next few, next couple, quickly as, fast as, following :: {_WILL}(?! not)(?: (?!soon|shortly|anytime|any)[\w'/()-]+){{0,12}}? {_SOON}(?! (?:as|after|before|until|afterwards?|thereafter|enough|be the))
        coming soon, coming very soon, soon to come, more to come soon, available soon :: (?:coming|arriving|available|launching|releasing|landing|out|following|more) (?:very |really )?(?:soon|shortly)(?! after)
        soon, shortly :: (?:soon|shortly),? (?:we|you)(?:'ll| will|'re going to| are going to| can| can expect)
    """,
}
DAYLESS = Worded(_TABLES)
_DAY = (
    r"\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:january|february|march|april|june|july|august|september|"
    r"october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|\btomorrow\b|\btoday\b|\btonight\b|\b(?:this|next|end of (?:the|this)) (?:week|month|year|quarter|summer|"
    r"autumn|fall|winter|spring|sprint)\b|\b(?:one|two|three|four|five|six) (?:hours?|days?|weeks?|months?)\b|\bend of (?:the )?(?:day|week|month|year)\b"
)
_READER_ACTS = r"\b(?:please|you (?:should|must|need|have to|can|may|could)|recommend|encourage|urge|make sure|try to|let us know|(?:contact|tell|e-?mail|report|upgrade|update)\b)[^.;]{0,80}$"
_NOT = (
    r"\b(?:not|n't|no longer|never)\b|\bif\b|\bwhen(?:ever)?\b|\bwould\b|\bwas\b|\bwere\b|\bhad\b"
)
_ELSE = r"\blooking forward\b|\b(?:again|prevent|avoid|happening)\b|\b(?:need|want|have)(?:ed)? to\b|\bask\b|\brecommend"
_FAREWELL = r"\b(?:see you|hear from you|talk|speak|chat|feel better|get well|meet)\b"
_WE = r"\b(?:we|we'll|we're|i|i'll|i'm|our|us|team|coming|available|follow|releas\w+|publish\w*|launch\w*|support\w*|add\w*|implement\w*|feature|features|version)\b"


def dayless(page: Page, most: int | None = None) -> Iterator[Told]:
    """What is to come and has no day; `most` of a standing by themselves, or as the lens is set."""
    genre = page.genre
    if genre == "terms" or (genre != "roadmap" and for_ourselves(page.document.prose, genre)):
        return
    yield from spelled_out(page, DAYLESS, _standing, most)


def _standing(said: Said) -> Standing | None:
    sentence = said.sentence
    if re.search(_DAY, sentence, re.I) or sentence.rstrip().endswith("?"):
        return None
    if re.search(_READER_ACTS, said.before + said.words, re.I):
        return None
    if re.search(_ELSE, said.words, re.I):
        return None
    if re.search(_NOT, said.before[-80:] + said.words, re.I):
        return None
    if re.search(_FAREWELL, sentence, re.I) or not re.search(_WE, sentence, re.I):
        return "unsure"
    return "speaks"

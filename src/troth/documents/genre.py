"""The genre of a document: plan, launch, price, terms … where it says so itself, or shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from troth.documents.signs import genre_shown
from troth.model.document import Block
from troth.patterns import later

_WORDS: Mapping[str, str] = {
    "plan": "plan planning okr okrs objectives goals proposal brief backlog",
    "strategy": "strategy vision priorities",
    "review": "review retro retrospective qbr qbrs ebr debrief postmortem",
    "roadmap": "roadmap",
    "agenda": "agenda minutes standup offsite",
    "launch": "launch announcement announcing introducing newsletter campaign promo",
    "price": "price prices pricing tariff tariffs fees plans-and-pricing",
    "terms": "terms tos eula privacy imprint sla dpa",
    "reply": "reply replies macro macros response responses",
    "release": "release changelog changes release-notes",
    "post": "post blog blogpost article",
    "handbook": "handbook guide playbook manual wiki onboarding runbook glossary readme",
    "questions": "questions faq faqs",
    "story": "story testimonial case-study casestudy",
    "letter": "letter",
    "change": "change",
    "persona": "persona personas archetype",
    "apology": "apology apologies",
}
_GENRE = {word: genre for genre, words in _WORDS.items() for word in words.split()}
_STATED = {"status": "status", "incident": "status"}
"""What a document can only be said to be; as words of a title they mean other things."""
GENRES = frozenset({*_WORDS, *_STATED.values()})

_FOLDERS = {
    **{f"{word}s": genre for word, genre in _GENRE.items()},
    "strategy": "strategy",
    "strategies": "strategy",
    "roadmap": "roadmap",
    "okrs": "plan",
    "blog": "post",
    "_posts": "post",
    "_drafts": "post",
    "stories": "story",
    "case-studies": "story",
    "meetings": "agenda",
    "minutes": "agenda",
    "handbook": "handbook",
    "playbook": "handbook",
    "onboarding": "handbook",
    "wiki": "handbook",
    "pricing": "price",
    "terms": "terms",
    "legal": "terms",
}
_DECLARED = ("genre", "kind", "type", "doctype", "document")
_PAIRS = (
    (later(r"\b(?:important )?changes? to (?:our|your|the|how)\b"), "change"),
    (later(r"\bnotice of (?:a )?changes?\b|\bchange notices?\b"), "change"),
    (
        later(
            r"\b(?:price|pricing|fee|tariff|plan|policy|terms|rate) (?:changes?|increases?|updates?)$"
        ),
        "change",
    ),
    (
        later(r"\bupdates? to (?:our|your|the) (?:price|pricing|terms|polic|fee|plan)"),
        "change",
    ),
    (later(r"^(?:an? )?(?:open )?apolog(?:y|ies)\b|^we(?:[’']re| are) sorry\b"), "apology"),
    (later(r"\brelease notes?\b|\bwhat.?s new\b|\bchange ?log\b"), "release"),
    (later(r"\b(?:case study|customer stor(?:y|ies)|success stor(?:y|ies))\b"), "story"),
    (later(r"\bplans? (?:and|&) (?:prices|pricing)\b|\bprice list\b|\bpricing\b"), "price"),
    (later(r"\bterms (?:of|and)\b|\bprivacy (?:policy|notice)\b|\bservice level\b"), "terms"),
    (later(r"\bquestions (?:and|&) answers\b|\bq ?& ?a\b"), "questions"),
    (later(r"\b(?:meeting|call|weekly|team) (?:notes|sync)\b"), "agenda"),
    (later(r"\bgtm\b|\bgo[ -]to[ -]market\b|\baction plan\b"), "plan"),
    (later(r"\blaunch (?:mail|e-?mail|post|announcement|note)\b"), "launch"),
    (later(r"\b(?:user|buyer|customer|marketing) personas?\b|^persona\b"), "persona"),
    (later(r"^(?:announcing|introducing|meet|say hello to)\b"), "launch"),
    (later(r"\b(?:business|account|quarterly|annual|yearly) reviews?\b"), "review"),
)
_CUT = later(
    r"\s(?:for|of|in|on|to|from|with|at|by|about|as|that|towards?|through|vs)\s|[:;|(,–—]|\s-\s"
)
_NOISE = later(
    r"^(?:\d[\w.]*|q[1-4]|h[12]|fy\d*|v\d+|draft|final|wip|copy|new|doc|docs|document|deck|page|"
    r"index|slides|rev|jan\w*|feb\w*|mar|march|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|"
    r"nov\w*|dec\w*|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|first|second|third|fourth|"
    r"half|quarter|year)$"
)
_TOKEN = later(r"[a-z0-9][a-z0-9'’.]*")


def genre_of(
    path: str,
    title: str | None,
    meta: Mapping[str, str],
    *,
    settled: str | None = None,
    prose: str = "",
    blocks: Sequence[Block] = (),
) -> str | None:
    """Which genre is this? What it declares, else what the settings say (`settled`), else its
    title, file name and folders, else what its words show; or None.

    Of a title only the noun counts that says what the document *is*: "Roadmap for senders"
    and "2026 product roadmap" are roadmaps, "How we write a roadmap" is none.
    """
    for key in _DECLARED:
        if declared := named_genre(meta.get(key, "")):
            return declared
    if settled is not None:
        return settled
    place = PurePath(path)
    stem = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", place.stem)
    for name in (title or "", re.sub(r"[-_.+]+", " ", stem)):
        if found := _of_name(name):
            return found
    for folder in reversed(place.parts[:-1]):
        if genre := _FOLDERS.get(folder.lower().replace(" ", "-")):
            return genre
    return genre_shown(prose, blocks)


def named_genre(declared: str) -> str | None:
    """The genre that a word of a reader's own names: "Launch mail" is a launch; or None."""
    words = _TOKEN.findall(declared.lower())
    stated = _GENRE | _STATED
    return next((stated[word] for word in reversed(words) if word in stated), None)


def _of_name(name: str) -> str | None:
    lowered = name.strip().lower()
    if not lowered or lowered.startswith(("how ", "why ", "when ", "what to ")):
        return None
    for known, genre in _PAIRS:
        if known.search(lowered):
            return genre
    for part in _CUT.split(lowered):
        words = [word for word in _TOKEN.findall(part) if not _NOISE.match(word)]
        if words and words[-1] in _GENRE:
            return _GENRE[words[-1]]
    return None

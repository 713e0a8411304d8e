"""What a document as a whole says about those its sentences speak of.

One sentence alone does not say who “they” are, or whether Erik is a customer or a colleague; the
document does. A case study or an interview tells of one firm and its people; a page of personas
of nobody real; a plan names customers among colleagues.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePath

from troth.text.persons import humans
from troth.text.served import LONGEST, compiled, words

_PARTS = r"(?:.*[-_ ])?(?:stor(?:y|ies)|testimonials?|interviews?|case[-_ ]?stud(?:y|ies)|customers?|clients?)"
"""Folders of stories: “case-studies”, “success_stories”, “customers”."""
_OWN = frozenset(words("handbook departments playbook playbooks wiki runbooks manual"))
"""Folders in which a company writes for its own people."""
_STORY = (
    r"(?i)\b(?:case stud(?:y|ies)|(?:customer|success) stor(?:y|ies)|interview with|"
    r"testimonials?|in production at|why (?!(?:we|our|i|you)\b)\w+ (?:chose|uses|moved|switched)|"
    r"how (?!(?:to|we|our|i|you|an?|the)\b)[\w ]+ (?:uses?|used|moved|switched|cut|saved|built|scaled|scales)|"
    r"(?:chooses|chose|adopts|adopted|switched to|moved to|migrate[sd] to|goes with|case story))\b"
)
_AT = (
    r"\bat [A-Z][\w.]+(?:\s[A-Z][\w.]+)?$|"
    r"(?<!look)(?<!looking)[-_]at[-_](?!scale\b|home\b|work\b|once\b|night\b|rest\b|all\b|the\b|an?\b)"
    r"(?!\d+$)[a-z0-9.]+(?:[-_][a-z0-9]+)?$|[-_]with[-_][a-z0-9]+[-_]at[-_](?!scale\b)[a-z0-9._-]+$"
)
_OF_FIRM = r".*\b(?:at|interview with|conversation with|talk with)\s+(?!scale\b)(?P<firm>.+)$"
_BY_FIRM = (
    r"\b(?:uses?|using|used|chooses?|chose|adopts?|adopted|moved?s?|switche[sd]|built|builds|saved?s?|"
    r"scale[sd]?|runs?|case stud(?:y|ies)|stor(?:y|ies)|with|relies|building)\b"
)
_PERSONA = r"(?i)\bpersonas?\b"
_INSIDE = frozenset(
    words("plan strategy review roadmap agenda handbook terms price reply questions")
)
_LOOSE = frozenset({None, "post", "story", "letter"})
_READER = r"(?i)\b(?:you|yours?)\b"
_TELLING = r"\b(?:Their|They)\b|\b[Tt]he (?:company|firm|start-?up|bank|retailer|agency|charity)\b"
INTRO = (
    r"(?:^|[“\"‘(]|[.!?]\s+|(?:[Hh]i|[Hh]ello)[!,.]?\s+)(?:I[’']m|I am|[Mm]y name is|[Mm]y name[’']s)\s+"
    r"(?P<name>[A-Z][\w’'-]+(?:\s+(?:[a-z]{2,3}\s+)?[A-Z][\w’'.-]*){1,3})"
)
"""Somebody says who she is."""
_SHORT = 3
_COMMON = frozenset(
    words(
        """
        case study studies story stories interview with how why uses using used use chose chooses
        moved from into the and for our customers customer client post posts blog index readme page
        content docs about building high performance service mesh database data cloud platform
        scale scaling time real production open source new web site website team teams company
        introducing simplicity heart fast journey user users success templates corporate streaming
        an at by in is it of on or to up we an as be do go my no so us
        com org net www html search server messaging chat
        """
    )
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known beside a sentence.

    `story` says whether the document tells of a customer; None where nobody can say. `firms` are
    words of the name of the firm it tells of, `people` customers by name (from the directory, or
    told of elsewhere in a story), `personas` names that the document has made up, `ours` words of
    the teller's own name. `inside` says that a company writes it for its own people, as a
    handbook; `voice` that “we” and “I” of a story are the customer's.
    """

    story: bool | None = None
    firms: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    personas: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()
    inside: bool = False
    voice: bool = True


ALONE = Setting()
"""A sentence of which nothing else is known."""


def setting(
    sentences: Iterable[str],
    *,
    place: str = "",
    title: str = "",
    genre: str | None = None,
    people: Collection[str] = (),
) -> Setting:
    """The setting of a document: its path, title and genre, its sentences, people known by name."""
    held = [one[:LONGEST] for one in sentences]
    known = frozenset(people)
    inside = genre in _INSIDE or _is_inside(place)
    if _of_personas(place, title):
        return Setting(story=False, personas=_names(held), people=known, inside=inside)
    if inside:
        return Setting(story=False, people=known, inside=True)
    declared = genre == "story" or tells(place, title)
    if not declared and not (genre in _LOOSE and _told(held)):
        return Setting(story=False if place or genre else None, people=known)
    firms, ours = _firms(place, title)
    named = _spelt(held, firms | ours)
    return Setting(
        story=True,
        firms=firms,
        people=known | (_names(held, named) - named),
        ours=ours,
        voice=declared or any(compiled(INTRO).search(one) for one in held),
    )


def tells(place: str, title: str) -> bool:
    """Whether path or title are those of a case study, a customer's story or an interview."""
    path = PurePath(place)
    if _is_inside(place):
        return False
    if any(compiled(_PARTS).fullmatch(part) for part in _parts(place)):
        return True
    stem = re.sub(r"[-_+]+", " ", path.stem)
    return any(
        compiled(_STORY).search(name) or compiled(_AT).search(name)
        for name in (stem, path.stem, title)
    )


def _parts(place: str) -> list[str]:
    """The names of the folders above a file, that of the repository too (“a/b@commit:c/d.md”)."""
    *folders, _ = re.split(r"[/\\@:]", place)
    return [folder.lower().strip("_") for folder in folders]


def _is_inside(place: str) -> bool:
    return any(_OWN & set(re.split(r"[-_. ]", part)) for part in _parts(place))


def _told(sentences: list[str]) -> bool:
    """Whether the sentences themselves are those of a story: people quoted, “the company”, “they”.

    A text that keeps speaking to its reader is none.
    """
    signs = quoted = reader = 0
    for one in sentences:
        reader += compiled(_READER).search(one) is not None
        if compiled(INTRO).search(one) or any(
            each.sign in ("said", "office") for each in humans(one)
        ):
            quoted += 1
        elif compiled(_TELLING).search(one):
            signs += 1
    signs += quoted
    n = len(sentences)
    return n > 2 and quoted > 0 and signs > 1 and 25 * signs >= n >= 8 * reader


def _of_personas(place: str, title: str) -> bool:
    return compiled(_PERSONA).search(re.sub(r"[-_+/]+", " ", place) + " " + title) is not None


def _spelt(sentences: Iterable[str], names: Collection[str]) -> frozenset[str]:
    """Words of the sentences that are parts of firms' names, spelt as they stand."""
    found = (word for one in sentences for word in re.findall(r"\w+", one))
    return frozenset(word for word in found if word.lower() in names)


def _names(sentences: Iterable[str], firms: Collection[str] = ()) -> frozenset[str]:
    """The human beings a document names, whole and by each part."""
    found: set[str] = set()
    for sentence in sentences:
        for one in humans(sentence):
            if one.name.split()[0] in firms:
                continue
            found.add(one.name)
            found.update(part for part in one.name.split() if len(part) >= _SHORT)
    return frozenset(found)


def _firms(place: str, title: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of path and title that may name the firm told of; those that name the teller.

    “Interview with A”, “B at A” and “A chooses B” all tell of A, and B is ours. The teller's own
    name stands in the folders too, so their words name no customer.
    """
    head, _, stem = place.rpartition("/")
    if stem.lower().startswith(("index.", "readme.")):
        head, _, stem = head.rpartition("/")
    ours = _words(head)
    told: frozenset[str] = frozenset()
    for name in (re.sub(r"[-_+]+", " ", stem.rsplit(".", 1)[0]), title):
        firm = _told_of(name)
        told |= _words(firm)
        ours |= _words(name.lower().replace(firm, " "))
    return told - ours, ours


def _told_of(name: str) -> str:
    """The part of a title that names the firm, in small letters."""
    lowered = name.lower()
    if match := compiled(_OF_FIRM).search(lowered):
        return match["firm"]
    return compiled(_BY_FIRM).split(lowered, maxsplit=1)[0].strip() or lowered


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"(?!\d+\b)[a-z0-9]{2,}", name.lower())) - _COMMON

"""Is what a sentence binds stronger or weaker than what it said before?

Two versions of one sentence are held against each other by what lawyers look at first: the word of
obligation (will, may, aims to), exceptions and discretion that came or went, notice that came or
went, how long, how much, and what a list was lengthened by. Signs that point both ways, and
changes of words without any of these, are no verdict: then nothing is said but that it was reworded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from troth.patterns import later
from troth.text.aligning import words_of
from troth.text.norms import OURS, Norm
from troth.text.quantities import quantities
from troth.text.wording import whole

Change = Literal["strengthened", "weakened"]

_SOFT = whole(
    r"may(?! not)", "can", "could", "might", "should", r"aims?", r"tr(?:y|ies)", r"endeavou?rs?", r"strives?",
    r"(?:commercially )?reasonable (?:\w+ )?(?:efforts|endeavou?rs)", r"best efforts", r"where (?:possible|practicable|feasible|appropriate)",
    "generally", "usually", "typically", "normally", "in most cases", "as soon as (?:possible|practicable)",
)  # fmt: skip
_SPARES = whole(
    "unless", "except(?:ion|ions|ing)?(?! as set forth)", "subject to", "to the extent", "other than",
    r"(?:at )?(?:our|its|their) (?:sole |own |absolute |reasonable )*discretion", "provided that", "only if", "only when",
    "only where", "excluding", "save (?:for|as|where)", "not apply", "on condition",
)  # fmt: skip
_AT_WILL = whole(
    "at any time", r"without (?:any )?(?:prior |advance )?notice", "for any reason", "for any or no reason", "for no reason",
    "in our sole discretion", r"at (?:our|its) (?:sole |own |absolute )*discretion", "immediately", "without liability",
    "without limitation", "with or without (?:cause|notice)", "in whole or in part", "sole(?: and absolute)? discretion",
)  # fmt: skip
_BOUND = whole(
    r"(?:prior |advance |reasonable |written |days['’]? )+notice", "with notice", "notify(?:ing)? you", "after giving", "for good reason",
    "good cause", "just cause", "only", "objective(?:ly)?", "justified", "proportionate", "legitimate",
    "if you (?:breach|violate)", "in the event of", "where required by law",
)  # fmt: skip
_NOT = whole("not", "never", "no", "neither", "nor", "cannot", r"\w+n['’]t", "none")
_WITHIN = later(r"\b(?:within|no later than|not later than|in under|in less than)\b", re.I)
_NOTICE = later(
    r"\b(?:notice|notify|before|prior|in advance|ahead|at least|no (?:earlier|sooner|less) than)\b",
    re.I,
)
_KEPT = later(r"\b(?:for|during|valid|available|retain|keep|store|period|window)\b", re.I)
_LIABLE = later(r"\bliab\w+", re.I)
_CHARGED = later(r"\b(?:fees?|penalt\w+|charges?|charged|fines?|pay|deduct\w*)\b", re.I)
_JOINS = later(r"^[\s,;]*(?:and/or|and|or|,)?\s*", re.I)


@dataclass(frozen=True, slots=True)
class Turned:
    """Which way a norm went and by what sign, in a few plain words ("30 days became 7")."""

    change: Change
    why: str


def turned(norm: Norm, old: str, new: str) -> Turned | None:
    """How the norm of a sentence changed; None where it cannot be told, or did not."""
    signs = [sign for sign in _signs(norm, old, new) if sign is not None]
    worded = _words(norm, old, new)
    if worded is not None and (signs or _near(old, new)):
        signs.append(worded)
    ways = {sign.change for sign in signs}
    return signs[0] if len(ways) == 1 else None


def _near(old: str, new: str) -> bool:
    """Whether so few words differ that one that came or went is the change."""
    return SequenceMatcher(None, words_of(old), words_of(new), autojunk=False).ratio() >= _NEARLY


def reversed_(old: str, new: str) -> bool:
    """Whether a “not” came or went with nothing else of the verb: it says the contrary now."""
    lost, gained = _moved(_TOKEN.findall(old), _TOKEN.findall(new))
    words = [*lost, *gained]
    return 0 < len(words) <= _SMALL and any(_NOT.fullmatch(word) for word in words)


_SMALL = 3


def _signs(norm: Norm, old: str, new: str) -> Iterator[Turned | None]:
    yield _length(norm, old, new)
    yield _sum(norm, old, new)
    yield _listed(norm, old, new)


def _way(stronger: bool, why: str) -> Turned:
    return Turned("strengthened" if stronger else "weakened", why)


def _length(norm: Norm, old: str, new: str) -> Turned | None:
    """A time that became longer or shorter, where each version names one."""
    was, now = quantities(old).durations, quantities(new).durations
    if len(was) != 1 or len(now) != 1 or was[0] == now[0]:
        return None
    longer = now[0] > was[0]
    why = f"{_time(was[0])} became {_time(now[0])}"
    if norm.kind == "right":
        if norm.who != OURS:
            return _way(longer, why)
        return _way(not longer, why) if _NOTICE.search(new) else None
    if _WITHIN.search(new) and not _NOTICE.search(new):
        return _way(not longer, why)
    if norm.kind == "duty":
        return _way(longer, why) if _NOTICE.search(new) or _KEPT.search(new) else None
    return _way(longer, why) if _NOTICE.search(new) or _KEPT.search(new) else None


def _time(hours: float) -> str:
    if hours == float("inf"):
        return "for ever"
    for unit, size in (("year", 8760.0), ("month", 730.0), ("day", 24.0), ("hour", 1.0)):
        if hours >= size and hours % size == 0:
            count = hours / size
            return f"{count:g} {unit}{'' if count == 1 else 's'}"
    return f"{hours / 24:.3g} days" if hours >= _DAY else f"{hours:.3g} hours"


_DAY = 24


def _sum(norm: Norm, old: str, new: str) -> Turned | None:
    was, now = quantities(old).sums, quantities(new).sums
    if len(was) != 1 or len(now) != 1 or was[0][0] != now[0][0] or was == now:
        return None
    more = now[0][1] > was[0][1]
    why = f"{was[0][1]:g} {was[0][0].upper()} became {now[0][1]:g}"
    if norm.kind == "right" and norm.who == OURS:
        if _LIABLE.search(new):
            return _way(not more, why)
        return _way(more, why) if _CHARGED.search(new) else None
    return _way(more, why)


def _words(norm: Norm, old: str, new: str) -> Turned | None:
    """Words of softness, exception, discretion and notice that came or went."""
    signs: tuple[tuple[re.Pattern[str], int], ...] = ((_SPARES, -1), (_SOFT, -1))
    if norm.kind == "right":
        signs = ((_AT_WILL, 1), (_BOUND, -1), (_SPARES, -1))
    elif norm.kind == "duty":
        signs = ((_SPARES, -1), (_BOUND, -1))
    ways = set()
    why = ""
    for words, sign in signs:
        for word, times in _came(words, old, new):
            if not (_TOLD.search(word) and _TOLD.search(old) and _TOLD.search(new)):
                ways.add(sign * times)
                why = why or (f"“{word}” came" if times > 0 else f"“{word}” went")
    return _way(ways == {1}, why) if len(ways) == 1 else None


_NEARLY = 0.7
_TOLD = later(r"\bnoti(?:ce|fy)", re.I)


def _came(words: re.Pattern[str], old: str, new: str) -> Iterator[tuple[str, int]]:
    """Words of a kind that stand more (1) or less often (-1) in the new version."""
    was = Counter(found.group().lower() for found in words.finditer(old))
    now = Counter(found.group().lower() for found in words.finditer(new))
    if sum(was.values()) == sum(now.values()):
        return
    for word in [*(now - was), *(was - now)]:
        more = now[word] > was[word]
        if more == (sum(now.values()) > sum(was.values())):
            yield word, 1 if more else -1


def _listed(norm: Norm, old: str, new: str) -> Turned | None:
    """A list that only grew or only shrank: of what is promised, allowed, or asked."""
    was, now = _TOKEN.findall(old), _TOKEN.findall(new)
    ops = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    moves = [(was[a:b], now[c:d], a, c) for kind, a, b, c, d in ops if kind != "equal"]
    moves = [move for move in moves if any(map(_is_word, (*move[0], *move[1])))]
    if len(moves) != 1 or (any(map(_is_word, moves[0][0])) and any(map(_is_word, moves[0][1]))):
        return None
    lost, gained, a, c = moves[0]
    part, whole_text, at = (gained, now, c) if any(map(_is_word, gained)) else (lost, was, a)
    said = " ".join(part)
    if (
        len(part) > _MANY
        or not _is_link(part, whole_text, at)
        or any(words.search(said) for words in (_SPARES, _SOFT, _AT_WILL, _BOUND, _NOT, _WHEN))
    ):
        return None
    if _SPARES.search(" ".join(whole_text[max(0, at - _AROUND) : at])):
        return None
    came = part is gained
    return _way(came, f"“{_shown(said)}” {'came' if came else 'went'}")


_TOKEN = later(r"\w+(?:[’'.-]\w+)*|[^\w\s]")
_MANY = 25
_AROUND = 14
_WHEN = later(r"\b(?:if|when|where|in case|for example|such as|e\.g|including)\b", re.I)
_LINKS = frozenset([",", ";", "or", "and", "/"])


def _is_word(token: str) -> bool:
    return token[0].isalnum() and token.lower() not in _LINKS


def _is_link(part: list[str], tokens: list[str], at: int) -> bool:
    """Whether words are a link of a chain: parted from what stands on both sides by a comma or an or."""
    before = tokens[at - 1 : at] + part[:1]
    after = part[-1:] + tokens[at + len(part) : at + len(part) + 1]
    ends = not after[1:] or after[-1] in (".", ":")
    return bool(_LINKS & {each.lower() for each in before}) and (
        ends or bool(_LINKS & {each.lower() for each in after})
    )


def _shown(part: str) -> str:
    plain = _JOINS.sub("", part).strip(" ,;.")
    return plain if len(plain) <= _SHORT else plain[:_SHORT].rsplit(" ", 1)[0] + " …"


_SHORT = 60


def _moved(was: list[str], now: list[str]) -> tuple[list[str], list[str]]:
    """Words that went and words that came, in order."""
    lost: list[str] = []
    gained: list[str] = []
    plain = SequenceMatcher(None, was, now, autojunk=False)
    for kind, a, b, c, d in plain.get_opcodes():
        if kind != "equal":
            lost += was[a:b]
            gained += now[c:d]
    return lost, gained

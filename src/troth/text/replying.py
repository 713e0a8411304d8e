"""What does an answer to “is this what you understood?” say: yes, not done, more, or unclear?

A plain yes counts for all that was asked; a sentence that says something is not done counts for the
one promise it speaks of, where it can be told. Anything else, a yes with a “but” above all, is a
question for a person. It offers nothing to choose from, and a silence is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from troth.patterns import later
from troth.text.hers import claim
from troth.text.masking import masked, sentences
from troth.text.outcome import misses
from troth.text.proposing import pool
from troth.text.wording import whole

Reading = Literal["confirms", "contests"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What an answer says of the promises asked about, by their number.

    `more` are sentences in which she says that more was promised; `unclear` is true where
    something stands in it that only a person can read.
    """

    readings: dict[int, Reading] = field(default_factory=dict)
    more: tuple[str, ...] = ()
    unclear: bool = False


def read_reply(text: str, asked: Sequence[str]) -> Reply:
    """How an answer reads, held against the words that were asked about."""
    plain = masked(text)
    said = [
        words
        for span in sentences(plain)
        if (words := " ".join(span.of(plain).split()))
        and (_YES.match(words) or not _IDLE.fullmatch(words.strip(" .,!–-")))
    ]
    if not said:
        return Reply(unclear=bool(text.strip()))
    yes = any(_YES.match(words) for words in said)
    more = tuple(words for words in said if _MORE.search(words))
    denied = [
        words for words in said if words not in more and not _YES.match(words) and _denies(words)
    ]
    rest = [words for words in said if not _YES.match(words) and words not in more + tuple(denied)]
    readings, lost = _contested(denied, asked)
    unclear = lost or bool(rest) or any(_BUT.search(words) for words in said if words not in more)
    if yes and not unclear:
        for number in range(len(asked)):
            readings.setdefault(number, "confirms")
    return Reply(readings, more, unclear or not (yes or readings or more))


def _denies(words: str) -> bool:
    told = claim(words)
    return told.undone or misses(words) is not None or _NOT_DONE.search(words) is not None


def _contested(denied: Sequence[str], asked: Sequence[str]) -> tuple[dict[int, Reading], bool]:
    """Which promise each denial speaks of; and whether one speaks of none or of several."""
    known = pool(asked)
    found: dict[int, Reading] = {}
    lost = False
    for words in denied:
        near = known.near(claim(words))
        if len(asked) == 1:
            found[0] = "contests"
        elif near and (len(near) == 1 or near[0][0] >= near[1][0] + 0.3):
            found[asked.index(known.texts[near[0][1]])] = "contests"
        else:
            lost = True
    return found, lost


_YES = later(
    r"^\W*(?:dear [\w ]+,|hi [\w ]+,|hello(?: [\w ]+)?,|thanks?(?: you)?[,.! ]*)?\W*"
    r"(?:yes|yep|yeah|correct|right|exactly|agreed|confirmed|i (?:can )?confirm|i agree"
    r"|(?:that|this|it|all of (?:it|this|that)|everything|all) (?:is|['’]s|was|are) (?:all |exactly |indeed )?"
    r"(?:correct|right|so|true|fine|what (?:i|we) (?:have )?underst\w+|how (?:i|we) underst\w+ it|as (?:i|we) underst\w+)"
    r"|(?:that|this)['’]?s (?:correct|right|it|true|what (?:i|we) underst\w+)"
    r"|all (?:correct|right|good|fine))\b(?!\s+(?:but|except))",
    re.I,
)
_MORE = whole(
    r"you (?:guys |have |had )?also (?:said|told|promised|agreed|offered|mentioned)",
    r"(?:was|were) also (?:told|promised|assured|offered)",
    r"(?:also|and) (?:promised|said|told (?:me|us)) that",
    r"(?:what is|what['’]s) missing|(?:is|are) missing (?:here|from)|(?:you )?(?:left out|forgot to mention)",
)
_NOT_DONE = whole(
    r"(?:is|are|was|were|has|have|been) (?:still )?not (?:been )?(?:done|true|kept|paid|sent|so|correct|right)",
    r"(?:is|was)n['’]t (?:done|true|kept|paid|sent|so)|not (?:yet )?(?:done|kept|paid|received|sent)",
)
_BUT = whole(r"but|except|however|though|although|apart from|other than|not sure|unsure")
_IDLE = later(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening))\b[\w .'’-]{0,30}|(?:many )?thanks?(?: you)?"
    r"(?: (?:for|very) .{0,60})?|thank you.{0,60}|(?:kind |best |warm )?(?:regards|wishes)[\w ,.'’-]{0,30}"
    r"|yours [\w ]+|cheers|bye|(?-i:[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+){0,2})",
    re.I,
)
"""Greetings and names, which say nothing of a promise."""

"""Which change that breaks something for the reader do we announce without the day?

Why it matters: “Deprecated” and “will be removed” tell her that her work will stop working, and
not when. She can neither plan nor wait: she has to act now, or be caught.
How it decides: In launches, notes of releases, notices of change, reports and posts it looks for
what is deprecated, retired, removed, ended, shut down, no longer supported or incompatible. It
speaks where neither that sentence nor the ones beside it name a day, a month, a stretch of time
or a version in which it happens. In terms it looks for updates that may break what others built.
When it stays silent: On what was removed already, in a text that says so with its day; where we
say that nothing changes; on what others deprecate; in papers for the house, letters to one
person, and texts of unknown kind. A deprecation without more is
unsure in notes of a release, and so is a change where the text names a day of ending elsewhere.
Source: Semantic Versioning 2.0.0 (deprecate first, remove in a major); RFC 9745 and RFC 8594, in
which deprecation and sunset each carry a date. Rules over words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.patterns import later
from troth.text.dated import dated
from troth.text.gated import Gated
from troth.text.occasion import occasion
from troth.text.reading import Sentence, spoken

CARD = ProseCard(severity="warning", status="preview")

_THING = r"(?:[\w'/.()-]+ ){0,8}?"
_AHEAD = Gated(
    {
        "ahead": rf"""
deprecat, retired, discontinued, sunset, phased, removed, shut, turned off, disabled, dropped, ended :: {_THING}(?:will|shall|is going to|are going to|is to|are to|is scheduled to|are scheduled to|is being|are being)(?: \w+ly| soon| also| then| eventually)* (?:be )?(?:\w+ly )?(?:deprecated|retired|discontinued|sunset(?:ted)?|phased out|removed(?! from (?:the )?(?:list|cart|queue))|shut (?:down|off)|turned off|disabled|dropped|decommissioned|ended)\b(?! (?:if|when|after|once|by you|automatically))[^.;!?]{{0,60}}
retir, discontinu, sunset, shutting, ending, dropping, phas, removing, deprecating, stop :: (?:we|the team)(?:'re| are| will be| have decided to|'ve decided to| plan to| intend to|'ll| will)(?: \w+ly| also| now| soon| eventually)* (?:retir(?:e|ing)|discontinu(?:e|ing)|sunset(?:ting)?|shut(?:ting)? down|end(?:ing)? (?:support|this|the|our)|drop(?:ping)? support|phas(?:e|ing) out|remov(?:e|ing) (?:the|our|support|this|legacy|old)|deprecat(?:e|ing)|stop(?:ping)? (?:supporting|offering|accepting|providing))\b[^.;!?]{{0,80}}
no longer :: (?:will|shall) no longer (?:be (?:supported|available|possible|able|included|accepted|offered|maintained)|work|support|accept|function|receive)\b[^.;!?]{{0,60}}
end of life, end-of-life, end of support :: {_THING}(?:will reach|reaches|is approaching|are approaching|approaches|nearing) (?:its |their )?end[ -]of[ -](?:life|support)\b[^.;!?]{{0,40}}
""",
        "soon": r"""
soon :: soon,? we(?:'ll| will) (?:\w+ )?(?:switch|move|migrate|require|stop|change|turn|disable|remove|retire|replace)\b[^.;!?]{0,80}
absent :: will be (?:absent|missing|gone) from (?:the|our)\b[^.;!?]{0,60}
""",
        "now": rf"""
deprecat, discontinued, sunset :: {_THING}(?:is|are|has been|have been|was|were)(?: now| also| officially)* (?:deprecated|discontinued|sunset(?:ted)?)\b(?! by | in favor of (?:the )?\w+ by)[^.;!?]{{0,60}}
""",
        "lost": r"""
no longer :: (?:customers|users|you|authorities|clients|members|teams|services|merchants|sellers|developers) can no longer (?:use|access|create|buy|send|pay|order|connect|log)\b[^.;!?]{0,80}
""",
        "terms": r"""
updates, update, changes, modifications :: (?:updates?|changes?|modifications?) may (?:adversely )?(?:affect|break|impact|interrupt) (?:the way |how )?(?:your|you|their|existing)\b[^.;!?]{0,80}
""",
    }
)
PARTS = _AHEAD.words
_NOT_OURS = later(
    r"\b(?:if|when|whenever|unless|nothing|never|not be|no plans?|without|whether|rather than|instead of being)\b[^,;]{0,60}$",
    re.I,
)
_PAST = later(
    r"\b(?:prefix|had|since|used to|previously|historically|in the past|years ago)\b", re.I
)
_SAFE = later(
    r"\b(?:continue to work|still (?:work|be available|supported)|no (?:action|changes?) (?:is |are )?(?:needed|required|necessary)|backwards?[- ]compatible|not affected|no impact)\b",
    re.I,
)
_RELEASE = later(
    r"\bv?\d+\.\d+|\bversion \d|\brelease \d|\bnext (?:major|minor)|\b\d+\.x\b|\b(?:next|this|coming) (?:release|version|update)",
    re.I,
)

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_BREAKS = r"(?:remov\w+|deprecat\w+|no longer|retir\w+|sunset\w*|end(?:s|ing)?|shut\w*|stop\w*|discontinu\w+|expir\w+)"
_ON = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d{{1,2}}\b|\d{{4}}-\d\d-\d\d)"
_DAY = later(rf"\b{_ON}[^.!?]{{0,120}}\b{_BREAKS}\b|\b{_BREAKS}\b[^.!?]{{0,160}}\b{_ON}", re.I)
"""A day that stands elsewhere in the text beside a word of ending."""


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each breaking change whose day stands nowhere near."""
    document = page.document
    told = occasion(document.prose, page.genre)
    if told not in ("notice", "contract") or page.genre in ("story", "price", "questions"):
        return
    sentences = list(spoken(document, page.sentences))
    for number, sentence in enumerate(sentences):
        if sentence.text.endswith("?") or _PAST.search(sentence.text):
            continue
        for kind, span in _AHEAD.met(sentence.text, sentence.whole, sentence.lower):
            if (kind == "terms") != (told == "contract"):
                continue
            if _NOT_OURS.search(sentence.text[: span.start]) or sentence.quotes(span):
                continue
            if kind != "terms" and _near(sentences, number):
                continue
            if page.genre == "release" and "no longer" in span.of(sentence.lower):
                continue
            yield Hit(
                span=sentence.place(span),
                says="“{quote}” – this breaks something for the reader, and no day is named.",
                instead="name the day (or version) on which it stops, and what to use from when",
                status="unsure" if kind in ("now", "lost") or _day_elsewhere(page) else "speaks",
                next="Ask who still uses it, and how long they need to change.",
                would_change="A day or a version, beside the words that announce it.",
            )
            break


def _day_elsewhere(page: Page) -> bool:
    return page.genre != "release" and _DAY.search(page.document.prose) is not None


def _near(sentences: Sequence[Sentence], number: int) -> bool:
    """Whether a day or a version stands beside it, or it breaks nothing."""
    if _RELEASE.search(sentences[number].text):
        return True
    around = sentences[max(0, number - 2) : number + 3]
    return any(
        (dated(one.text) and not _RELEASE.search(one.text)) or _SAFE.search(one.text)
        for one in around
    )


EXAMPLES = (
    speaks(
        "It will be removed",
        "The old label format is hard to scan. «The old format will be removed».",
        genre="release",
        says="no day is named",
    ),
    speaks(
        "Support ends",
        "The app has a new look. «We are dropping support for old phones».",
        genre="launch",
        says="no day is named",
    ),
    speaks(
        "Updates may break what others built",
        "«Updates may adversely affect the way your services use the parcel feed».",
        genre="terms",
        says="no day is named",
    ),
    silent(
        "The day is named",
        "The old format will be removed on 1 September. Use the new one from May.",
        genre="release",
    ),
    silent(
        "The day stands in the sentence before",
        "On 1 September the new format comes. The old format will be removed.",
        genre="release",
    ),
    silent(
        "A version is a date for who builds on it",
        "The old format will be removed in version 4.",
        genre="release",
    ),
    silent(
        "Nothing breaks",
        "The old format is deprecated. It will continue to work for all who use it.",
        genre="release",
    ),
    silent(
        "A paper for the house",
        "The old depot system will be retired.",
        genre="plan",
    ),
    unsure(
        "The day stands elsewhere in the notice",
        "As of 29 April old labels are no longer printed.\n\nPrint a new one before. It is easy. You "
        "need a number. Any depot helps. «We are dropping support for old labels».",
        genre="change",
        says="no day is named",
    ),
    unsure(
        "Deprecated, and no more",
        "«The old label format has been deprecated».",
        genre="release",
        says="no day is named",
    ),
)

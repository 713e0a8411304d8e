"""Does a text that says no also say where she can go from there?

A step is what the reader can do next and with whom, or what we do for her: another way, a person
to ask, a number, a link, an offer, a day on which she hears more. “Is there anything else?” and
“see our website” are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later
from troth.text.gated import Gated
from troth.text.reading import Sentence
from troth.text.refusing import refusals

End = Literal["refusal", "final", "deaf", "elsewhere"]

_STEP = later(
    r"https?://|www\.|\]\(|[\w.+-]+@[\w-]+\.\w|<(?:email|number|phone|url|link)>|(?<!\d)\+?\d[\d ()-]{7,}\d"
    r"|\b(?:instead|alternatively|another (?:way|option)|workaround|in the meantime|what (?:i|we) can do|as an alternative|otherwise)\b"
    r"|\byou (?:can|could|may|might|are (?:welcome|able|free))(?:'ve)? (?!not\b|imagine|also view|find (?:more|further)|rest assured|be sure|see (?:that|from|why|our))"
    r"|\bplease (?!(?:note|do not|don't|accept|bear|be (?:aware|advised|assured)|rate|rest|see our|refer|understand|visit our (?:web)?site|keep in mind)\b)\w+"
    r"|\b(?:i|we)(?:'ve| have)(?: \w+)? (?:refunded|credited|sent|added|asked|arranged|booked|passed|raised|opened|escalated|forwarded|applied|attached|extended|waived|restored)\b"
    r"|\b(?:i|we)(?:'ll| will| can|'d (?:like|love|be happy) to| would (?:like|be happy) to)(?: \w+)? (?!not\b|be unable|continue|close|go ahead|consider)(?:\w+ )?(?:send|call|ring|refund|credit|offer|arrange|book|ask|pass|raise|write|replace|repair|exchange|extend|help|look|check|get|give|let|do|take|make|add|reach|assist|contact|have|see|find|talk|discuss|move|provide|waive|restore|transfer|try)\b"
    r"|\b(?:would|do|can|could|are) you (?:like|want|prefer|please|let|send|share|tell|dm|try|able|confirm|provide|check|give)\b"
    r"|\b(?:let (?:me|us) know|reach (?:out|us)|get in touch|call (?:me|us)|contact (?:me|us|our|the|your)|write to (?:me|us)|reply (?:to|with)|dm us|send us|drop us|talk to|speak (?:to|with)|appeal|feel free|try (?:to|the|this|again|using|\w+ing)|give .{1,30} a try|check out|follow (?:us|the|these|this)|vote|subscribe to|head (?:to|over)|go to|submit (?:an?|your) (?:request|ticket|form|case|appeal|claim|question)|encourage you|recommend|suggest(?! that you)|advise (?:you )?to (?:call|contact|ask|write))\b"
    r"|\b(?:here(?:'s| is| are)|this (?:link|article|page|guide|thread|form)|the (?:link|article|form|thread) (?:below|here)|see (?:#\d+|this|here|below)|(?:listed|found|described|explained) (?:here|below)|over here|more details here|you(?:'ll| will) (?:find|need to)|(?:the )?best (?:thing|option|way|step)(?: to do)? (?:is|would be)|here ?:)(?!\w)"
    r"|\b(?:ombudsman|arbitration|complaints? (?:team|officer|address)|until (?:\w+ )?\d|(?:from|on|by|in|after) (?:\d{1,2}(?:st|nd|rd|th)? \w+|monday|tuesday|wednesday|thursday|friday|next week|january|february|march|april|june|july|august|september|october|november|december))\b",
    re.I,
)
_MORE: dict[End, str] = {
    "refusal": r"""
able :: (?:our|the|this) [^.;!?]{1,50}? (?:isn't|is not|aren't|are not|wasn't|was not|won't be|will not be) (?:currently )?able to (?:offer|provide|issue|accept|help|assist|process|make|give|refund|replace|change|extend|open|deliver|take|book|support)[^.;!?]{0,60}
""",
    "final": r"""
final, binding :: (?:this|our|the|that) (?:\w+ )?decision(?: \w+)? (?:is|are|was|remains) (?:now )?(?:final|binding)|decisions? (?:is|are) final
appeal, correspondence, review, discussion, closed :: (?:there is no|no) (?:right (?:of|to) )?(?:appeal|further (?:correspondence|review|discussion))(?: (?:is|will be) (?:possible|available|entered into))?|(?:will|can|are unable to|cannot) ?(?:not )?(?:enter into|engage in) (?:any )?(?:further )?(?:correspondence|discussion)|(?:consider|regard) (?:this|the) (?:matter|case|complaint|issue) (?:as )?(?:now )?(?:closed|resolved|concluded)
""",
    "deaf": r"""
reply, respond, unmonitored, monitored, unattended :: (?:please )?do not (?:reply|respond) to this (?:message|e-?mail|letter|address|mail|text)[^.!?]{0,80}|(?:this|sent from an?) (?:\w+ )?(?:mailbox|inbox|address|account) (?:is|that is|which is) (?:not monitored|unmonitored|not checked|unattended)|replies to this (?:message|e-?mail|address) (?:are not|will not be|cannot be|won't be) (?:read|monitored|answered)[^.!?]{0,40}
""",
    "elsewhere": r"""
website, web site, help, faq, app, portal, terms :: (?:please )?(?:see|visit|refer to|check|consult|go to) (?:our|the) (?:website|web site|site|help (?:section|centre|center|pages?)|faqs?|portal|app)(?: for (?:further|more|additional)? ?(?:information|details|guidance)[^.;!?]{0,60})?|(?:details|information|guidance|answers?)(?: (?:of|on|about) [^.;!?]{1,40}?)? (?:can be found|is available|are available|may be found) (?:in|on|at) (?:our|the) (?:website|web site|site|help (?:section|centre|center|pages?)|faqs?|portal|app)
""",
}  # fmt: skip
_ENDS = Gated(_MORE)
_NO_NO = later(r"\b(?:promises?|guarantee|expected|by design|stale|need to|prove)\b", re.I)
"""Words that follow where nothing was asked for and refused."""


@dataclass(frozen=True, slots=True)
class Dead:
    """Words after which a reader has nowhere to go, if no step follows."""

    kind: End
    span: Span


def steps(words: str) -> bool:
    """Whether the words hold a step that the reader can take, or that we take for her."""
    return _STEP.search(_ELSE.sub(" ", words.replace("’", "'"))) is not None


_ELSE = later(r"[^.!?]*\b(?:anything|something) else\b[^.!?]*[.!?]", re.I)
_HIMSELF = later(
    r"\b(?:here is my (?:\w+ )?number|my (?:direct|own|mobile|personal) (?:line|number|phone|address|e-?mail)|call me|ring me"
    r"|write to me|ask for me|(?:answer|reply to) (?:me|this (?:mail|e-?mail|message|letter)))\b",
    re.I,
)


def in_person(prose: str) -> bool:
    """Whether one person says how she can be reached, which is a step for all of the letter."""
    found = _HIMSELF.search(prose)
    return found is not None and "not" not in prose[max(0, found.start() - 8) : found.start()]


def dead_ends(sentence: Sentence) -> Iterator[Dead]:
    """The words of one sentence that end a road, in order and none over another."""
    met = [
        Dead(kind, span) for kind, span in _ENDS.met(sentence.text, sentence.whole, sentence.lower)
    ]
    met.extend(
        Dead("refusal", one.span)
        for one in refusals(sentence.text, sentence.whole, sentence.lower)
        if not one.channel and not _NO_NO.search(sentence.text, one.span.start, one.span.end + 40)
    )
    if sentence.text.endswith("?"):
        return
    last = -1
    for one in sorted(met, key=lambda each: (each.span.start, -each.span.end)):
        if one.span.start >= last and not sentence.quotes(one.span):
            end = (
                _clause_end(sentence.text, one.span.end) if one.kind == "refusal" else one.span.end
            )
            last = end
            yield Dead(one.kind, Span(one.span.start, end))


_CLAUSE = later(r"[,;:.!?(]|\s(?:and|but|because|as|since|so)\s|\Z")


def _clause_end(words: str, at: int) -> int:
    stop = _CLAUSE.search(words, at)
    return len(words[: stop.start()].rstrip()) if stop and stop.start() - at <= 100 else at

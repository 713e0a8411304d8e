"""Does a message turn somebody down and leave her nowhere to go?

The words that refuse and the steps that lead on are those of `troth.text.stepping`; here a whole
message is read: a step anywhere in it is a way on.
"""

from __future__ import annotations

from troth.model.origin import Span
from troth.text.masking import masked, sentences
from troth.text.reading import Sentence
from troth.text.stepping import Dead, dead_ends, in_person, steps


def turned_away(text: str) -> Dead | None:
    """The first words after which there is no way on, as a span of the text; None where there is."""
    if in_person(text):
        return None
    found = refused(text)
    rest = text
    for one in found:
        rest = _blank(rest, one.span)
    if not found or steps(rest):
        return None
    return found[0]


def refused(text: str) -> list[Dead]:
    """All words that turn down or close, as spans of the text, whether or not a way on stands beside."""
    return [
        Dead(one.kind, sentence.place(one.span))
        for sentence in (Sentence(text, span) for span in sentences(masked(text)))
        for one in dead_ends(sentence)
    ]


def _blank(text: str, span: Span) -> str:
    """The text without the words of a refusal, of the same length."""
    return text[: span.start] + " " * (span.end - span.start) + text[span.end :]

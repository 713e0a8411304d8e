"""Sentences that only read like a fault: asked last, of what no lens said anything about.

They are unsure: weights know how a fault sounds, not whether one is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from troth.model.detect import Hit
from troth.model.document import Document
from troth.model.finding import Strength
from troth.model.origin import Span
from troth.model.prose_card import Likeness
from troth.prose.lens import Lens
from troth.text.faults import SHORTEST, can_tell, likeness
from troth.text.reading import Sentence, spoken

METHOD = "right in the eyes of a blind reader, Wilson"


def resembling(
    lenses: Iterable[Lens],
    document: Document,
    sentences: Iterable[Span],
    told: Sequence[tuple[Lens, Hit]],
) -> Iterator[tuple[Lens, Hit]]:
    """One hit for each sentence that reads like a fault of these lenses and that none has told.

    Silent where numpy is not installed, and on genres that no lens names.
    """
    asked = {
        said.kind: (lens, said)
        for lens in lenses
        for said in lens.card.likeness
        if document.genre in said.genres
    }
    if not asked or not can_tell():
        return
    left = list(_left(document, sentences, told))
    for sentence, chances in zip(left, _chances(left), strict=True):
        best = _best(asked, chances)
        if best is not None:
            yield _hit(*best, sentence)


def _left(
    document: Document, sentences: Iterable[Span], told: Sequence[tuple[Lens, Hit]]
) -> Iterator[Sentence]:
    """The author's own sentences that are long enough and of which nothing was said."""
    spans = sorted(
        (span.start, span.end)
        for _, hit in told
        if not hit.data.get("whole")
        for span in (hit.span, *hit.more)
    )
    for sentence in spoken(document, sentences):
        start, end = sentence.span.start, sentence.span.end
        if len(sentence.text.split()) < SHORTEST or sentence.quotes(Span(0, 1)):
            continue
        if not any(first < end and start < last for first, last in spans):
            yield sentence


def _chances(sentences: Sequence[Sentence]) -> Sequence[Mapping[str, float]]:
    return likeness([each.text for each in sentences]) if sentences else []


def _best(
    asked: Mapping[str, tuple[Lens, Likeness]], chances: Mapping[str, float]
) -> tuple[Lens, Likeness, float] | None:
    """The lens whose threshold a sentence passes furthest."""
    passed = [kind for kind, (_, said) in asked.items() if chances.get(kind, 0.0) >= said.least]
    if not passed:
        return None
    kind = max(passed, key=lambda one: (chances[one] / asked[one][1].least, one))
    return *asked[kind], chances[kind]


def _hit(lens: Lens, said: Likeness, chance: float, sentence: Sentence) -> tuple[Lens, Hit]:
    return lens, Hit(
        span=sentence.span,
        says=said.says,
        instead=said.instead,
        status="unsure",
        strength=_strength(said),
        data={"likeness": said.kind, "chance": round(chance, 2)},
    )


def _strength(said: Likeness) -> Strength:
    """How often findings of this kind were right: the weights' own chance is too high on real texts."""
    from troth.stats.rates.proportions import wilson

    share = wilson(said.right, said.judged)
    unit = "findings of this kind on other firms’ texts"
    return Strength("rate", said.judged, unit, METHOD, share.value, share.low, share.high)

"""Which question gets two different answers from us?

Why it matters: One page says ten days, another says fourteen. Whoever has read the better one feels
cheated by the other, and our own people do not know which to say.
How it decides: From every sentence that gives one time, sum, share or closing hour it takes what
the value is of: the words that say something. It speaks where two documents of one check, or two
places of one text, give different values of the same kind and of the same thing: the same deed
(to answer, to refund, to deliver), at least four words and nearly half of all words in common, and
nothing in one of them that could make the difference.
When it stays silent: Where one holds a condition, a name, a plan, a place or a year that the other
does not; on what was or will be changed (“until May”, “instead of”), on examples and on the past;
in tables, headings, quotes and code. Inside one text also on lists, across headings, and where two
sentences differ in nothing but the value: those are cases. It is unsure inside one text where less
than three fifths of the words are shared.
Source: Numbers and words, never likeness of meaning alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from troth.extend.prose import (
    Fact,
    Gathered,
    Hit,
    Page,
    ProseCard,
    Span,
    Strength,
    silent,
    speaks,
    unsure,
)
from troth.text.answers import alike, answers_in, frame, holds_number
from troth.text.sentences import sentences_in

CARD = ProseCard(severity="warning", status="preview")
TRIGGERS = None

_LEAST = 0.45
"""Share of their words that two sentences of the same thing have in common, at least."""
_INSTEAD = "find out which of the two holds, and say it the same in both places"


def judge(page: Page) -> Iterable[Hit]:
    """Two places of one text that answer one question differently.

    Sentences that differ in nothing but the value are a list of cases, and no two answers.
    """
    blocks = page.document.blocks
    headings = [block.span.start for block in blocks if block.kind == "heading"]
    listed = [block.span for block in blocks if block.kind == "item"]
    facts = [fact for fact in gather(page) if not any(_within(fact, span) for span in listed)]
    told: set[int] = set()
    for (_, first), (_, second) in _near([(0, fact) for fact in facts]):
        near = _alike(first, second)
        parted = any(first.span.start < start < second.span.start for start in headings)
        listed_so = frame(page.words(first.span)) == frame(page.words(second.span))
        if near < _LEAST or parted or listed_so or second.span.start in told:
            continue
        told.add(second.span.start)
        yield _hit(
            second.span,
            f"line {page.document.position(first.span.start)[0]}",
            page.words(first.span),
            more=(first.span,),
            sure=page.genre is not None and near >= 0.6,
        )


def gather(page: Page) -> Iterator[Fact]:
    """What the document says of one thing each: a time, a sum, a share, an hour."""
    prose = page.document.prose
    for block in page.document.blocks:
        if block.kind in ("paragraph", "item") and holds_number(block.span.of(prose)):
            for span in sentences_in(prose, block.span):
                for kind, value, about in answers_in(page.words(span)):
                    yield Fact(kind, value, about, span)


def join(gathered: Sequence[Gathered]) -> Iterator[tuple[int, Hit]]:
    """Places of two documents that answer one question differently, told in the later one."""
    held = [(number, fact) for number, one in enumerate(gathered) for fact in one.facts]
    told: set[tuple[int, int]] = set()
    for (one, first), (other, second) in _near(held):
        key = (other, second.span.start)
        if one == other or key in told or _alike(first, second) < _LEAST:
            continue
        told.add(key)
        page = gathered[one].page
        place = f"{page.document.path}, line {page.document.position(first.span.start)[0]},"
        yield other, _hit(second.span, place, page.words(first.span), sure=True)


def _hit(span: Span, place: str, words: str, *, sure: bool, more: tuple[Span, ...] = ()) -> Hit:
    return Hit(
        span=span,
        says=f"“{{quote}}” – {place} gives another answer.",
        instead=_INSTEAD,
        status="speaks" if sure else "unsure",
        strength=Strength("rule", 2, "sentences", "numbers of the same thing"),
        next="Ask who owns this answer.",
        would_change="The same value in both, or the case in which each holds.",
        more=more,
        notes=(f"{place.rstrip(',')}: {words}",),
    )


def _alike(first: Fact, second: Fact) -> float:
    """How far two different values are of the same thing; 0 where they are one value."""
    most = max(abs(first.value), abs(second.value))
    if first.span == second.span or abs(first.value - second.value) <= 0.01 * most:
        return 0.0
    return alike(first.about, second.about)


def _within(fact: Fact, span: Span) -> bool:
    return span.start <= fact.span.start < span.end


def _near(
    held: Sequence[tuple[int, Fact]],
) -> Iterator[tuple[tuple[int, Fact], tuple[int, Fact]]]:
    """Pairs of one kind that share a word, in the order of the documents and texts."""
    by_word: dict[tuple[str, str], list[int]] = {}
    for number, (_, fact) in enumerate(held):
        for word in fact.about:
            by_word.setdefault((fact.kind, word), []).append(number)
    pairs = {
        pair
        for numbers in by_word.values()
        if len(numbers) <= 60
        for pair in combinations(numbers, 2)
    }
    for first, second in sorted(pairs):
        yield held[first], held[second]


EXAMPLES = (
    speaks(
        "Ten days and fourteen",
        "The refund for a lost parcel is paid to your card within 10 days.\n\nAsk us for it. "
        "«We pay the refund for a lost parcel to your bank card within 14 days.»",
        genre="questions",
        says="line 1 gives another answer",
    ),
    speaks(
        "Two fees for one thing",
        "The fee to leave a parcel with a neighbour on your street is £3.\n\nIf nobody is in, we "
        "come again. «To leave a parcel with a neighbour on your street you pay a fee of £5.»",
        genre="price",
        says="line 1 gives another answer",
    ),
    speaks(
        "Two shares of the same",
        "Drivers pay a commission of 12 % on every trip they finish.\n\n"
        "«The commission that drivers pay on every finished trip is 15 %.»",
        genre="terms",
        says="line 1 gives another answer",
    ),
    silent(
        "A condition makes the difference",
        "The refund for a lost parcel is paid to your card within 10 days. If you paid by bank, "
        "the refund for a lost parcel is paid to your account within 14 days.",
        genre="questions",
    ),
    silent(
        "Another plan, another price",
        "The fee to leave a parcel with a neighbour on your street is £3. With the Sender plan you "
        "leave a parcel with a neighbour on your street for a fee of £1.",
        genre="price",
    ),
    silent(
        "It was so and is no longer",
        "Until May the refund for a lost parcel was paid within 14 days. The refund for a lost "
        "parcel is paid to your card within 10 days.",
        genre="letter",
    ),
    silent(
        "The same value in other words",
        "Every message to our desk gets an answer within two hours. We answer every message that "
        "comes to our desk within 120 minutes.",
        genre="questions",
    ),
    silent(
        "Cases of one kind",
        "A heavy parcel to the island takes our vans 2 days by road. A heavy parcel to the island "
        "takes our vans 3 days by road.",
        genre="questions",
    ),
    unsure(
        "The words differ more",
        "The refund for a lost parcel is paid to your card within 10 days.\n\n"
        "«Our desk in the north hall sees that the refund for each lost parcel is on the card within "
        "14 days.»",
        genre="questions",
        says="line 1 gives another answer",
    ),
)

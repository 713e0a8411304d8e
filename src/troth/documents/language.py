"""Which stretches of a document are not English: by what it declares, else by its little words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from troth.documents.weave import blank, trimmed
from troth.model.document import Block, Document
from troth.model.origin import Span
from troth.patterns import later


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ENGLISH = _words(
    "the a an and or of to in is are was be been for on with at by from as that this these it its "
    "we you your our us they their he she his her i my me not no do does have has had will can may "
    "if when what which who how all any more than so but about into out up there here must should "
    "would could"
)
_LITTLE = {
    "de": "der die das den dem des und oder ist sind war nicht ein eine einen einem einer für mit "
    "von zu auf im bei wir sie ihr ihre ihnen unser unsere auch wenn dass werden wird haben sich",
    "fr": "le la les un une des du de et ou est sont pour dans avec sur par pas ne que qui vous "
    "nous votre vos notre nos ce cette il elle au aux sans plus être si",
    "es": "el la los las un una de del y o es son para por con sin en que no se su sus nuestro "
    "nuestra nuestros usted ustedes al lo más como si le este esta",
    "it": "il lo la i gli le un una di del della dei e o è sono per con in che non si al alla nel "
    "nella nostro nostra vostro suo come più se questo questa",
    "pt": "o a os as um uma de do da dos das e ou é são para por com sem em no na que não se seu "
    "sua nosso nossa você vocês ao à mais como este esta",
    "nl": "de het een en of van is zijn was voor met op aan in bij wij we u uw je jouw ons onze "
    "niet geen dat die dit deze ook als naar wordt worden heeft",
    "sv": "och eller att det den en ett är var för med på av i till inte vi du ni din er vår våra "
    "som om har kan ska från när",
    "da": "og eller at det den en et er var for med på af i til ikke vi du din jeres vores som om "
    "har kan skal fra når",
    "pl": "i w z na do nie że się jest są o od za przez dla po jak ale to ten ta oraz lub nasz "
    "nasze państwa jego",
    "cs": "a v z na do ne že se je jsou o od za pro po jak ale to ten ta nebo náš naše vás vám "
    "jeho který která",
    "fi": "ja tai on ovat ei se että kun jos mutta myös joka voi me te teidän meidän sekä ole ovat",
    "tr": "ve veya bir bu için ile de da ne en çok daha gibi olan olarak biz siz sizin bizim",
    "ro": "și sau este sunt pentru cu din la în pe nu un o de care că se al ale noastre dumneavoastră",
}
_OTHERS: Mapping[str, frozenset[str]] = {name: _words(words) for name, words in _LITTLE.items()}
_ANY = frozenset[str]().union(*_OTHERS.values()) - _ENGLISH
_OURS_ALONE = _ENGLISH - frozenset[str]().union(*_OTHERS.values())
_WORD = later(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_GLANCE, _LOOK = 160, 600
_WORDS_LEAST = 6
_LETTERS_LEAST = 6


def english(declared: str | None) -> bool | None:
    """Whether a declared language ("en-GB", "English", "de") is English; None where none is named."""
    name = (declared or "").strip().lower().replace("_", "-")
    if not name or name.startswith(("x-", "und", "zxx", "mul")):
        return None
    return name.partition("-")[0] in ("en", "eng", "english")


def tongue(text: str) -> str | None:
    """The language of a paragraph: "en", another one, or None where it is too short to tell.

    Counted are the little words of fourteen languages among the first hundred or so; a text in
    another script is "xx". A paragraph is foreign only where the other language has at least
    three of them and more than twice as many as English.
    """
    words = text[:_GLANCE].lower().split()
    if len(words) >= _WORDS_LEAST and len(_ENGLISH.intersection(words)) * 4 >= len(words):
        return "en"
    start = text[:_LOOK]
    if len(start.encode("ascii", "ignore")) * 10 < 8 * len(start):
        far = sum(map(_is_far, start))
        if far >= _LETTERS_LEAST and far * 2 > sum(map(str.isalpha, start)):
            return "xx"
    words = _WORD.findall(start.lower())
    if len(words) < _WORDS_LEAST:
        return None
    ours = sum(word in _ENGLISH for word in words)
    if ours * 4 >= len(words) or sum(word in _ANY for word in words) < 2:
        return "en" if ours else None
    counts = {name: sum(word in them for word in words) for name, them in _OTHERS.items()}
    best = max(counts, key=lambda name: counts[name])
    if counts[best] >= 3 and counts[best] > 2 * ours:
        return best
    return "en" if ours > counts[best] else None


def _is_far(sign: str) -> bool:
    """A letter of another script: Greek, Cyrillic, Arabic, the scripts of India, Chinese …"""
    return sign.isalpha() and ("\u0370" <= sign < "\u1d00" or sign >= "\u2c80")


def foreign_spans(
    prose: str, blocks: Sequence[Block], declared: str | None, tongues: Sequence[tuple[int, str]]
) -> tuple[list[Span], str | None]:
    """The stretches that are not English, and the language of the whole where that can be told.

    `declared` holds for all of it, `tongues` (of HTML) from an offset on. Where most of a
    document is in one other language, its short blocks are taken for that language too.
    """
    runs = [(0, declared or ""), *((at, name or declared or "") for at, name in tongues)]
    spans = [
        Span(start, runs[at + 1][0] if at + 1 < len(runs) else len(prose))
        for at, (start, name) in enumerate(runs)
        if english(name) is False
    ]
    told = [(block.span, tongue(block.span.of(prose))) for block in blocks if block.kind != "code"]
    weights: dict[str, int] = {}
    for span, name in told:
        if name is not None:
            weights[name] = weights.get(name, 0) + span.end - span.start
    most = max(weights, key=lambda name: weights[name], default=None)
    if most not in (None, "en") and weights[most] * 3 > 2 * sum(weights.values()):
        spans += [span for span, name in told if name != "en" and not _ours(span.of(prose), name)]
    else:
        spans += [span for span, name in told if name not in (None, "en")]
    known = None if most == "xx" else most
    return _merged(spans), (declared or "").strip().lower()[:2] or known


def _ours(words: str, name: str | None) -> bool:
    """Whether a block too short to tell holds a little word that only English has."""
    return name is None and not _OURS_ALONE.isdisjoint(_WORD.findall(words[:_LOOK].lower()))


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans, key=lambda one: one.start):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif span.start < span.end:
            merged.append(span)
    return merged


def in_english(document: Document) -> Document:
    """The document with its foreign stretches blank, for lenses that read English."""
    spans = [one.span for one in document.scopes if one.kind == "foreign"]
    if not spans:
        return document
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += [document.prose[at : span.start], blank(span.of(document.prose))]
        at = span.end
    prose = "".join([*pieces, document.prose[at:]])
    return replace(document, prose=prose, blocks=trimmed(prose, document.blocks))

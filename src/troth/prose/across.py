"""Reading all documents of one check together, after each was read alone.

A lens that compares documents gathers facts from each (`gather`) and holds them together at the
end (`join`). What it finds stands in one of the documents and names the other in a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from troth.model.detect import Hit
from troth.model.document import Backing, Document, Page
from troth.model.fact import Gathered
from troth.model.finding import Finding
from troth.prose.allowing import allowances
from troth.prose.engine import covers, finding_of
from troth.prose.lens import Lens
from troth.text.sentences import Sentences


def across(
    documents: Sequence[Document], lenses: Iterable[Lens], backing: Backing | None = None
) -> Mapping[str, tuple[Finding, ...]]:
    """What the documents of a check say against one another, by the path it stands in.

    What an author allowed in his document is left out.
    """
    found: dict[int, list[tuple[Lens, Hit]]] = {}
    for lens in lenses if len(documents) > 1 else ():
        if lens.gather is None or lens.join is None:
            continue
        gathered = []
        for document in documents:
            page = _page(document, lens, backing)
            looks = lens.card.genres is None or document.genre in lens.card.genres
            gathered.append(Gathered(page, tuple(lens.gather(page)) if looks else ()))
        for number, hit in lens.join(gathered):
            found.setdefault(number, []).append((lens, hit))
    settled = (
        (documents[number].path, tuple(_settled(documents[number], hits)))
        for number, hits in found.items()
    )
    return {path: findings for path, findings in settled if findings}


def _page(document: Document, lens: Lens, backing: Backing | None) -> Page:
    sentences = Sentences(document.prose, document.blocks)
    return Page(document, sentences, document.genre, backing, lens.options)


def _settled(document: Document, hits: Sequence[tuple[Lens, Hit]]) -> Iterable[Finding]:
    sentences = Sentences(document.prose, document.blocks)
    allowed = allowances(document)
    ordinals: dict[tuple[str, str], int] = {}
    for lens, hit in sorted(hits, key=lambda pair: (pair[1].span.start, pair[0].name)):
        finding = finding_of(lens, hit, document, sentences, ordinals)
        if not any(covers(one, finding, hit, sentences, document) for one in allowed):
            yield finding

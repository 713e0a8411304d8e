"""What the readers of all formats share at the end: a weave made into a document."""

from __future__ import annotations

from collections.abc import Mapping

from troth.documents.genre import genre_of
from troth.documents.language import foreign_spans
from troth.documents.weave import Weave, line_starts
from troth.model.document import Document, Format, Scope


def finished(
    weave: Weave,
    path: str,
    form: Format,
    meta: Mapping[str, str],
    *,
    genre: str | None = None,
    pages: tuple[int, ...] = (),
) -> Document:
    """The document of a weave. `genre` is what the settings say; front matter goes before it."""
    prose = weave.prose()
    blocks = weave.blocks(prose)
    title = meta.get("title") or weave.title(prose, blocks)
    declared = meta.get("lang") or meta.get("language") or weave.language
    spans, language = foreign_spans(prose, blocks, declared, weave.tongues)
    foreign = [Scope("foreign", span) for span in spans]
    scopes = sorted([*weave.scopes(), *foreign], key=lambda one: (one.span.start, -one.span.end))
    declaring: Mapping[str, str] = {} if form in ("eml", "docx", "pdf") else meta
    return Document(
        path=path,
        format=form,
        text=weave.text,
        prose=prose,
        blocks=blocks,
        line_starts=line_starts(weave.text),
        title=title,
        genre=genre_of(path, title, declaring, settled=genre, prose=prose, blocks=blocks),
        language=language,
        meta=meta,
        scopes=tuple(scopes),
        pages=pages,
    )

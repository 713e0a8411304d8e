"""Words of a document as a reader sees them: markup inside a quotation is not part of it."""

from __future__ import annotations

from functools import lru_cache

from troth.documents.kept import read_again
from troth.model.document import Document
from troth.model.evidence import Evidence
from troth.model.origin import Span


def quoted(record: Evidence, span: Span) -> str:
    """The words of a span of a record, white space folded; of a document only its prose.

    A plain text that is quoted whole, as each line of a register of promises is, stands as it was
    written: its first sign is no mark of a list.
    """
    text = record.text
    path = str(record.fields.get("path") or record.origin.file)
    whole = path.endswith(".txt") and span.of(text).strip() == text.strip()
    if record.kind == "document" and not whole:
        text = _prose(path, text)
    return " ".join(span.of(text).split())


def shown(record: Evidence) -> str:
    """The text of a record as a reader sees it: of a document markup is white space."""
    if record.kind != "document":
        return record.text
    return _prose(str(record.fields.get("path") or record.origin.file), record.text)


@lru_cache(maxsize=32)
def _prose(path: str, text: str) -> str:
    document = read_again(path, text)
    same = isinstance(document, Document) and len(document.prose) == len(text)
    return document.prose if isinstance(document, Document) and same else text

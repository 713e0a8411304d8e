"""Which path a text goes by: where its file lies, or would lie if it were saved."""

from __future__ import annotations

from pathlib import Path, PurePath
from urllib.parse import unquote, urlsplit

from pygls.uris import to_fs_path

from troth.documents import ENDINGS

LANGUAGES = {
    "markdown": ".md",
    "mdx": ".mdx",
    "html": ".html",
    "plaintext": ".txt",
    "text": ".txt",
    "restructuredtext": ".rst",
    "rst": ".rst",
    "eml": ".eml",
    "mail": ".eml",
}
"""Names that editors give to languages in which documents are written, and their endings."""
_NO_TEXT = (".docx", ".docm", ".pdf")


def file_of(uri: str) -> str | None:
    """The file of an address on this machine; None for any other."""
    try:
        path = to_fs_path(uri) if urlsplit(uri).scheme == "file" else None
    except ValueError:
        return None
    return path if path and "\x00" not in path else None


def path_of(uri: str, language: str | None, folder: Path) -> str | None:
    """The path to check a text under; None for what is no document, or is shown from elsewhere.

    A text that was never saved lies in `folder` and ends as its language does.
    """
    path = file_of(uri)
    if path is not None:
        ending = PurePath(path).suffix.lower()
        known = ending in ENDINGS or language in LANGUAGES
        return path if known and ending not in _NO_TEXT else None
    scheme, _, rest = uri.partition(":")
    name = "".join(char for char in PurePath(unquote(rest)).name if char.isprintable())[:120]
    if scheme != "untitled" or (language or "") not in LANGUAGES:
        return None
    known = PurePath(name).suffix.lower() in ENDINGS
    return str(folder / (name if known else f"{name or 'untitled'}{LANGUAGES[language or '']}"))

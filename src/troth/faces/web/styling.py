"""Our style as text, for a page that has to stand alone: the report, a person's own data."""

from __future__ import annotations

import base64
import re

from troth.faces.web.showing import STATIC

FACE = re.compile(r'(@font-face \{[^}]*?)url\("([^"]+)"\)([^}]*\})')


def style() -> str:
    """Pico and our own style in one, the two typefaces inside it."""
    pico = STATIC / "vendor" / "pico.min.css"
    held = pico.read_text(encoding="utf-8") if pico.is_file() else ""
    own = (STATIC / "troth.css").read_text(encoding="utf-8")
    return f"{held}\n{FACE.sub(_face, own)}"


def _face(found: re.Match[str]) -> str:
    """A typeface as bytes in the style; those of rarer letters are left to the reader's own."""
    file = STATIC / found[2]
    if "-ext" in found[2] or not file.is_file():
        return ""
    held = base64.b64encode(file.read_bytes()).decode("ascii")
    return f'{found[1]}url("data:font/woff2;base64,{held}"){found[3]}'

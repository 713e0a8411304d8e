"""Handing a person what is hers: her data as a file to save, and the letter about her promises."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from troth.errors import UnknownNameError
from troth.faces.lettering import letter_eml
from troth.faces.web.desk import desk_of
from troth.faces.web.exporting import export_data, export_html
from troth.faces.web.lettering import letter_html
from troth.faces.wire import as_json
from troth.views.export import export
from troth.views.letter import letter
from troth.views.people import near_people

router = APIRouter(include_in_schema=False)
TYPES = {"html": "text/html", "json": "application/json"}
ALONE = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""A page that carries its own style, runs nothing and asks nothing of anybody."""
LETTERS = {"html": "text/html", "eml": "message/rfc822"}


@router.get("/people/{id}/export.{form}")
def export_at(request: Request, id: str, form: str) -> Response:
    """Everything held about one person, as a file called after her id, never after her name."""
    desk = desk_of(request)
    with desk.reading() as read:
        told = export(read, id)
        if told is None or form not in TYPES:
            raise UnknownNameError("person", id, near_people(read), advice="Search for the name.")
        text = export_html(told, read.clock) if form == "html" else as_json(export_data(told))
    saved = {"Content-Disposition": f'attachment; filename="{told.person.id}.{form}"'}
    return Response(text, media_type=f"{TYPES[form]}; charset=utf-8", headers=saved)


@router.get("/people/{id}/letter.{form}")
def letter_at(request: Request, id: str, form: str) -> Response:
    """What we promised her, to be read here, or saved as a draft for a mail program."""
    desk = desk_of(request)
    with desk.reading() as read:
        told = letter(read, id)
        if told is None or form not in LETTERS:
            raise UnknownNameError("person", id, near_people(read), advice="Search for the name.")
        text = letter_html(told, read.clock) if form == "html" else letter_eml(told)
    saved = {"Content-Disposition": f'attachment; filename="{told.id}.eml"'}
    return Response(
        text,
        media_type=f"{LETTERS[form]}; charset=utf-8",
        headers=saved if form == "eml" else {"Content-Security-Policy": ALONE},
    )

"""Saved views: listed, opened by a permalink, kept and dropped."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from troth.acts import saving
from troth.acts.note import Signed
from troth.acts.saving import PAGES
from troth.errors import UnknownNameError
from troth.faces.masks import shown_in
from troth.faces.web.desk import desk_of, now_us, who
from troth.faces.web.flash import Flash
from troth.faces.web.pages import page, shown, wants_json
from troth.faces.web.writing import Form, back, field
from troth.faces.wire import plain
from troth.views.saved import saved_view, saved_views

router = APIRouter()


@page("/views", on=router)
def views_at(request: Request) -> Response:
    """The views that were saved."""
    with desk_of(request).reading() as read:
        return shown(request, "views.html", saved_views(read), read)


@page("/views/{name:path}", on=router)
def view_at(request: Request, name: str) -> Response:
    """To the page that a saved view is of, with its filters."""
    with desk_of(request).reading() as read:
        found = saved_view(read, name)
        if found is None or found.page not in PAGES:
            known = [one.name for one in saved_views(read).views]
            raise UnknownNameError("saved view", name, known, advice="See the list of views.")
        if wants_json(request):
            return JSONResponse(shown_in(plain(found)))
        return RedirectResponse(found.address, 302)


@router.post("/views", include_in_schema=False)
def save(request: Request, held: Form) -> Response:
    """Keep the filters of a page, which the form names by its address."""
    asked = urlsplit(field(held, "of"))
    query = dict(parse_qsl(asked.query)[:20])
    entry = saving.save(
        desk_of(request).work, field(held, "name"), asked.path, query, Signed(who(), now_us())
    )
    return back(request, held, Flash(f"Saved as “{entry.body['name']}”.", entry.id), "/views")


@router.post("/views/{name:path}/drop", include_in_schema=False)
def drop(request: Request, name: str, held: Form) -> Response:
    """Take a saved view off the list."""
    entry = saving.drop(desk_of(request).work, name, Signed(who(), now_us()))
    return back(request, held, Flash("Off the list.", entry.id), "/views")

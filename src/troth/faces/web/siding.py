"""The page on which the sides are held against each other."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from troth.faces.web.desk import desk_of
from troth.faces.web.pages import page, shown
from troth.views.sides import SHOWN, sides

router = APIRouter()


@page("/sides", on=router)
def sides_at(request: Request) -> Response:
    """Which side we serve worst, due process, and what they say outright."""
    desk = desk_of(request)
    with desk.reading() as read:
        most = None if request.query_params.get("all") else SHOWN
        return shown(request, "sides.html", sides(read, most=most), read)

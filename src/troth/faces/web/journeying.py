"""The page of journeys."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from troth.faces import journeying
from troth.faces.web.desk import desk_of
from troth.faces.web.pages import page, shown
from troth.views.journeys import journeys

router = APIRouter()


@page("/journeys", on=router)
def journeys_at(request: Request) -> Response:
    """Where cases go, and who is left standing."""
    desk = desk_of(request)
    with desk.reading() as read:
        view = journeys(read)
        data = partial(journeying.journeys_data, view)
        return shown(request, "journeys.html", view, read, data)

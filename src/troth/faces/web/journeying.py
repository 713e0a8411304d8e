"""The page of journeys."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from troth.faces import journeying
from troth.faces.masks import shown_in
from troth.faces.web.desk import Desk
from troth.faces.web.pages import page, shown
from troth.views.age import records_until
from troth.views.journeys import journeys

router = APIRouter()


@page("/journeys", on=router)
def journeys_at(request: Request) -> Response:
    """Where cases go, and who is left standing."""
    desk: Desk = request.app.state.desk
    with desk.reading() as read:
        view = journeys(read)
        if request.scope.get("state", {}).get("json"):
            told = journeying.journeys_data(view) | {"records_until": records_until(read)}
            return JSONResponse(shown_in(told))
        return shown(request, "journeys.html", view, read)

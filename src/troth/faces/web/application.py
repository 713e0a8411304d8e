"""The application: the gate in front, the pages behind it, and errors told in plain words."""

from __future__ import annotations

import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from difflib import get_close_matches

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.staticfiles import StaticFiles

from troth.acts.opening import Home
from troth.config import Settings
from troth.errors import TrothError, UnknownNameError, unwritten
from troth.faces.masks import hiding, shown_in
from troth.faces.web import (
    adding,
    answering,
    checking,
    correcting,
    deciding,
    handing,
    journeying,
    mapping,
    owning,
    pages,
    peopling,
    repairing,
    saving,
    siding,
    theirs,
    writing,
)
from troth.faces.web.desk import Desk
from troth.faces.web.gate import Gate
from troth.faces.web.showing import STATIC, render
from troth.faces.web.supervising import Worker

ROOMS = (
    *(answering, owning, peopling, theirs, deciding, writing, checking),
    *(adding, mapping, correcting, handing, repairing, journeying, siding, saving, pages),
)
"""Where an address is looked for, in this order: the pages come last, they know what is nowhere."""


def app(
    home: Home, settings: Settings, *, token: str, port: int | None = None, work: bool = True
) -> FastAPI:
    """The pages of one workspace. `token` lets a browser in; without `work` nothing is
    read in and nobody looks.

    Meant for one person on the machine it runs on: the gate refuses every other host.
    """
    desk = Desk(home, settings)
    worker = Worker(desk)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        if work:
            worker.start()
        try:
            yield
        finally:
            worker.stop()
            desk.close()

    made = FastAPI(
        title="troth", docs_url=None, redoc_url=None, openapi_url="/openapi.json", lifespan=life
    )
    made.state.desk, made.state.worker = desk, worker
    gate = Gate(made, token=token, refuse=refuse, port=port)
    made.state.gate = gate
    made.mount("/static", StaticFiles(directory=STATIC), name="static")
    for room in ROOMS:
        made.include_router(room.router)
    made.add_exception_handler(TrothError, _told)
    made.add_exception_handler(HTTPException, _refused)
    made.add_exception_handler(OSError, _unwritten)
    made.add_exception_handler(Exception, _broken)
    made.add_middleware(GZipMiddleware, minimum_size=800)
    made.add_middleware(_Gated, gate=gate, mask=settings.mask)
    return made


class _Gated:
    """The gate as the outermost layer, and what pages show half hidden."""

    def __init__(self, app: object, gate: Gate, mask: frozenset[str]) -> None:
        gate.app = app  # type: ignore[assignment]
        self.gate, self.mask = gate, mask

    async def __call__(self, scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        with hiding(self.mask):
            await self.gate(scope, receive, send)


def refuse(request: Request, status: int, says: str, advice: str) -> Response:
    """A refusal in words; a program that asked for JSON is told in JSON."""
    return plain(request, status, says, advice)


def plain(
    request: Request,
    status: int,
    says: str,
    advice: str = "",
    place: str = "",
    near: tuple[tuple[str, str], ...] = (),
) -> Response:
    """A page that says what is wrong, where, and what to do; never a traceback."""
    if request.url.path.endswith(".json"):
        told = {"says": says, "advice": advice, "place": place, "near": [name for _, name in near]}
        return JSONResponse(shown_in(told), status)
    again = request.url.path if status == 403 and request.method == "GET" else ""
    html = render("plain.html", says=says, advice=advice, place=place, near=near, again=again)
    return HTMLResponse(html, status)


def _told(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, TrothError)
    if isinstance(fault, UnknownNameError):
        room = request.url.path.split("/")[1]
        near = tuple((f"/{room}/{name}", name) for name in fault.near)
        return plain(request, 404, fault.says, "" if near else fault.advice, fault.place, near)
    return plain(request, 400, fault.says, fault.advice, fault.place)


def _refused(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    if fault.status_code == 404:
        close = get_close_matches(request.url.path, page_addresses(), n=2, cutoff=0.5)
        near = tuple((path, path) for path in close)
        says = "There is no such page."
        return plain(request, 404, says, "" if near else "Look on Today, or search.", near=near)
    if fault.status_code == 405:
        return plain(
            request, 405, "This address does not take that.", "Use the forms on the pages."
        )
    return plain(request, fault.status_code, str(fault.detail) or "That cannot be done.")


def page_addresses() -> list[str]:
    """The addresses of pages that are about no one thing; parts of a page are none."""
    return sorted(
        route.path
        for room in ROOMS
        for route in room.router.routes
        if isinstance(route, APIRoute)
        and "GET" in (route.methods or ())
        and not route.name.endswith(("_part", "_json"))
        and "{" not in route.path
    )


def _unwritten(request: Request, fault: Exception) -> Response:
    """A full disk, or one that may not be written, is no mistake of ours."""
    told = unwritten(fault)
    return _told(request, told) if told else _broken(request, fault)


def _broken(request: Request, fault: Exception) -> Response:
    """A mistake of ours: the words for the reader, the traceback for the terminal."""
    traceback.print_exception(fault, file=sys.stderr)
    says = "Something went wrong in troth itself."
    advice = "Nothing was changed. The terminal in which it runs says what happened."
    return plain(request, 500, says, advice)

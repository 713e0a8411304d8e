"""The pages that are read, each with its JSON at the same address and `.json`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter
from markupsafe import Markup, escape
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from troth.acts.saving import PAGES as FILTERED
from troth.acts.triage import triage
from troth.errors import UnknownNameError
from troth.faces import wire
from troth.faces.accounting import account_json
from troth.faces.masks import shown_in
from troth.faces.peopling import doubts_data
from troth.faces.searching import search_json
from troth.faces.theirs import views_data
from troth.faces.todaying import today_json
from troth.faces.web.desk import desk_of, who
from troth.faces.web.flash import take
from troth.faces.web.narrowing import MOST, given, narrowed
from troth.faces.web.showing import days, render
from troth.views.account import account_page
from troth.views.account_story import account_story
from troth.views.age import ages_text, records_until
from troth.views.asking import questions
from troth.views.changes import SHOWN as CHANGES_SHOWN
from troth.views.changes import changes
from troth.views.concerns import served_by
from troth.views.confirm import confirm
from troth.views.document import document_page, documents, near
from troth.views.doubts import doubted
from troth.views.evidence import evidence_page
from troth.views.gaps import TwoViews
from troth.views.incidents import DAYS, incidents
from troth.views.lens import lens_page
from troth.views.people import near_people, people
from troth.views.person import person_page
from troth.views.promises import SHOWN as PROMISES_SHOWN
from troth.views.promises import promise_ids, promise_page, promises
from troth.views.reading import Reading
from troth.views.repair import choices, repair_page
from troth.views.run import run_list, run_page
from troth.views.saved import saved_views
from troth.views.search import PARTS, Search, search
from troth.views.segments import Segment, segment
from troth.views.tasks import tasks_about
from troth.views.today import Today, today
from troth.views.two_views import beside, says_of

router = APIRouter()
Told = Callable[[Any], Any]


def shown(
    request: Request,
    template: str,
    page: Any,
    reading: Reading,
    data: Callable[[], dict[str, Any]] | None = None,
    /,
    **more: Any,
) -> Response:
    """A page as HTML, or as JSON where the address ends so: as `data` makes it, where it is given."""
    if wants_json(request):
        told = data() if data else _json(page)
        if isinstance(told, dict):
            told.setdefault("records_until", records_until(reading))
        return JSONResponse(shown_in(told))
    path = request.url.path
    here = "/" + path.split("/")[1]
    query = f"?{request.url.query}" if request.url.query else ""
    flash, after = take(request)
    html = render(
        template,
        page=page,
        clock=reading.clock,
        days=days(reading.clock),
        zone=reading.clock.zone,
        company=reading.settings.company,
        segments=tuple(reading.settings.segments),
        saved=saved_views(reading, path) if path in FILTERED else None,
        ages=ages_text(reading),
        csrf=Markup(escape(request.state.session.csrf)),
        address=path + query,
        json_address="" if path == "/check" else f"{'/today' if path == '/' else path}.json{query}",
        here=here,
        flash=flash,
        **more,
    )
    return after(HTMLResponse(html))


def wants_json(request: Request) -> bool:
    """Whether the address ends so that it asks for JSON."""
    return bool(request.scope.get("state", {}).get("json"))


def _json(page: Any) -> Any:
    if isinstance(page, Search):
        return search_json(page)
    if isinstance(page, TwoViews):
        return views_data(page)
    return today_json(page) if isinstance(page, Today) else wire.plain(page)


def page(
    path: str, on: APIRouter = router
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Serve a function as a page, and as JSON at the same address with `.json`."""

    def registered(view: Callable[..., Response]) -> Callable[..., Response]:
        plain = "/today" if path == "/" else path
        for address in {f"{plain}.json", f"{path}.json"}:
            on.add_api_route(address, _as_json(view), methods=["GET"], name=f"{view.__name__}_json")
        on.add_api_route(path, view, methods=["GET"], include_in_schema=False, name=view.__name__)
        return view

    return registered


def _as_json(view: Callable[..., Response]) -> Callable[..., Response]:
    from functools import wraps

    @wraps(view)
    def answered(request: Request, **path: str) -> Response:
        request.scope["state"]["json"] = True
        return view(request, **path)

    return answered


def _asked(request: Request, name: str) -> str | None:
    return request.query_params.get(name) or None


def _segment(request: Request, reading: Reading) -> Segment | None:
    """The segment that the address asks for."""
    name = _asked(request, "segment")
    try:
        return segment(reading, name) if name else None
    except UnknownNameError as fault:  # A near name is no address of this page's own.
        known = ", ".join(reading.settings.segments) or "none yet"
        raise UnknownNameError("segment", name or "", advice=f"There are: {known}.") from fault


@page("/")
def today_at(request: Request) -> Response:
    """Who needs us now."""
    side, lens = _asked(request, "side"), _asked(request, "lens")
    with desk_of(request).reading() as read:
        owner = _asked(request, "owner")
        chosen = _segment(request, read)
        some = chosen.people if chosen else None
        view = today(read, side=side, lens=lens, owner=owner, me=who(), within=some)
        working = request.app.state.worker.now
        asked = {"side": side, "lens": lens, "owner": owner}
        return shown(
            request, "today.html", view, read, segment=chosen, working=working, asked=asked, **asked
        )


@router.get("/working", include_in_schema=False, name="working_part")
def working_at(request: Request) -> Response:
    """What the worker does; once it is through, the page asks for itself again if nobody is at it."""
    working = request.app.state.worker.now
    answer = HTMLResponse(render("working_part.html", working=working))
    if working.state != "looking":
        answer.headers["hx-trigger"] = "looked"
    return answer


@page("/people")
def people_at(request: Request) -> Response:
    """The people we serve."""
    with desk_of(request).reading() as read:
        chosen, side = _segment(request, read), _asked(request, "side")
        some = chosen.people if chosen else None
        view = people(read, side=side, after=_asked(request, "after"), within=some)
        return shown(request, "people.html", view, read, segment=chosen, asked={"side": side})


@page("/people/{id}")
def person_at(request: Request, id: str) -> Response:
    """One person."""
    before = _asked(request, "before")
    with desk_of(request).reading() as read:
        view = person_page(
            read, id, before_us=int(before) if before and before.isdecimal() else None
        )
        if view is None:
            raise UnknownNameError("person", id, near_people(read), advice="Search for the name.")
        return shown(request, "person.html", view, read)


@page("/promises")
def promises_at(request: Request) -> Response:
    """What we have promised."""
    with desk_of(request).reading() as read:
        most = None if _asked(request, "all") else PROMISES_SHOWN
        view = promises(read, side=_asked(request, "side"), by=_asked(request, "by"), most=most)
        return shown(request, "promises.html", view, read, theirs_says=says_of(read))


@page("/promises/{id}")
def promise_at(request: Request, id: str) -> Response:
    """One promise."""
    with desk_of(request).reading() as read:
        view = promise_page(read, id)
        if view is None:
            known = promise_ids(read)
            raise UnknownNameError("promise", id, known, advice="See the list of promises.")
        made = repair_page(read, view.line.promise.id)
        todo = tasks_about(read, view.line.promise.id)
        served = served_by(read, view.line.promise.id)
        both = beside(read, view)
        return shown(
            request, "promise.html", both, read, made=made, tasks=todo, served=served, **choices()
        )


@page("/incidents")
def incidents_at(request: Request) -> Response:
    """What our outages cost our customers."""
    days = _asked(request, "days") or ""
    with desk_of(request).reading() as read:
        view = incidents(
            read, days=max(1, int(days)) if days.isdecimal() and len(days) < 5 else DAYS
        )
        return shown(request, "incidents.html", view, read)


@page("/changes")
def changes_at(request: Request) -> Response:
    """What we changed, and with how much notice."""
    with desk_of(request).reading() as read:
        most = None if _asked(request, "all") else CHANGES_SHOWN
        view = changes(read, side=_asked(request, "side"), most=most)
        return shown(request, "changes.html", view, read)


@page("/confirm")
def confirm_at(request: Request) -> Response:
    """What may be a promise."""
    desk = desk_of(request)
    with desk.reading() as read:
        waiting = read.held.of("triage", read.state, lambda: triage(desk.work, limit=None))
        doubts = doubted(read)
        view, asked = confirm(read, waiting), questions(read)
        if wants_json(request):
            more = {"people": doubts_data(doubts), "theirs": shown_in(wire.plain(asked))}
            return JSONResponse({**wire.plain(view), **more})
        return shown(request, "confirm.html", view, read, doubts=doubts, theirs=asked)


@page("/accounts/{id}")
def account_at(request: Request, id: str) -> Response:
    """One account: its people, what was found, promised, said and renewed."""
    with desk_of(request).reading() as read:
        view = account_page(read, id)
        if view is None:
            raise UnknownNameError("account", id, advice="Search for one of its people.")
        story = account_story(read, id)
        data = partial(account_json, view, story)
        return shown(request, "account.html", view, read, data, story=story)


@page("/documents")
def documents_at(request: Request) -> Response:
    """The documents that were read."""
    with desk_of(request).reading() as read:
        return shown(request, "documents.html", documents(read), read)


@page("/documents/{path:path}")
def document_at(request: Request, path: str) -> Response:
    """One document with what was found in it."""
    with desk_of(request).reading() as read:
        view = document_page(read, path)
        if view is None:
            raise UnknownNameError("document", path, near(read, path), advice="See the list.")
        return shown(request, "document.html", view, read)


@page("/evidence/{id}")
def evidence_at(request: Request, id: str) -> Response:
    """One record."""
    with desk_of(request).reading() as read:
        view = evidence_page(read, id, version=_asked(request, "version"))
        if view is None:
            raise UnknownNameError(
                "record", id, advice="It may be too old to be kept, or forgotten."
            )
        return shown(request, "evidence.html", view, read)


@page("/runs")
def runs_at(request: Request) -> Response:
    """The runs."""
    with desk_of(request).reading() as read:
        return shown(request, "runs.html", run_list(read), read)


@page("/runs/{id}")
def run_at(request: Request, id: str) -> Response:
    """One run."""
    with desk_of(request).reading() as read:
        view = run_page(read, id)
        if view is None:
            known = [line.run.id for line in run_list(read)]
            raise UnknownNameError("run", id, known, advice="See the list of runs.")
        return shown(request, "run.html", view, read)


@page("/lenses/{name}")
def lens_at(request: Request, name: str) -> Response:
    """What a lens asks and how it decides."""
    with desk_of(request).reading() as read:
        return shown(request, "lens.html", lens_page(read, name), read)


@page("/search")
def search_at(request: Request) -> Response:
    """People, promises and records that hold these words."""
    asked = given(request.query_params)
    with desk_of(request).reading() as read:
        view = search(read, asked.get("q", ""), narrowed(request.query_params))
        return shown(
            request,
            "search.html",
            view,
            read,
            query=view.query,
            asked=asked,
            given={name: value for name, value in asked.items() if name not in ("in", "limit")},
            all_parts=tuple(PARTS),
            most=MOST,
        )


@router.get("/{rest:path}", include_in_schema=False)
def nothing(rest: str) -> Response:
    """No such page."""
    raise HTTPException(404)

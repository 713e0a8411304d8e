"""The pages of owners and tasks, and what is said from them: who looks after whom, what is to be done."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from troth.acts import concerning, handing_over, rating, tasks, visiting
from troth.acts import owning as deeds
from troth.acts.note import Signed
from troth.errors import UnknownNameError
from troth.faces import owning, tasking
from troth.faces.web.desk import Desk, desk_of, now_us, who
from troth.faces.web.flash import Flash
from troth.faces.web.pages import page, shown
from troth.faces.web.writing import Form, back, day_of, day_us, field
from troth.views.owners import owner_names, owner_page, owners
from troth.views.tasks import task_list

router = APIRouter()


@page("/owners", on=router)
def owners_at(request: Request) -> Response:
    """Who of us looks after whom."""
    with desk_of(request).reading() as read:
        return shown(request, "owners.html", owners(read), read)


@page("/owners/{name:path}", on=router)
def owner_at(request: Request, name: str) -> Response:
    """All that one of us owes: the page to hand over with."""
    with desk_of(request).reading() as read:
        view = owner_page(read, name)
        if view is None:
            raise UnknownNameError(
                "owner", name, owner_names(read), advice="See the list of owners."
            )
        return shown(request, "owner.html", view, read, partial(owning.owner_data, view))


@router.post("/owners/{name:path}", include_in_schema=False)
def give(request: Request, name: str, held: Form) -> Response:
    """Hand over all that is one owner's."""
    taker = field(held, "to")
    given = handing_over.hand_over(
        desk_of(request).work, name, taker, Signed(who(), now_us()), reason=field(held, "reason")
    )
    says = f"{given.taker} looks after what was {given.giver}’s: {given.counts}."
    return back(request, held, Flash(says, given.entry), "/owners")


@router.post("/{room}/{id}/own", include_in_schema=False)
def own(request: Request, room: str, id: str, held: Form) -> Response:
    """A person or an account is this colleague's; with no name, nobody's."""
    if room not in ("people", "accounts"):
        raise UnknownNameError("page", room, ("people", "accounts"))
    name = field(held, "owner") or None
    entry = deeds.own(desk_of(request).work, id, name, Signed(who(), now_us()))
    says = f"{name} looks after them." if name else "Nobody of us looks after them any more."
    return back(request, held, Flash(says, entry.id), f"/{room}/{id}")


@router.post("/accounts/{id}/rate", include_in_schema=False)
def rated(request: Request, id: str, held: Form) -> Response:
    """How an account is rated, by us or by one of its people."""
    entry = rating.rate(
        desk_of(request).work,
        id,
        field(held, "what"),
        field(held, "level"),
        Signed(who(), now_us()),
        because=field(held, "because"),
        person=field(held, "by") or None,
    )
    return back(request, held, Flash("Kept.", entry.id), f"/accounts/{id}#level")


@router.post("/people/{id}/suppose", include_in_schema=False)
def suppose(request: Request, id: str, held: Form) -> Response:
    """What we suppose that she is trying to do: ours, never her words."""
    entry = concerning.suppose(
        desk_of(request).work,
        id,
        field(held, "words"),
        Signed(who(), now_us()),
        because=field(held, "because"),
    )
    return back(request, held, Flash("Kept, as ours.", entry.id), f"/people/{id}")


@router.post("/people/{id}/heard", include_in_schema=False)
def heard(request: Request, id: str, held: Form) -> Response:
    """What she told one of us in person, in her words."""
    desk, on = desk_of(request), field(held, "on")
    entry = visiting.hear(
        desk.work,
        id,
        field(held, "words"),
        Signed(who(), now_us()),
        how=field(held, "how") or "visit",
        on_us=_begin(desk, on) if on else None,
    )
    return back(request, held, Flash("Kept, as their words.", entry.id), f"/people/{id}")


@router.post("/people/{id}/serves", include_in_schema=False)
def serves(request: Request, id: str, held: Form) -> Response:
    """A promise serves what she wants."""
    concern, promise = field(held, "concern"), field(held, "promise")
    entry = concerning.serve(desk_of(request).work, id, concern, promise, Signed(who(), now_us()))
    return back(request, held, Flash("Kept.", entry.id), f"/people/{id}")


@page("/tasks", on=router)
def tasks_at(request: Request) -> Response:
    """What is to be done, by whom, until when."""
    with desk_of(request).reading() as read:
        view = task_list(read, owner=request.query_params.get("owner") or None, me=who())
        data = partial(tasking.tasks_data, view)
        return shown(request, "tasks.html", view, read, data, reader=who())


@router.get("/tasks.ics", include_in_schema=False, name="tasks_part")
def calendar(request: Request) -> Response:
    """The open tasks as a calendar; whom they are for by id, or by name where that is asked for."""
    owner = request.query_params.get("owner") or None
    names = request.query_params.get("names") == "yes"
    with desk_of(request).reading() as read:
        view = task_list(read, owner=owner, most=None, done=0)
        base = str(request.base_url)
        text = tasking.tasks_ics(view.lines, read.clock, names=names, base=base)
    saved = {"Content-Disposition": 'attachment; filename="tasks.ics"'}
    return Response(text, media_type="text/calendar; charset=utf-8", headers=saved)


@router.post("/tasks", include_in_schema=False)
def add(request: Request, held: Form) -> Response:
    """One more task; it is the reader's own unless an owner is named."""
    desk = desk_of(request)
    entry = tasks.add(
        desk.work,
        field(held, "about"),
        field(held, "words"),
        Signed(who(), now_us()),
        owner=field(held, "owner") or None,
        due_us=_day(desk, field(held, "due")),
    )
    return back(request, held, Flash("Kept as a task.", entry.id), "/tasks")


@router.post("/tasks/{id}/{deed}", include_in_schema=False)
def on_task(request: Request, id: int, deed: str, held: Form) -> Response:
    """It is done, put on another day, or given to somebody else."""
    desk, by = desk_of(request), Signed(who(), now_us())
    said = field(held, "reason")
    if deed == "done":
        evidence = said if said.startswith("e-") else None
        entry = tasks.done(desk.work, id, by, evidence=evidence, reason="" if evidence else said)
        says = "Done."
    elif deed == "move":
        entry = tasks.move(desk.work, id, _day(desk, field(held, "due")), by, reason=said)
        says = "Put on another day."
    elif deed == "give":
        entry = tasks.give(desk.work, id, field(held, "owner"), by)
        says = f"Given to {entry.body['owner']}."
    else:
        raise UnknownNameError("deed", deed, ("done", "move", "give"))
    return back(request, held, Flash(says, entry.id), "/tasks")


def _begin(desk: Desk, day: str) -> int:
    """The beginning of a day in the company's zone."""
    with desk.reading() as read:
        return day_us(day, read.clock)


def _day(desk: Desk, day: str) -> int | None:
    """The end of a day in the company's zone; None where none was given."""
    if not day:
        return None
    parsed = day_of(day)
    with desk.reading() as read:
        return read.clock.end_of(parsed)

"""The pages of repairs and renewals, and what is noted from them."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from troth.acts import repair as deeds
from troth.acts.note import Signed
from troth.errors import TrothError, UnknownNameError
from troth.faces import repairing
from troth.faces.staying import staying_data
from troth.faces.web.desk import desk_of, now_us, who
from troth.faces.web.flash import Flash
from troth.faces.web.pages import page, shown
from troth.faces.web.writing import Form, back, day_us, field
from troth.views.apology import apology
from troth.views.renewals import renewals
from troth.views.repair import choices, repair_page
from troth.views.staying import staying

router = APIRouter()


@page("/renewals", on=router)
def renewals_at(request: Request) -> Response:
    """Accounts that renew while we owe them something."""
    with desk_of(request).reading() as read:
        view, stays = renewals(read), staying(read)
        return shown(
            *(request, "renewals.html", view, read),
            lambda: repairing.renewals_data(view) | staying_data(stays),
            stays=stays,
        )


@page("/repairs", on=router)
def repairs_at(request: Request) -> Response:
    """What was broken, and what was done about it."""
    with desk_of(request).reading() as read:
        view = repair_page(read)
        data = partial(repairing.repairs_data, view)
        return shown(request, "repairs.html", view, read, data, **choices())


@page("/repairs/{about}/{person}", on=router)
def apology_at(request: Request, about: str, person: str) -> Response:
    """The draft of an apology, and three questions."""
    with desk_of(request).reading() as read:
        view = repair_page(read, about)
        held = (*view.open, *view.watched, *view.over)
        line = next((one for one in held if one.person.id == person), None)
        if line is None:
            raise UnknownNameError("repair", about, advice="See the list of repairs.")
        return shown(request, "apology.html", apology(read, line), read)


@router.post("/repairs/{about}", include_in_schema=False)
def note_step(request: Request, about: str, held: Form) -> Response:
    """Note one step; the field holds the id of a record, or a reason in words."""
    desk, said = desk_of(request), field(held, "reason")
    evidence = said if said.startswith("e-") else None
    due = None
    if day := field(held, "due"):
        with desk.reading() as read:
            due = day_us(day, read.clock)
    noted = deeds.Noted(
        field(held, "step"),
        evidence,
        None if evidence else said,
        due_us=due,
        item=field(held, "item") or None,
        answer=field(held, "answer") or None,
    )
    made = deeds.note(
        desk.work, about, noted, Signed(who(), now_us()), who=field(held, "person") or None
    )
    last = max((step.entry or 0 for step in made.steps), default=0)
    if not last:
        raise TrothError("Nothing was noted.", advice="Reload the page and try again.")
    otherwise = "/repairs" if about.startswith("e-") else f"/promises/{about}"
    return back(request, held, Flash("Noted.", last), otherwise)

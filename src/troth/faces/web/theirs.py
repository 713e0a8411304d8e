"""Customers' view of what was promised: the page of the gaps, and the answers people give there."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from troth.acts import theirs as acts
from troth.acts.note import Signed
from troth.errors import UnknownNameError
from troth.faces.lettering import letter_eml
from troth.faces.theirs import unknown_says
from troth.faces.web.desk import desk_of, now_us, who
from troth.faces.web.flash import Flash
from troth.faces.web.pages import page, shown
from troth.faces.web.writing import Form, back, field
from troth.views.letter import letter
from troth.views.people import near_people
from troth.views.two_views import two_views

router = APIRouter()
SAID = ("yes", "stronger", "differs", "agrees", "no", "added", "misheard")


@page("/promises/theirs", router)
def theirs_at(request: Request) -> Response:
    """What customers believe we promised, beside what we said."""
    desk = desk_of(request)
    with desk.reading() as read:
        view = two_views(read)
        return shown(request, "theirs.html", view, read, unknown_says=unknown_says(view))


@router.post("/confirm/theirs", include_in_schema=False)
def answer(request: Request, held: Form) -> Response:
    """Do they mean this promise? Yes, more, other, no, nobody here promised it, no promise."""
    work, by = desk_of(request).work, Signed(who(), now_us())
    ids = [str(id) for id in held.getlist("id")][:1_000]
    promise, said = field(held, "promise"), field(held, "answer")
    if said not in SAID:
        raise UnknownNameError("answer", said, SAID)
    if said == "added":
        entry = acts.added(work, ids, by)
        says = "Kept as believed, and promised by nobody here."
    elif said == "misheard":
        entry = acts.misheard(work, ids, by)
        says = "No promise is told of; it will not be asked again."
    elif said == "no":
        entry = acts.unlink(work, ids, promise, by)
        says = "Not this promise; it will not be asked again."
    else:
        relation = field(held, "relation") or "agrees" if said == "yes" else said
        entry = acts.link(work, ids, promise, by, relation=relation)
        says = "Their words stand beside this promise now."
    return back(request, held, Flash(says, entry.id), "/confirm")


@router.post("/promises/theirs/{record}", include_in_schema=False)
def replied(request: Request, record: str, held: Form) -> Response:
    """What an answer to a letter says of one promise."""
    reading = field(held, "answer")
    entry = acts.replied(
        desk_of(request).work, record, field(held, "promise"), reading, Signed(who(), now_us())
    )
    return back(request, held, Flash("Read so, by you.", entry.id), "/promises/theirs")


@router.post("/people/{id}/letter", include_in_schema=False)
def letter_draft(request: Request, id: str, held: Form) -> Response:
    """The draft for a mail program; that she is asked is noted, so that her answer is known."""
    desk = desk_of(request)
    with desk.reading() as read:
        told = letter(read, id)
        if told is None:
            raise UnknownNameError("person", id, near_people(read), advice="Search for the name.")
    promises = [one.id for one in told.owed]
    acts.asked(desk.work, told.id, promises, told.mark, Signed(who(), now_us()))
    saved = {"Content-Disposition": f'attachment; filename="{told.id}.eml"'}
    return Response(letter_eml(told), media_type="message/rfc822; charset=utf-8", headers=saved)

"""Who is who, answered from the pages: same, not the same, later, and taking apart."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from troth.acts import people
from troth.acts.note import Signed
from troth.errors import UnknownNameError
from troth.faces.web.desk import desk_of, now_us, who
from troth.faces.web.flash import Flash
from troth.faces.web.writing import Form, back, field

router = APIRouter(include_in_schema=False)
PAGE = "on the page To confirm"


@router.post("/confirm/people")
def answer(request: Request, held: Form) -> Response:
    """Are these one person? Same, not the same, or later."""
    work, by = desk_of(request).work, Signed(who(), now_us())
    gone, into = field(held, "gone"), field(held, "into")
    said = field(held, "answer")
    if said == "same":
        entry = people.merge(work, gone, into, by, reason=f"said so {PAGE}")
        flash = Flash("One person, from now on.", entry.id)
    elif said == "apart":
        entry = people.apart(work, gone, into, by, reason=f"said so {PAGE}")
        flash = Flash("Two people; it will not be asked again.", entry.id)
    elif said == "later":
        flash = Flash("Asked again in a week.", people.later(work, gone, into, by).id)
    else:
        raise UnknownNameError("answer", said, ("same", "apart", "later"))
    return back(request, held, flash, "/confirm")


@router.post("/people/{id}/{deed}")
def on_person(request: Request, id: str, deed: str, held: Form) -> Response:
    """Take an identifier away, give it back, or take a merge back."""
    work, by = desk_of(request).work, Signed(who(), now_us())
    reason = field(held, "reason") or "said so on the person’s page"
    if deed == "split":
        entry = people.split(work, id, field(held, "handle"), by, reason=reason)
        flash = Flash("Taken away; it is somebody of its own now.", entry.id)
    elif deed == "unsplit":
        entry = people.unsplit(work, field(held, "other"), by, reason=reason)
        flash = Flash("Given back.", entry.id)
    elif deed == "unmerge":
        entry = people.unmerge(work, field(held, "other"), by, reason=reason)
        flash = Flash("They are two again.", entry.id)
    else:
        raise UnknownNameError("deed", deed, ("split", "unsplit", "unmerge"))
    return back(request, held, flash, f"/people/{id}")

"""Yes or no on the page To confirm: to one question, or to all that were ticked."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from troth.acts import answering
from troth.errors import TrothError
from troth.faces.web.desk import Desk, desk_of, now_us, who
from troth.faces.web.flash import Flash
from troth.faces.web.writing import Form, back, day_us, field
from troth.views.confirm import meant

router = APIRouter(include_in_schema=False)
MOST = 1_000
READ = ("owner", "firmness", "kind", "side", "measure")


@router.post("/confirm")
def answer(request: Request, held: Form) -> Response:
    """Yes or no to every group that was sent, each for all of its wordings."""
    desk = desk_of(request)
    groups = [meant(str(each)) for each in held.getlist("group")][:MOST]
    if not any(bundles for bundles, _ in groups):
        raise TrothError("Nothing was ticked.", advice="Tick what you mean, then say yes or no.")
    signed: dict[str, Any] = {"who": who(), "now_us": now_us()}
    if field(held, "answer") == "yes":
        signed |= _changes(desk, held)
        made = [
            one
            for bundles, into in groups
            for one in answering.yes(desk.work, bundles, into=into, **signed)
        ]
        said = (
            "A promise, from now on." if len(made) == 1 else f"{len(made)} promises, from now on."
        )
    else:
        ids = [id for bundles, _ in groups for bundle in bundles for id in bundle]
        answering.no(desk.work, ids, reason="said no on the page To confirm", **signed)
        said = "No promise; it will not be asked again."
    return back(request, held, Flash(said), "/confirm")


def _changes(desk: Desk, held: FormData) -> dict[str, object]:
    """What a person corrected while saying yes; an empty field corrects nothing."""
    changed: dict[str, object] = {name: field(held, name) for name in READ if field(held, name)}
    if day := field(held, "due"):
        with desk.reading() as read:
            changed["due_us"] = day_us(day, read.clock)
    return changed

"""What people write from the pages: each is an entry, and most can be taken back at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from troth.acts import handing_over, note, people, theirs
from troth.acts import promises as deeds
from troth.acts.correct import correct as correct_reading
from troth.acts.note import Signed
from troth.errors import TrothError, UnknownNameError
from troth.faces.web.desk import Desk, desk_of, now_us, who
from troth.faces.web.flash import Flash, leave
from troth.faces.web.gate import MEGABYTE, local
from troth.faces.web.showing import render
from troth.model.entry import Entry
from troth.views.today import with_it
from troth.views.when import Clock

router = APIRouter(include_in_schema=False)


async def form(request: Request) -> FormData:
    """The fields of a form that these pages made; any other is refused."""
    held = await request.form(max_files=1, max_fields=2_000, max_part_size=2 * MEGABYTE)
    if not request.app.state.gate.form_is_ours(request, held.get("csrf")):
        raise HTTPException(403, "This form was not made by these pages. Reload and try again.")
    return held


Form = Annotated[FormData, Depends(form)]


def field(held: FormData, name: str) -> str:
    """One field of a form, without white space around it; empty where it was not sent."""
    value = held.get(name)
    return value.strip() if isinstance(value, str) else ""


def back(request: Request, held: FormData, flash: Flash, otherwise: str = "/") -> Response:
    """To the page the form was on; a page that swaps parts in place gets only the part."""
    if request.headers.get("hx-request") == "true":
        csrf = request.state.session.csrf
        back = local(field(held, "back") or otherwise)
        return HTMLResponse(render("put_aside.html", flash=flash, csrf=csrf, back=back))
    return leave(request, RedirectResponse(local(field(held, "back") or otherwise), 303), flash)


def _signed() -> Signed:
    return Signed(who(), now_us())


@router.post("/findings/{id}/{deed}")
def say(request: Request, id: str, deed: str, held: Form) -> Response:
    """Done, not now, that's wrong, dismissed, answered."""
    if deed not in SAID:
        raise UnknownNameError("deed", deed, SAID)
    write, says = SAID[deed]
    entry = write(desk_of(request), id, held)
    return back(request, held, Flash(says, entry.id))


def _done(desk: Desk, id: str, held: FormData) -> Entry:
    reason = field(held, "reason")
    evidence = reason if reason.startswith("e-") else None
    said = "" if evidence else reason
    return note.done(
        desk.work,
        id,
        _signed(),
        evidence=evidence,
        reason=said,
        also=_with(desk, id, "done", held),
    )


def _snooze(desk: Desk, id: str, held: FormData) -> Entry:
    with desk.reading() as read:
        until = day_us(field(held, "until"), read.clock)
    return note.snooze(desk.work, id, until, _signed(), also=_with(desk, id, "snooze", held))


def _wrong(desk: Desk, id: str, held: FormData) -> Entry:
    also = _with(desk, id, "wrong", held)
    return note.wrong(desk.work, id, field(held, "reason"), _signed(), also=also)


def _dismiss(desk: Desk, id: str, held: FormData) -> Entry:
    also = _with(desk, id, "dismiss", held)
    return note.dismiss(desk.work, id, field(held, "reason"), _signed(), also=also)


def _with(desk: Desk, id: str, deed: str, held: FormData) -> list[str]:
    """What else of its row on Today is meant; only where the form stood there, as `row` says."""
    row = field(held, "row")
    if not row:
        return []
    with desk.reading() as read:
        return with_it(read, id, deed, None if row == "*" else row)


def _answered(desk: Desk, id: str, held: FormData) -> Entry:
    return note.answered(desk.work, id, _signed(), reason=field(held, "reason"))[0]


SAID: dict[str, tuple[Callable[[Desk, str, FormData], Entry], str]] = {
    "done": (_done, "Done, and off the list."),
    "snooze": (_snooze, "Put off until that day."),
    "wrong": (_wrong, "Kept as wrong; the lens is counted by it."),
    "dismiss": (_dismiss, "Dismissed."),
    "answered": (_answered, "Noted as answered."),
}


def day_us(day: str, clock: Clock) -> int:
    """The beginning of a day in the company's zone."""
    return int(day_of(day).replace(tzinfo=clock.tz).timestamp() * 1e6)


def day_of(day: str) -> datetime:
    """The day that a form names."""
    try:
        return datetime.strptime(day, "%Y-%m-%d")
    except ValueError as fault:
        raise TrothError("This is no day.", advice="Write it as 2026-03-31.") from fault


@router.post("/lenses/{name}/heed")
def heed(request: Request, name: str, held: Form) -> Response:
    """A lens that stepped back is to stand among the others again."""
    entry = note.heed(desk_of(request).work, name, field(held, "reason"), _signed())
    said = "It stands among the others again; what is said of it counts from now on."
    return back(request, held, Flash(said, entry.id), f"/lenses/{name}")


@router.post("/undo/{entry}")
def undo(request: Request, entry: int, held: Form) -> Response:
    """Take a note back."""
    work = desk_of(request).work
    rooms = (people, theirs, handing_over)
    which = next((one for one in rooms if one.is_answer(work, entry)), note)
    which.undo(work, entry, _signed())
    response = RedirectResponse(local(field(held, "back")), 303)
    return leave(request, response, Flash("Taken back."))


@router.post("/promises/{id}/{deed}")
def on_promise(request: Request, id: str, deed: str, held: Form) -> Response:
    """Yes, no, or what became of it."""
    work, reason = desk_of(request).work, field(held, "reason")
    signed: dict[str, Any] = {"who": who(), "now_us": now_us()}
    if deed == "confirm":
        deeds.confirm(work, id, **signed)
        said = "A promise, from now on."
    elif deed == "reject":
        deeds.reject(work, id, reason=reason or "said so on its page", **signed)
        said = "No promise; it will not be asked again."
    elif deed == "mark":
        state = field(held, "as")
        evidence = reason if reason.startswith("e-") else None
        deeds.mark(
            work, id, state, evidence=evidence, reason=None if evidence else reason, **signed
        )
        said = f"Marked {state}."
    else:
        raise UnknownNameError("deed", deed, ("confirm", "reject", "mark"))
    return back(request, held, Flash(said), f"/promises/{id}")


@router.post("/evidence/{id}/correct")
def correct(request: Request, id: str, held: Form) -> Response:
    """What a record, or words of it, really is."""
    task, _, label = field(held, "answer").partition(":")
    words = field(held, "words") or None
    entry = correct_reading(desk_of(request).work, task, id, label, _signed(), words=words)
    said = "Kept; `troth grade --mine` counts it."
    return back(request, held, Flash(said, entry.id), f"/evidence/{id}")

"""Saying from a page how a file is read that was sent: what its columns are, which day a date means.

The file waits in its job's folder. What is said goes into `troth.toml`, and the file into a new job.
"""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from troth import config
from troth.acts.mapping import Choice, Proposal, kind_names, places_of, propose
from troth.acts.opening import Home
from troth.acts.settling import settle
from troth.errors import TrothError
from troth.faces.masks import shown_in
from troth.faces.proposals import proposal_json, reading_line
from troth.faces.web.adding import Job, kept, queue, read_job, write_job
from troth.faces.web.desk import desk_of, now_us
from troth.faces.web.flash import Flash, leave
from troth.faces.web.pages import shown
from troth.faces.web.writing import Form
from troth.text.moments import DAY_FIRST, MONTH_FIRST

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one file: its job, which of the job's open questions, and the proposal."""

    job: str
    number: int
    proposal: Proposal
    kinds: tuple[str, ...]
    places: dict[str, str]
    first: tuple[str, ...]


@router.get("/add/{id}/{number:int}.json")
def ask_json(request: Request, id: str, number: int) -> Response:
    """The proposal, for programs."""
    job, path = _open(_home(request), id, number)
    return JSONResponse(shown_in(proposal_json(_proposal(_home(request), job, path, Choice()))))


@router.get("/add/{id}/{number}")
def ask(request: Request, id: str, number: int) -> Response:
    """The proposal for a file, as a form."""
    job, path = _open(_home(request), id, number)
    return _form(request, job, number, _proposal(_home(request), job, path, Choice()))


@router.post("/add/{id}/{number}")
def answer(request: Request, id: str, number: int, held: Form) -> Response:
    """Read it this way; show it this way first; or leave it out."""
    home = _home(request)
    job, path = _open(home, id, number)
    deed = held.get("deed")
    if deed == "leave":
        _said(home, job, number)
        return leave(request, RedirectResponse("/add", 303), Flash(f"{path} was left out."))
    if deed == "dates":
        own = config.load(home.root).file(path)
        settle(home, path, replace(own, dates=_one_of(held, "dates", (DAY_FIRST, MONTH_FIRST))))
    else:
        one = _proposal(home, job, path, _choice(held))
        changed = held.get("kind") != held.get("shown_kind")
        if deed != "read" or changed or not one.first:
            return _form(request, job, number, one)
        settle(home, path, one.own)
    _again(home, job, path)
    _said(home, job, number)
    request.app.state.worker.wake()
    says = f"How {path} is read is written into troth.toml."
    return leave(request, RedirectResponse("/add", 303), Flash(says))


def _home(request: Request) -> Home:
    desk = desk_of(request)
    return desk.home


def _open(home: Home, id: str, number: int) -> tuple[Job, str]:
    """The job and the path of a file in it that waits for an answer."""
    known = id.replace("-", "").isalnum() and (queue(home) / id).is_dir()
    job = read_job(queue(home) / id) if known else None
    if job is None or not 0 <= number < len(job.open) or job.open[number]["said"]:
        raise HTTPException(404)
    path = str(job.open[number]["path"])
    if not kept(home, job, path).is_file():
        raise TrothError(f"{path} is not kept any more.", advice="Send it again on the page Add.")
    return job, path


def _proposal(home: Home, job: Job, path: str, choice: Choice) -> Proposal:
    file = kept(home, job, path)
    cited = path if path == file.name else path.rsplit("#", 1)[0]
    for each in propose(home, config.load(home.root), file, cited, {path: choice}):
        if isinstance(each, Proposal) and each.path == path:
            return each
        if not isinstance(each, Proposal) and each.origin.file == path:
            raise TrothError(each.says, advice=each.advice, place=path)
    raise TrothError("There is no table in it.", place=path)


def _form(request: Request, job: Job, number: int, one: Proposal) -> Response:
    first = tuple(reading_line(each) for each in one.first)
    page = Asked(job.id, number, one, kind_names(), dict(places_of(one.kind)), first)
    desk = desk_of(request)
    with desk.reading() as read:
        return shown(request, "mapping.html", page, read)


def _choice(held: FormData) -> Choice:
    """What the form says; where another kind was chosen, its places are guessed anew."""
    kind = _one_of(held, "kind", kind_names())
    columns = [str(name) for name in held.getlist("column")]
    places = [str(place) for place in held.getlist("place")]
    map = {name: place for name, place in zip(columns, places, strict=False) if place}
    known = places_of(kind)
    same = kind == held.get("shown_kind") and all(place in known for place in map.values())
    dates = _text(held, "dates")
    return Choice(
        kind,
        map if same else None,
        _text(held, "day"),
        dates if dates in (DAY_FIRST, MONTH_FIRST) else None,
        _text(held, "system"),
    )


def _text(held: FormData, name: str) -> str | None:
    value = held.get(name)
    return value.strip()[:200] or None if isinstance(value, str) else None


def _one_of(held: FormData, name: str, known: tuple[str, ...]) -> str:
    value = held.get(name)
    if not isinstance(value, str) or value not in known:
        raise HTTPException(400, f"“{name}” is one of {', '.join(known)}.")
    return value


def _again(home: Home, job: Job, path: str) -> None:
    """The file in a job of its own, as if it had been sent now."""
    file = kept(home, job, path)
    id = f"{now_us():016d}-{secrets.token_hex(4)}"
    folder = queue(home) / id / "files"
    folder.mkdir(parents=True)
    shutil.copy2(file, folder / file.name)
    os.utime(folder / file.name, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    write_job(home, Job(id, (file.name,), at_us=now_us()))


def _said(home: Home, job: Job, number: int) -> None:
    """The question is answered; the file goes with the last question that is open of it."""
    told: list[dict[str, Any]] = [dict(one) for one in job.open]
    told[number]["said"] = True
    write_job(home, replace(job, open=tuple(told)))
    file = kept(home, job, told[number]["path"])
    others = (kept(home, job, one["path"]) for one in told if not one["said"])
    if file not in others:
        Path(file).unlink(missing_ok=True)

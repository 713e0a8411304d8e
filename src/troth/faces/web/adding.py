"""Adding files from a page: they are laid in a queue, and one worker outside the request reads them.

The queue is a folder a job under `.troth/uploads`, so that it outlives the server: `job.json` says
how far it is, `files/` holds what was sent until it has been read.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from troth.acts.opening import Home
from troth.faces import wire
from troth.faces.masks import shown_in
from troth.faces.web.desk import Desk, desk_of, now_us
from troth.faces.web.pages import shown
from troth.faces.web.showing import render
from troth.model.reject import Reject
from troth.views.reading import Reading
from troth.views.run import set_aside_since

router = APIRouter(include_in_schema=False)
State = Literal["waiting", "reading", "done", "failed"]
CHUNK = 1 << 20
MOST_FILES = 200
SHOWN = 5
"""Jobs that are shown, and kept."""
REJECTS = 50


@dataclass(frozen=True, slots=True)
class Job:
    """Files that were sent together, and how far they are."""

    id: str
    names: tuple[str, ...]
    state: State = "waiting"
    says: str = ""
    receipt: dict[str, Any] | None = None
    looked: bool = False
    at_us: int = 0
    open: tuple[Mapping[str, Any], ...] = ()
    """Files that only a person can say how to read: `path`, `about`, and whether she `said`."""


@dataclass(frozen=True, slots=True)
class Jobs:
    """What the page shows: the newest jobs first, and of each what was set aside.

    `aside` names the sources of a job whose rows set aside can be fetched.

    What was set aside is read from the ledger, where whoever is forgotten is forgotten too.
    """

    jobs: tuple[Job, ...] = ()
    rejects: Mapping[str, tuple[Reject, ...]] = field(default_factory=dict)
    aside: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def busy(self) -> bool:
        """Whether any of them is still under way."""
        return any(job.state in ("waiting", "reading") for job in self.jobs)


def queue(home: Home) -> Path:
    """The folder in which jobs lie."""
    return home.dot / "uploads"


def jobs(desk: Desk) -> Jobs:
    """The newest jobs."""
    folders = sorted(folders_of(desk.home), reverse=True)[:SHOWN]
    found = tuple(job for job in map(read_job, folders) if job is not None)
    with desk.reading() as read:
        rejects = {job.id: _rejects(job, read) for job in found if job.receipt}
    return Jobs(found, rejects, {job.id: _aside(desk.home, job) for job in found})


def _aside(home: Home, job: Job) -> tuple[int, ...]:
    files = (queue(home) / job.id).glob("aside-*.*")
    return tuple(sorted(int(file.stem.partition("-")[2]) for file in files))


def _rejects(job: Job, reading: Reading) -> tuple[Reject, ...]:
    paths = {source["path"] for source in (job.receipt or {})["sources"]}
    return set_aside_since(reading, paths, job.at_us, limit=REJECTS)


def read_job(folder: Path) -> Job | None:
    """A job as it stands; None where it is being written for the first time."""
    try:
        held = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return Job(**{**held, "names": tuple(held["names"]), "open": tuple(held.get("open") or ())})


def write_job(home: Home, job: Job) -> None:
    """Keep how far a job is, whole or not at all."""
    folder = queue(home) / job.id
    half = folder / f".job-{secrets.token_hex(4)}"
    half.write_text(json.dumps(asdict(job), ensure_ascii=False), encoding="utf-8")
    half.replace(folder / "job.json")


def folders_of(home: Home) -> list[Path]:
    """The folders of the jobs that are kept, in no order."""
    place = queue(home)
    return [folder for folder in place.iterdir() if folder.is_dir()] if place.is_dir() else []


def safe_name(name: str, taken: set[str]) -> str:
    """A file name that is only a name, and not yet taken; its ending stays as it is."""
    plain = re.sub(r"[^\w.\- ()\[\]@+,]", "_", name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = plain.strip(". ")[-120:] or "file"
    stem, dot, ending = plain.rpartition(".")
    number = 1
    while plain in taken:
        number += 1
        plain = f"{stem or ending}-{number}{dot}{ending}" if stem else f"{ending}-{number}"
    taken.add(plain)
    return plain


def changed(said: Sequence[object], files: int) -> list[int]:
    """When each file was changed last, as its sender's browser knows it in milliseconds, else now.

    A document that names no day of its own holds from that day. A time to come is no such time.
    """
    now = now_us()
    if len(said) != files:
        return [now] * files
    times = (int(one) * 1_000 if isinstance(one, str) and one.isdecimal() else now for one in said)
    return [at if 0 < at <= now else now for at in times]


def kept(home: Home, job: Job, path: str) -> Path:
    """Where a file lies that waits to be told how it is read; of a sheet, its workbook."""
    folder = queue(home) / job.id / "open"
    whole = folder / Path(path).name
    return whole if whole.exists() else folder / Path(path.rsplit("#", 1)[0]).name


@router.get("/add.json")
def add_json(request: Request) -> Response:
    """How far things are, for programs."""
    return JSONResponse(shown_in(wire.plain(jobs(request.app.state.desk))))


@router.get("/add")
def add_at(request: Request) -> Response:
    """The page to drop files on."""
    desk = desk_of(request)
    with desk.reading() as read:
        working = request.app.state.worker.now
        return shown(request, "add.html", jobs(desk), read, working=working)


@router.get("/add/jobs", name="jobs_part")
def jobs_at(request: Request) -> Response:
    """The part of the page that tells how far things are."""
    csrf = request.state.session.csrf
    return HTMLResponse(render("jobs_part.html", page=jobs(request.app.state.desk), csrf=csrf))


@router.post("/add")
async def add_files(request: Request) -> Response:
    """Take the files and lay them in the queue; reading them is the worker's."""
    home: Home = request.app.state.desk.home
    async with request.form(max_files=MOST_FILES, max_fields=MOST_FILES + 10) as held:
        if not request.app.state.gate.form_is_ours(request, held.get("csrf")):
            raise HTTPException(403, "This form was not made by these pages. Reload and try again.")
        files = [
            one for one in held.getlist("files") if isinstance(one, UploadFile) and one.filename
        ]
        if not files:
            raise HTTPException(400, "No file was chosen.")
        id = f"{now_us():016d}-{secrets.token_hex(4)}"
        folder = queue(home) / id
        (folder / "files").mkdir(parents=True)
        taken: set[str] = set()
        for one, changed_us in zip(
            files, changed(held.getlist("changed"), len(files)), strict=True
        ):
            name = safe_name(one.filename or "", taken)
            with (folder / "files" / name).open("wb") as out:
                while part := await one.read(CHUNK):
                    out.write(part)
            os.utime(folder / "files" / name, ns=(changed_us * 1_000, changed_us * 1_000))
    write_job(home, Job(id, tuple(sorted(taken)), at_us=now_us()))
    request.app.state.worker.wake()
    return RedirectResponse("/add", 303)

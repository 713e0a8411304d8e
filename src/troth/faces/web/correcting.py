"""Rows set aside of files that were sent from a page: kept beside the job, to be fetched once more.

The files themselves are gone when they have been read, so what was set aside of them is written
out before. `troth forget` removes it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from troth.acts.corrections import corrections, with_rows_aside
from troth.acts.opening import Home, opened
from troth.faces.web.adding import Job, queue

if TYPE_CHECKING:
    from troth.acts.receipt import Receipt
    from troth.config import Settings

router = APIRouter(include_in_schema=False)
_JOB = re.compile(r"[0-9a-f-]{1,64}")
_TYPES = {".csv": "text/csv; charset=utf-8", ".jsonl": "application/x-ndjson"}


def lay_aside(home: Home, settings: Settings, job: Job, receipt: Receipt) -> None:
    """Write out what this receipt set aside, a file for each of its sources."""
    numbers = {one.path: at for at, one in enumerate(receipt.sources) if one.set_aside}
    if not numbers:
        return
    with opened(home, settings) as work:
        for one in with_rows_aside(work):
            if one.path in numbers:
                found = corrections(work, one)
                if found.rows or found.begun:
                    file = queue(home) / job.id / f"aside-{numbers[one.path]}{found.ending}"
                    file.write_text(found.text, encoding="utf-8", newline="")


def laid_aside(home: Home, job: str, number: int) -> Path | None:
    """What was written out of one source of a job."""
    if not _JOB.fullmatch(job):
        return None
    return next(iter(sorted((queue(home) / job).glob(f"aside-{number}.*"))), None)


@router.get("/add/{job}/aside/{number}")
def aside_at(request: Request, job: str, number: int) -> Response:
    """The rows set aside, as a file to correct and to add again."""
    file = laid_aside(request.app.state.desk.home, job, number)
    if file is None:
        raise HTTPException(404, "There is no such file any more.")
    name = f"set-aside-{number + 1}{file.suffix}"
    return FileResponse(file, media_type=_TYPES.get(file.suffix), filename=name)

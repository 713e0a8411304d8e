"""The worker's own process: reads one job's files into the workspace where there is one, and looks.

python -m troth.faces.web.working WORKSPACE HOLDER SINCE_US [JOB]
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path

from troth import config
from troth.acts.add import add
from troth.acts.opening import Home, locate
from troth.acts.receipt import Receipt
from troth.acts.sparing import called_after_nobody
from troth.acts.working import work_once
from troth.errors import TrothError
from troth.faces import wire
from troth.faces.web.adding import Job, kept, queue, read_job, write_job
from troth.faces.web.correcting import lay_aside
from troth.faces.web.desk import now_us

LAID_OUT = "uploaded"
STEP = 20_000
"""Rows between two words about progress."""
LOOKING = " Looking at all of it …"


def main(root: str, holder: str, since_us: str, id: str = "") -> int:
    """Read and look; what went wrong is told in plain words, in the job where there is one."""
    home = locate(Path(root))
    if id:
        return _job(home, holder, id)
    try:
        work_once(home, config.load(home.root), holder, now_us(), since_us=int(since_us))
    except TrothError as fault:
        print(fault.text(), file=sys.stderr)
        return 1
    return 0


def _job(home: Home, holder: str, id: str) -> int:
    job = read_job(queue(home) / id)
    if job is None:
        return 1
    try:
        done = _added(home, job) if job.receipt is None else job
        _keep_open(home, done)
        write_job(home, done)
        shutil.rmtree(queue(home) / job.id / "files", ignore_errors=True)
        looked = work_once(home, config.load(home.root), holder, now_us()).run is not None
        names = called_after_nobody(home, job.names)
        says = done.says.removesuffix(LOOKING)
        write_job(home, replace(done, names=names, says=says, state="done", looked=looked))
    except TrothError as fault:
        write_job(home, replace(job, state="failed", says=fault.text()))
    return 0


def _added(home: Home, job: Job) -> Job:
    told = 0

    def progress(path: str, rows: int) -> None:
        nonlocal told
        if rows - told >= STEP:
            told = rows
            says = f"{Path(path).name}: {rows:,} rows read"
            write_job(home, replace(job, state="reading", says=says))

    settings = config.load(home.root)
    with _laid_out(home, job) as files:
        receipt = add(home, settings, files, progress=progress)
        lay_aside(home, settings, job, receipt)
    return replace(
        job,
        state="reading",
        says=_says(receipt) + LOOKING,
        receipt={**wire.receipt_json(receipt), "rejects": []},
        open=tuple(
            {
                "path": one.origin.file.removeprefix(f"{LAID_OUT}/"),
                **asdict(one.asks),
                "said": False,
            }
            for one in receipt.rejects
            if one.asks is not None
        ),
    )


def _keep_open(home: Home, job: Job) -> None:
    """The files of which something has to be said first stay where they can be read again."""
    folder = queue(home) / job.id
    for one in job.open:
        to = kept(home, job, one["path"])
        sent = folder / "files" / to.name
        if sent.is_file():
            to.parent.mkdir(exist_ok=True)
            sent.replace(to)


@contextmanager
def _laid_out(home: Home, job: Job) -> Iterator[list[Path]]:
    """The files under the name they keep, `uploaded/NAME`, and gone again once they are read.

    So the same document sent again is the same document, and no copy is left to be forgotten.
    """
    place = home.root / LAID_OUT
    place.mkdir(exist_ok=True)
    sent = sorted((queue(home) / job.id / "files").iterdir())
    files = [place / one.name for one in sent]
    try:
        for one, file in zip(sent, files, strict=True):
            shutil.copy2(one, file)
        yield files
    finally:
        for file in files:
            file.unlink(missing_ok=True)
        with suppress(OSError):
            place.rmdir()


def _says(receipt: Receipt) -> str:
    if receipt.nothing_read:
        return "Nothing of it could be read."
    new, changed = receipt.total("new"), receipt.total("changed")
    met = f", {receipt.people_new} people met for the first time" if receipt.people_new else ""
    more = f", {changed:,} brought up to date" if changed else ""
    return f"{new:,} new records{more}{met}."


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""The Check page: what `troth check` says, for a text that is pasted or a file that is sent.

Settings, lenses, allowances and baseline are those of the workspace; nothing is stored.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from troth.acts.backing import backing_of
from troth.acts.check import Checked, check
from troth.acts.check_rules import Asked
from troth.documents import ENDINGS
from troth.documents.genre import GENRES
from troth.faces.checking import passed_over, silence
from troth.faces.web.desk import desk_of
from troth.faces.web.pages import shown
from troth.faces.web.writing import Form, field
from troth.views.marked import Marked, marked

router = APIRouter(include_in_schema=False)
LONGEST_TEXT = 400_000
"""Characters of a pasted text that are checked at once."""
PASTED = "the text you pasted"
"""It has no ending, so that its first characters say what it is; Markdown otherwise."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What the form asks: the kind of document ("": as it says itself), previews, the text."""

    genre: str = ""
    preview: bool = False
    given: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What was found, in one line, and what is worth a line though it is no finding."""

    headline: str
    remarks: tuple[str, ...]
    claims: int = 0


@router.get("/check")
def check_at(request: Request) -> Response:
    """The page to paste a text into."""
    return _page(request, Asking())


@router.post("/check")
async def check_text(request: Request, held: Form) -> Response:
    """What these words say that they should not."""
    file = held.get("file")
    genre = field(held, "genre")
    asking = Asking(
        genre if genre in GENRES else "", bool(field(held, "preview")), field(held, "text")
    )
    name, data = PASTED, asking.given[:LONGEST_TEXT].encode("utf-8", "replace")
    if isinstance(file, UploadFile) and file.filename:
        name = file.filename.replace("\\", "/").rsplit("/", 1)[-1][:120]
        data = await file.read()
    return await asyncio.to_thread(_checked, request, asking, name, data)


def _checked(request: Request, asking: Asking, name: str, data: bytes) -> Response:
    desk = desk_of(request)
    own = (str(desk.home.config),) if desk.home.config.is_file() else ()
    done = check(
        ["-"],
        stdin=data,
        stdin_filename=name,
        settings=None if own else desk.settings,
        backing=backing_of(desk.work),
        asked=Asked(preview=asking.preview or None, config=own, kind=asking.genre or None),
    )
    if done.rejects:
        says = f"{done.rejects[0].says} {done.rejects[0].advice}".strip()
        return _page(request, asking, fault=says)
    page = marked(done.documents[0].document, done.findings, desk.settings.lens_folders)
    return _page(request, asking, page, Told(_headline(done), tuple(_remarks(done)), done.claims))


def _page(
    request: Request,
    asking: Asking,
    page: Marked | None = None,
    told: Told | None = None,
    fault: str = "",
) -> Response:
    kinds, endings = sorted(GENRES), ",".join(sorted(ENDINGS))
    with desk_of(request).reading() as read:
        more = {"asking": asking, "told": told, "fault": fault, "genres": kinds}
        return shown(request, "check.html", page, read, endings=endings, **more)


def _headline(done: Checked) -> str:
    sure = sum(one.status == "speaks" for one in done.findings)
    unsure = len(done.findings) - sure
    if not done.findings:
        return "Nothing to say about this text."
    found = "1 finding" if sure == 1 else f"{sure} findings" if sure else "Nothing sure"
    return f"{found}, {unsure} unsure" if unsure else found


def _remarks(done: Checked) -> list[str]:
    """What was allowed, known, passed over, silent, or only a slip."""
    allowed = sum(one.silenced for one in done.documents)
    lines = []
    if allowed:
        lines.append(f"{_count(allowed, 'finding')} allowed, in the text or in the settings.")
    if done.known:
        lines.append(f"{_count(done.known, 'finding')} known from the baseline, not shown.")
    if done.slips:
        lines.append(f"{_count(done.slips, 'slip')} of the pen, a small word twice or the like.")
    return [*lines, *passed_over(done), *silence(done)]


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"

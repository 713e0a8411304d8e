"""The Decisions page: what was decided, one in full, and a proposal tried before it is recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from troth.acts.decide import Assessment, decide, record
from troth.acts.decisions import review, told
from troth.acts.proposal import Proposal, read_proposal
from troth.errors import TrothError, UnknownNameError
from troth.faces import deciding as telling
from troth.faces.proposing import filled
from troth.faces.web.desk import desk_of, now_us, who
from troth.faces.web.flash import Flash
from troth.faces.web.pages import page, shown
from troth.faces.web.writing import Form, back, field
from troth.model.decision import COURSES
from troth.views.decisions import concerned, decision_ids, decision_page, decisions, effects

router = APIRouter(include_in_schema=False)
LONGEST_TEXT = 200_000
"""Characters of a pasted proposal that are read."""
FIELDS = ("owner", "notice", "told_by", "effect", "review", "option")


@dataclass(frozen=True, slots=True)
class Tried:
    """A pasted proposal, what else the form said, and what came of it, or why nothing did."""

    text: str = ""
    given: tuple[tuple[str, str], ...] = ()
    found: Assessment | None = None
    fault: str = ""

    def value(self, name: str) -> str:
        """What a field holds: as it was sent, else as the head of the proposal says."""
        if sent := dict(self.given).get(name):
            return sent
        one = self.found.proposal if self.found else None
        if one is None:
            return ""
        head = {"notice": one.notice.plan, "told_by": one.notice.by, "owner": one.owner,
                "effect": one.effect, "review": one.review, "option": one.option}  # fmt: skip
        return str(head[name] or "")

    @property
    def says(self) -> str:
        """What the proposal does to the promises, in a sentence."""
        if self.found is None:
            return ""
        broke, strained, kept = (
            len(self.found.of(name)) for name in ("broken", "strained", "kept")
        )
        return effects(broke, strained, kept, len(self.found.unsure))

    @property
    def people(self) -> str:
        """Who is concerned by what is broken."""
        found = self.found
        return (
            telling.people_text(concerned(one.touched for one in found.of("broken")))
            if found
            else ""
        )


@page("/decisions", on=router)
def decisions_at(request: Request) -> Response:
    """What was decided, and what it does to our word."""
    return _page(request, Tried())


@page("/decisions/{id}", on=router)
def decision_at(request: Request, id: str) -> Response:
    """One decision."""
    with desk_of(request).reading() as read:
        view = decision_page(read, id)
        if view is None:
            raise UnknownNameError(
                "decision", id, decision_ids(read), advice="See the list of decisions."
            )
        if request.url.path.endswith(".json"):
            return shown(request, "decision.html", telling.page_data(view), read)
        return shown(request, "decision.html", view, read, telling=telling, courses=COURSES)


@router.post("/decisions")
def try_it(request: Request, held: Form) -> Response:
    """Hold a pasted proposal against the promises, or record it where the form says so."""
    tried = Tried(field(held, "text")[:LONGEST_TEXT], _given(held))
    work = desk_of(request).work
    try:
        proposal = _proposal(tried)
        tried = replace(tried, found=decide(work, proposal, now_us=now_us()))
        if field(held, "record"):
            assert tried.found is not None
            made = record(work, tried.found, who=who(), now_us=now_us())
            return back(request, held, Flash("Recorded."), f"/decisions/{made.id}")
    except TrothError as fault:
        tried = replace(
            tried, fault=f"{fault.says} {fault.advice.splitlines()[0] if fault.advice else ''}"
        )
    return _page(request, tried)


@router.post("/decisions/{id}/{deed}")
def on_decision(request: Request, id: str, deed: str, held: Form) -> Response:
    """They were told, or what came of it."""
    work = desk_of(request).work
    if deed == "told":
        told(work, id, field(held, "how"), who=who(), now_us=now_us())
        flash = Flash("Noted: they were told.")
    elif deed == "review":
        came = {
            int(name.removeprefix("forecast-")): value == "yes"
            for name, value in held.items()
            if name.removeprefix("forecast-").isdecimal() and value in ("yes", "no")
        }
        review(
            work,
            id,
            field(held, "outcome"),
            who=who(),
            now_us=now_us(),
            kpi=field(held, "kpi") or None,
            customers=field(held, "customers") or None,
            forecasts=came,
            withdrawn=bool(field(held, "withdrawn")),
        )
        flash = Flash("Reviewed.")
    else:
        raise UnknownNameError("deed", deed, ("told", "review"))
    return back(request, held, flash, f"/decisions/{id}")


def _given(held: FormData) -> tuple[tuple[str, str], ...]:
    return tuple((name, field(held, name)) for name in FIELDS if field(held, name))


def _proposal(tried: Tried) -> Proposal:
    read = read_proposal(
        "the proposal you pasted", tried.text.encode("utf-8", "replace"), who=who()
    )
    given = {
        name: _day(value) if name in ("told_by", "effect", "review") else value
        for name, value in tried.given
    }
    return filled(read, given)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as fault:
        raise TrothError(f"“{value}” is no day.", advice="Write it as 2026-03-31.") from fault


def _page(request: Request, tried: Tried) -> Response:
    with desk_of(request).reading() as read:
        view = decisions(read)
        if request.url.path.endswith(".json"):
            return shown(request, "decisions.html", telling.list_data(view), read)
        return shown(request, "decisions.html", view, read, tried=tried, telling=telling)

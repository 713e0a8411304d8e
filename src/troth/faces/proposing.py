"""What a face adds to a proposal before it is recorded: by options, by a form, by questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from troth.model.decision import Notice

if TYPE_CHECKING:
    from troth.acts.proposal import Proposal


def filled(proposal: Proposal, given: Mapping[str, Any]) -> Proposal:
    """The proposal with what the command line says besides its head."""
    notice = Notice(
        given.get("notice") or proposal.notice.plan, given.get("told_by") or proposal.notice.by
    )
    more = {
        name: given[name]
        for name in ("owner", "effect", "review", "option")
        if given.get(name) is not None
    }
    return replace(proposal, notice=notice, **more)


def asked(proposal: Proposal, breaks: bool) -> Proposal:
    """What a person on a terminal adds before it is recorded; empty lines add nothing."""
    owner = proposal.owner or _answer("Who answers for it? ")
    plan = proposal.notice.plan
    if breaks and not plan:
        plan = _answer("How are those concerned told? ")
    by = proposal.notice.by or (_day("Told by which day (2026-03-31)? ") if plan else None)
    option = proposal.option or (_answer("Which option is chosen? ") if proposal.options else "")
    review = proposal.review or _day("On which day is it reviewed (2026-03-31)? ")
    return replace(
        proposal, owner=owner or None, notice=Notice(plan, by), option=option or None, review=review
    )


def _day(question: str) -> date | None:
    while said := _answer(question):
        try:
            return date.fromisoformat(said)
        except ValueError:
            click.echo(f"“{said}” is no day.")
    return None


def _answer(question: str) -> str:
    return str(
        click.prompt(question.rstrip(), default="", show_default=False, prompt_suffix=" ")
    ).strip()

"""The decisions that were recorded: list, show, tell, review and score, add a fact or a doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import click

from troth.faces.cli.decide import day
from troth.faces.cli.options import Out, now_us, out_options
from troth.faces.signing import signer

if TYPE_CHECKING:
    from troth.acts.opening import Workspace
    from troth.model.decision import Decision

WHO = click.option("--who", help="Who says so; otherwise the name of the user.")
ON = click.option("--on", metavar="DAY", callback=day, help="On this day, not today.")
COURSES = click.Choice(["better", "same", "worse"])


@click.group(help=__doc__)
def decisions() -> None:
    """What was decided, and what came of it."""


@contextmanager
def _work(ctx: click.Context) -> Iterator[Workspace]:
    from troth.acts.opening import locate, opened

    with opened(locate(ctx.obj)) as work:
        yield work


@decisions.command("list")
@out_options("text", "json")
@click.pass_context
def list_(ctx: click.Context, out: Out) -> int:
    """All of them, reviews that are due first; how forecasters did, and figure against customers."""
    from troth.faces import deciding
    from troth.faces.deciding_list import list_text
    from troth.faces.wire import as_json
    from troth.views.decisions import decisions as view
    from troth.views.opening import reading

    with _work(ctx) as work, reading(work.ledger, work.index, work.settings, now_us()) as read:
        found = view(read)
        told = (
            as_json(deciding.list_data(found))
            if out.form == "json"
            else list_text(found, out.color)
        )
        out.write(told)
    return 0


@decisions.command()
@click.argument("id")
@out_options("text", "json")
@click.pass_context
def show(ctx: click.Context, out: Out, id: str) -> int:
    """One decision: the promises it breaks first, then all it says. ID, its beginning, or words of its title."""
    return _done(ctx, out, lambda work: _shown(work, id))


def _shown(work: Workspace, id: str) -> Decision:
    from troth.acts.decisions import show as act

    return act(work, id)


@decisions.command()
@click.argument("id")
@click.argument("how")
@ON
@WHO
@out_options("text", "json")
@click.pass_context
def told(ctx: click.Context, out: Out, id: str, how: str, on: date | None, who: str | None) -> int:
    """The people concerned have been told: HOW, in a few words."""
    from troth.acts.decisions import told as act

    by = who or signer()
    return _done(ctx, out, lambda work: act(work, id, how, who=by, now_us=now_us(), on=on))


@decisions.command()
@click.argument("id")
@click.option("--outcome", required=True, metavar="WORDS", help="What came of it.")
@click.option("--kpi", type=COURSES, help="How the figure fared.")
@click.option("--customers", type=COURSES, help="How the customers fared.")
@click.option(
    "--forecast", "came", multiple=True, metavar="[N=]yes|no", help="Whether forecast N came true."
)
@click.option("--withdrawn", is_flag=True, help="The decision is taken back.")
@ON
@WHO
@out_options("text", "json")
@click.pass_context
def review(
    ctx: click.Context,
    out: Out,
    id: str,
    outcome: str,
    kpi: str | None,
    customers: str | None,
    came: tuple[str, ...],
    withdrawn: bool,
    on: date | None,
    who: str | None,
) -> int:
    """What came of it, and which forecasts came true."""
    from troth.acts.decisions import review as act

    scored = dict(_scored(one) for one in came)
    return _done(
        ctx,
        out,
        lambda work: act(
            work, id, outcome, who=who or signer(), now_us=now_us(), kpi=kpi, customers=customers,
            forecasts=scored, withdrawn=withdrawn, on=on,
        ),
    )  # fmt: skip


def _scored(given: str) -> tuple[int, bool]:
    number, sign, came = given.rpartition("=")
    if came not in ("yes", "no") or (sign and not number.isdecimal()):
        raise click.BadParameter(
            f"“{given}” is neither yes nor no; write yes, or 2=no.", param_hint="--forecast"
        )
    return int(number or 1), came == "yes"


@decisions.command()
@click.argument("id")
@click.argument("says")
@click.option("--source", required=True, metavar="WHO", help="Who says so.")
@click.option(
    "--dated",
    required=True,
    metavar="DAY",
    help="Of what day the source is: 2026, 2026-03 or 2026-03-31.",
)
@WHO
@out_options("text", "json")
@click.pass_context
def fact(
    ctx: click.Context, out: Out, id: str, says: str, source: str, dated: str, who: str | None
) -> int:
    """Something it rests on, with a dated source. One that contradicts it stays beside it."""
    from troth.acts.decisions import fact as act

    by = who or signer()
    return _done(
        ctx,
        out,
        lambda work: act(work, id, says, source=source, dated=dated, who=by, now_us=now_us()),
    )


@decisions.command()
@click.argument("id")
@click.argument("reason")
@click.option("--mitigation", default="", metavar="WORDS", help="What is done about it.")
@WHO
@out_options("text", "json")
@click.pass_context
def doubt(
    ctx: click.Context, out: Out, id: str, reason: str, mitigation: str, who: str | None
) -> int:
    """Why it may fail, as one person sees it. Each writes alone first; the same reason in the same words."""
    from troth.acts.decisions import doubt as act

    by = who or signer()
    return _done(
        ctx, out, lambda work: act(work, id, reason, who=by, now_us=now_us(), mitigation=mitigation)
    )


def _done(ctx: click.Context, out: Out, deed: Callable[[Workspace], Decision]) -> int:
    from troth.faces import deciding
    from troth.faces.wire import as_json
    from troth.views.decisions import decision_page
    from troth.views.opening import reading

    with _work(ctx) as work:
        id = deed(work).id
        with reading(work.ledger, work.index, work.settings, now_us()) as read:
            page = decision_page(read, id)
            assert page is not None
            if out.form == "json":
                out.write(as_json(deciding.page_data(page)))
            else:
                out.write(deciding.page_text(page, out.color))
    return 0

"""The ledger of promises: list, show, note, triage, confirm, reject, mark, join, reopen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from troth.faces.cli.options import Moment, Out, now_us, out_options
from troth.faces.cli.repair import repair
from troth.faces.cli.theirs import ask_theirs
from troth.faces.cli.theirs import theirs as two_views
from troth.faces.signing import signer

if TYPE_CHECKING:
    from troth.acts.opening import Workspace
    from troth.model.promise import Promise

WHO = click.option("--who", help="Who says so; otherwise the name of the user.")


@click.group(help=__doc__)
def promises() -> None:
    """What we promised, and what became of it."""


promises.add_command(two_views)
promises.add_command(repair)


@contextmanager
def _work(ctx: click.Context, *, looked: bool = False) -> Iterator[Workspace]:
    """The workspace; with `looked`, after a run, so that what was said lately is in the list."""
    from troth.acts.look import look
    from troth.acts.opening import locate, opened
    from troth.acts.run import Asked

    with opened(locate(ctx.obj)) as work:
        if looked:
            look(work, Asked(now_us()))
        yield work


def _tell(out: Out, work: Workspace, held: list[Promise]) -> None:
    from troth.faces import ledgering

    if out.form == "json":
        out.write(ledgering.promises_json(work, held))
    elif out.form == "csv":
        out.write(ledgering.promises_csv(work, held))
    else:
        out.write(ledgering.promises_text(work, held, now_us(), out.color))


def _say_age(out: Out, work: Workspace) -> None:
    """How old the records are that the list rests on."""
    from troth.views.age import ages_text
    from troth.views.opening import reading

    with reading(work.ledger, work.index, work.settings, now_us()) as read:
        out.say(ages_text(read))


@promises.command("list")
@click.option("--open", "only_open", is_flag=True, help="Only those still open.")
@click.option("--candidates", is_flag=True, help="Only what waits for a yes or no.")
@click.option("--by", metavar="WHO", help="Made or owned by this colleague.")
@click.option("--to", metavar="WHO", help="Made to this person.")
@click.option("--side", metavar="SIDE", help="Made to this side.")
@out_options("text", "json", "csv")
@click.pass_context
def list_(
    ctx: click.Context,
    out: Out,
    only_open: bool,
    candidates: bool,
    by: str | None,
    to: str | None,
    side: str | None,
) -> int:
    """The promises in the ledger, soonest due first."""
    from troth.acts.promises import listed

    states = ("open",) if only_open else ("candidate",) if candidates else ()
    with _work(ctx, looked=True) as work:
        _tell(out, work, listed(work, states=states, by=by, to=to, side=side))
        _say_age(out, work)
    return 0


@promises.command()
@click.argument("id")
@out_options("text", "json")
@click.pass_context
def show(ctx: click.Context, out: Out, id: str) -> int:
    """One promise: its words, to whom, how it stands, and all that was done about it."""
    from troth.acts.promises import show as act
    from troth.faces import ledgering

    with _work(ctx) as work:
        shown = act(work, id)
        told = ledgering.shown_json if out.form == "json" else ledgering.shown_text
        out.write(told(work, shown))
    return 0


@promises.command()
@click.argument("words")
@click.option("--to", metavar="WHO", help="To one person; otherwise to everybody.")
@click.option("--due", type=Moment(), help="By when.")
@click.option("--since", type=Moment(), help="Made on this day, not now.")
@click.option("--owner", metavar="NAME", help="Who answers for it.")
@click.option(
    "--measure", metavar="TARGET", help="For example: first-reply <= 1 business day for 95%"
)
@click.option("--side", metavar="SIDE", help="To this side of the market.")
@click.option("--ours", metavar="BRAND", help="Made by this brand of ours.")
@WHO
@out_options("text", "json")
@click.pass_context
def note(
    ctx: click.Context,
    /,
    out: Out,
    words: str,
    who: str | None,
    due: int | None,
    since: int | None,
    **terms: Any,
) -> int:
    """Write down a promise that stands in no record."""
    from troth.acts.promises import note as act

    with _work(ctx) as work:
        made = act(
            work, words, who=who or signer(), now_us=now_us(), due_us=due, since_us=since, **terms
        )
        _tell(out, work, [made])
    return 0


@promises.command()
@click.argument("path", required=False)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@click.option("--theirs", is_flag=True, help="What customers say we promised: which do they mean?")
@out_options("text", "json")
@click.pass_context
def triage(ctx: click.Context, out: Out, path: str | None, limit: int, theirs: bool) -> int:
    """What waits for a yes or no, those that concern most people first; asks on a terminal."""
    if theirs:
        return ask_theirs(out, ctx.obj, limit)
    from troth.acts.triage import triage as act
    from troth.faces import ledgering

    with _work(ctx, looked=True) as work:
        groups = act(work, path=path, limit=limit)
        if out.form == "json":
            out.write(ledgering.groups_json(groups))
        elif ledgering.can_ask():
            ledgering.ask(work, groups, signer(), now_us)
        else:
            out.write(ledgering.groups_text(groups))
    return 0


@promises.command()
@click.argument("id")
@click.option("--owner", metavar="NAME")
@click.option("--measure", metavar="TARGET")
@click.option("--due", type=Moment())
@click.option("--side", metavar="SIDE")
@click.option("--firmness", type=click.Choice(["firm", "soft"]))
@click.option("--kind", type=click.Choice(["dated", "standing", "conditional"]))
@WHO
@out_options("text", "json")
@click.pass_context
def confirm(
    ctx: click.Context, /, out: Out, id: str, who: str | None, due: int | None, **terms: Any
) -> int:
    """Yes, this is a promise; the options correct how it was read."""
    from troth.acts.promises import confirm as act

    return _done(
        ctx,
        out,
        lambda work: act(work, id, who=who or signer(), now_us=now_us(), due_us=due, **terms),
    )


@promises.command()
@click.argument("id")
@click.option("--reason", required=True, metavar="WHY")
@WHO
@out_options("text", "json")
@click.pass_context
def reject(ctx: click.Context, out: Out, id: str, reason: str, who: str | None) -> int:
    """No, nothing is promised here; it is not asked again."""
    from troth.acts.promises import reject as act

    return _done(
        ctx, out, lambda work: act(work, id, reason=reason, who=who or signer(), now_us=now_us())
    )


@promises.command()
@click.argument("id")
@click.argument(
    "state", type=click.Choice(["kept", "late", "partly", "broken", "released", "withdrawn"])
)
@click.option("--evidence", metavar="ID", help="The record that shows it.")
@click.option("--reason", metavar="WHY", help="Or why you say so.")
@WHO
@out_options("text", "json")
@click.pass_context
def mark(
    ctx: click.Context,
    out: Out,
    id: str,
    state: str,
    evidence: str | None,
    reason: str | None,
    who: str | None,
) -> int:
    """Say what became of a promise; needs evidence or a reason."""
    from troth.acts.promises import mark as act

    def deed(work: Workspace) -> Promise:
        by = who or signer()
        return act(work, id, state, who=by, now_us=now_us(), evidence=evidence, reason=reason)

    return _done(ctx, out, deed)


@promises.command()
@click.argument("id")
@click.argument("other", metavar="SAYING-OR-CANDIDATE")
@click.option(
    "--as",
    "relation",
    type=click.Choice(["agrees", "stronger", "differs"]),
    help="Words of a customer: how she understood the promise.",
)
@WHO
@out_options("text", "json")
@click.pass_context
def attach(
    ctx: click.Context, out: Out, id: str, other: str, relation: str | None, who: str | None
) -> int:
    """These words belong to this promise too: ours, or a customer's who means it."""
    from troth.acts.joining import attach as act

    def deed(work: Workspace) -> Promise:
        by = who or signer()
        return act(work, id, other, who=by, now_us=now_us(), relation=relation)

    return _done(ctx, out, deed)


@promises.command()
@click.argument("id")
@click.argument("into")
@WHO
@out_options("text", "json")
@click.pass_context
def merge(ctx: click.Context, out: Out, id: str, into: str, who: str | None) -> int:
    """Two promises are one: the first goes into the second."""
    from troth.acts.joining import merge as act

    return _done(ctx, out, lambda work: act(work, id, into, who=who or signer(), now_us=now_us()))


@promises.command()
@click.argument("id")
@click.option("--reason", metavar="WHY")
@WHO
@out_options("text", "json")
@click.pass_context
def reopen(ctx: click.Context, out: Out, id: str, reason: str | None, who: str | None) -> int:
    """Open again what was marked, rejected or merged."""
    from troth.acts.joining import reopen as act

    return _done(
        ctx, out, lambda work: act(work, id, reason=reason, who=who or signer(), now_us=now_us())
    )


def _done(ctx: click.Context, out: Out, deed: Callable[[Workspace], Promise]) -> int:
    with _work(ctx) as work:
        _tell(out, work, [deed(work)])
    return 0

"""The commands of `troth promises` that join promises, open them again, hand over and write out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Out, now_us, out_options
from troth.faces.signing import signer

if TYPE_CHECKING:
    from troth.acts.opening import Workspace
    from troth.model.promise import Promise

WHO = click.option("--who", help="Who says so; otherwise the name of the user.")


@contextmanager
def work_of(ctx: click.Context, *, looked: bool = False) -> Iterator[Workspace]:
    """The workspace; with `looked`, after a run, so that what was said lately is in the list."""
    from troth.acts.look import look
    from troth.acts.opening import locate, opened
    from troth.acts.run import Asked

    with opened(locate(ctx.obj)) as work:
        if looked:
            look(work, Asked(now_us()))
        yield work


def tell(out: Out, work: Workspace, held: list[Promise], *, reread: bool = False) -> None:
    """Promises as they were asked for: text, JSON or CSV; with `reread`, against later words."""
    from troth.faces import ledgering

    done = ledgering.settled_by_words(work, held, now_us()) if reread else None
    if out.form == "json":
        out.write(ledgering.promises_json(work, held, done))
    elif out.form == "csv":
        out.write(ledgering.promises_csv(work, held))
    else:
        out.write(ledgering.promises_text(work, held, now_us(), out.color, done))


def done(ctx: click.Context, out: Out, deed: Callable[[Workspace], Promise]) -> int:
    """One deed upon one promise, and how it stands then."""
    with work_of(ctx) as work:
        tell(out, work, [deed(work)])
    return 0


@click.command()
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

    return done(ctx, out, deed)


@click.command()
@click.argument("id")
@click.argument("saying", metavar="SAYING")
@WHO
@out_options("text", "json")
@click.pass_context
def detach(ctx: click.Context, out: Out, id: str, saying: str, who: str | None) -> int:
    """These words do not belong to this promise after all; they are asked about again."""
    from troth.acts.joining import detach as act

    by = who or signer()
    return done(ctx, out, lambda work: act(work, id, saying, who=by, now_us=now_us()))


@click.command()
@click.argument("id")
@click.argument("into")
@WHO
@out_options("text", "json")
@click.pass_context
def merge(ctx: click.Context, out: Out, id: str, into: str, who: str | None) -> int:
    """Two promises are one: the first goes into the second."""
    from troth.acts.joining import merge as act

    return done(ctx, out, lambda work: act(work, id, into, who=who or signer(), now_us=now_us()))


@click.command()
@click.argument("id")
@click.option("--reason", metavar="WHY")
@WHO
@out_options("text", "json")
@click.pass_context
def reopen(ctx: click.Context, out: Out, id: str, reason: str | None, who: str | None) -> int:
    """Open again what was marked, rejected or merged."""
    from troth.acts.joining import reopen as act

    return done(
        ctx, out, lambda work: act(work, id, reason=reason, who=who or signer(), now_us=now_us())
    )


@click.command("hand-over")
@click.argument("giver", metavar="FROM")
@click.argument("taker", metavar="TO")
@click.option("--side", metavar="SIDE", help="Only what is promised to this side.")
@click.option("--reason", metavar="WHY", help="Why; kept in the history of each.")
@WHO
@out_options("text", "json", "csv")
@click.pass_context
def hand_over(
    ctx: click.Context,
    out: Out,
    giver: str,
    taker: str,
    side: str | None,
    reason: str | None,
    who: str | None,
) -> int:
    """All live promises that one colleague answers for are another's from now on; lists them."""
    from troth.acts.answering import hand_over as act

    with work_of(ctx) as work:
        by = who or signer()
        given = act(work, giver, taker, who=by, now_us=now_us(), side=side, reason=reason)
        tell(out, work, given)
    return 0


@click.command()
@out_options("yaml", "csv", "json")
@click.pass_context
def export(ctx: click.Context, out: Out) -> int:
    """The ledger as a register that `troth add` reads again, candidates left out."""
    from troth.acts.promises import listed
    from troth.faces import registering

    with work_of(ctx) as work:
        out.write(registering.FORMS[out.form](registering.register(work, listed(work))))
    return 0


COMMANDS = (attach, detach, merge, reopen, hand_over, export)

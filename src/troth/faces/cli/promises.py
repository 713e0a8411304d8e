"""The ledger of promises: list, show, note, triage, confirm, reject, mark, join, hand over, export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from troth.faces.cli.options import Moment, Out, now_us, out_options
from troth.faces.cli.promises_keeping import COMMANDS, WHO
from troth.faces.cli.promises_keeping import done as _done
from troth.faces.cli.promises_keeping import tell as _tell
from troth.faces.cli.promises_keeping import work_of as _work
from troth.faces.cli.promises_repair import repair
from troth.faces.cli.promises_theirs import ask_theirs
from troth.faces.cli.promises_theirs import theirs as two_views
from troth.faces.signing import signer

if TYPE_CHECKING:
    from troth.acts.opening import Workspace
    from troth.model.promise import Promise


@click.group(help=__doc__)
def promises() -> None:
    """What we promised, and what became of it."""


promises.add_command(two_views)
promises.add_command(repair)


def _say_age(out: Out, work: Workspace) -> None:
    """How old the records are that the list rests on."""
    from troth.views.age import ages_text
    from troth.views.opening import reading

    with reading(work.ledger, work.index, work.settings, now_us()) as read:
        out.say(ages_text(read))


@promises.command("list")
@click.option("--open", "only_open", is_flag=True, help="Only those still open.")
@click.option("--candidates", is_flag=True, help="Only what waits for a yes or no.")
@click.option("--state", "states", multiple=True, metavar="STATE", help="Only in this state.")
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
    states: tuple[str, ...],
    by: str | None,
    to: str | None,
    side: str | None,
) -> int:
    """The promises in the ledger, soonest due first."""
    from troth.acts.promises import listed

    states += ("open",) * only_open + ("candidate",) * candidates
    with _work(ctx, looked=True) as work:
        held = listed(work, states=states, by=by, to=to, side=side)
        _tell(out, work, held, reread=out.form != "csv")
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
    from troth.faces import triaging
    from troth.faces.dialogue import somebody_is_there

    with _work(ctx, looked=True) as work:
        groups = act(work, path=path, limit=limit)
        if out.form == "json":
            out.write(triaging.groups_json(groups))
        elif somebody_is_there() and out.target is None:
            triaging.ask(work, groups, signer(), now_us)
        else:
            out.write(triaging.groups_text(groups))
    return 0


GROUP = click.option(
    "--whole-group", is_flag=True, help="Each ID stands for all that triage asks together with it."
)


@promises.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@GROUP
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
    ctx: click.Context,
    /,
    out: Out,
    ids: tuple[str, ...],
    whole_group: bool,
    who: str | None,
    due: int | None,
    **terms: Any,
) -> int:
    """Yes, these are promises, one by one; the options correct how they were read."""
    from troth.acts import answering
    from troth.faces.triaging import bundled

    changes = {name: value for name, value in {**terms, "due_us": due}.items() if value is not None}
    with _work(ctx) as work:
        told = []
        for bundles, into in bundled(work, answering.resolved(work, ids), whole_group):
            by = who or signer()
            told += answering.yes(work, bundles, who=by, now_us=now_us(), into=into, **changes)
        _tell(out, work, told)
    return 0


@promises.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@GROUP
@click.option("--reason", required=True, metavar="WHY")
@WHO
@out_options("text", "json")
@click.pass_context
def reject(
    ctx: click.Context,
    out: Out,
    ids: tuple[str, ...],
    whole_group: bool,
    reason: str,
    who: str | None,
) -> int:
    """No, nothing is promised in these; none is asked again."""
    from troth.acts import answering
    from troth.faces.triaging import bundled

    with _work(ctx) as work:
        meant = bundled(work, answering.resolved(work, ids), whole_group)
        flat = [id for bundles, _ in meant for bundle in bundles for id in bundle]
        by = who or signer()
        _tell(out, work, answering.no(work, flat, reason=reason, who=by, now_us=now_us()))
    return 0


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


for command in COMMANDS:
    promises.add_command(command)

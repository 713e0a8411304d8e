"""Who is who: the people there are, who may be one, and joining and parting them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Out, now_us, out_options
from troth.faces.cli.people_own import heard, own, serves, suppose
from troth.faces.signing import signer

if TYPE_CHECKING:
    from troth.acts.note import Signed
    from troth.acts.opening import Workspace
    from troth.model.entry import Entry
    from troth.views.reading import Reading

WHO = click.option("--who", "signed", help="Who says so; otherwise the name of the user.")
WHY = click.option("--reason", metavar="WHY", default="", help="Why; it is kept.")
Deed = Callable[["Workspace", "Signed"], "Entry"]


@contextmanager
def _reading(ctx: click.Context) -> Iterator[Reading]:
    from troth.acts.opening import locate, opened
    from troth.views.opening import reading

    with (
        opened(locate(ctx.obj)) as work,
        reading(work.ledger, work.index, work.settings, now_us()) as read,
    ):
        yield read


class Listing(click.Group):
    """Without a command it lists: `troth people --side courier`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options of the list may stand where its name would."""
        asks = {*ctx.help_option_names}
        if not args or (args[0].startswith("-") and args[0] not in asks):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=Listing, help=__doc__)
def people() -> None:
    """Who is who."""


for command in (own, suppose, heard, serves):
    people.add_command(command)


@people.command("list")
@click.option("--side", metavar="SIDE", help="Only this side.")
@click.option("--account", metavar="NAME", help="Only who belongs to this account.")
@click.option("--segment", metavar="NAME", help="Only people of this segment of troth.toml.")
@click.option("--staff", is_flag=True, help="Our own people, not those we serve.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="No more than so many.")
@out_options("text", "json", "csv")
@click.pass_context
def list_(
    ctx: click.Context,
    out: Out,
    side: str | None,
    account: str | None,
    segment: str | None,
    staff: bool,
    limit: int | None,
) -> int:
    """The people there are, by name, each once."""
    from troth.faces import peopling
    from troth.views.doubts import listed
    from troth.views.people import wishes
    from troth.views.segments import segment as named

    with _reading(ctx) as read:
        some = named(read, segment) if segment else None
        within = some.people if some else None
        held = listed(read, side=side, account=account, staff=staff, limit=limit, within=within)
        if some is not None:
            out.say(f"{some.name}: {some.says} ({some.where})")
        names = read.accounts(one.account for one in held)
        words = wishes(read, held)
        if out.form == "json":
            out.write(peopling.people_json(held, names, words))
        elif out.form == "csv":
            out.write(peopling.people_csv(held, names, words))
        else:
            out.write(peopling.people_text(held, names, words, out.color))
    return 0


@people.command()
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N")
@out_options("text", "json", "csv")
@click.pass_context
def doubts(ctx: click.Context, out: Out, limit: int) -> int:
    """Who may be one person, and why; those on whom most evidence hangs come first."""
    from troth.faces import peopling
    from troth.views.doubts import doubted

    with _reading(ctx) as read:
        held = doubted(read, limit=limit)
        if out.form == "json":
            out.write(peopling.doubts_json(held))
        elif out.form == "csv":
            out.write(peopling.doubts_csv(held))
        else:
            out.write(peopling.doubts_text(held, out.color))
    return 0


@people.command()
@click.argument("who")
@click.argument("into")
@WHY
@WHO
@out_options("text", "json", "csv")
@click.pass_context
def merge(
    ctx: click.Context, out: Out, who: str, into: str, reason: str, signed: str | None
) -> int:
    """They are one person, known by the second."""
    from troth.acts import people as act

    return _done(
        ctx,
        out,
        signed,
        "From now on they are one person.",
        lambda work, by: act.merge(work, who, into, by, reason=reason),
    )


@people.command()
@click.argument("who")
@WHY
@WHO
@out_options("text", "json", "csv")
@click.pass_context
def unmerge(ctx: click.Context, out: Out, who: str, reason: str, signed: str | None) -> int:
    """They were two after all: both are again what they were, and no import joins them."""
    from troth.acts import people as act

    return _done(
        ctx,
        out,
        signed,
        "They are two again.",
        lambda work, by: act.unmerge(work, who, by, reason=reason),
    )


@people.command()
@click.argument("who")
@click.argument("identifier")
@WHY
@WHO
@out_options("text", "json", "csv")
@click.pass_context
def split(
    ctx: click.Context, out: Out, who: str, identifier: str, reason: str, signed: str | None
) -> int:
    """An address or number is not this person's: it becomes somebody of its own."""
    from troth.acts import people as act

    return _done(
        ctx,
        out,
        signed,
        "Taken away; it is somebody of its own now, with all its records.",
        lambda work, by: act.split(work, who, identifier, by, reason=reason),
    )


@people.command()
@click.argument("who")
@click.argument("other")
@WHY
@WHO
@out_options("text", "json", "csv")
@click.pass_context
def apart(
    ctx: click.Context, out: Out, who: str, other: str, reason: str, signed: str | None
) -> int:
    """They are two people; it is remembered and not asked again."""
    from troth.acts import people as act

    return _done(
        ctx,
        out,
        signed,
        "Two people; it will not be asked again.",
        lambda work, by: act.apart(work, who, other, by, reason=reason),
    )


@people.command()
@click.argument("entry", type=int)
@WHO
@out_options("text", "json", "csv")
@click.pass_context
def undo(ctx: click.Context, out: Out, entry: int, signed: str | None) -> int:
    """Take an answer back, by its number, as if it had not been given."""
    from troth.acts import people as act
    from troth.acts.note import Signed
    from troth.acts.opening import locate, opened
    from troth.faces.noted import taken_back

    with opened(locate(ctx.obj)) as work:
        made = act.undo(work, entry, Signed(signed or signer(), now_us()))
    out.write(taken_back(made, out.form))
    return 0


def _done(ctx: click.Context, out: Out, signed: str | None, says: str, deed: Deed) -> int:
    from troth.acts.note import Signed
    from troth.acts.opening import locate, opened
    from troth.faces import peopling

    with opened(locate(ctx.obj)) as work:
        entry = deed(work, Signed(signed or signer(), now_us()))
    out.write(peopling.answered(entry, says, out.form))
    return 0

"""Named sets of people: who is in each, naming the people of a few criteria, dropping a name."""

from __future__ import annotations

import click

from troth.faces.cli.options import Out, now_us, out_options
from troth.faces.cli.people import Listing
from troth.faces.cli.people import list_ as people_list


@click.group(cls=Listing, help=__doc__)
def segments() -> None:
    """Segments."""


@segments.command("list")
@out_options("text", "json")
@click.pass_context
def list_(ctx: click.Context, out: Out) -> int:
    """Every segment, its criteria, and how many are in it."""
    from troth.acts.opening import locate, opened
    from troth.faces import naming
    from troth.views.opening import reading
    from troth.views.segments import segment

    with (
        opened(locate(ctx.obj)) as work,
        reading(work.ledger, work.index, work.settings, now_us()) as read,
    ):
        held = [segment(read, name) for name in read.settings.segments]
    told = (
        naming.segments_json(held) if out.form == "json" else naming.segments_text(held, out.color)
    )
    out.write(told)
    return 0


@segments.command()
@click.argument("name")
@click.argument("where", metavar="CRITERIA")
@out_options("text", "json")
@click.pass_context
def save(ctx: click.Context, out: Out, name: str, where: str) -> int:
    """Write a segment into troth.toml: troth segments save owed 'promise = "open"'."""
    from troth.acts.opening import locate, opened
    from troth.acts.segmenting import keep
    from troth.faces import naming
    from troth.views.opening import reading
    from troth.views.segments import segment

    home = locate(ctx.obj)
    settings = keep(home, name, where)
    with (
        opened(home, settings) as work,
        reading(work.ledger, work.index, settings, now_us()) as read,
    ):
        made = segment(read, " ".join(name.split()))
    out.write(naming.segment_json(made) if out.form == "json" else f"{made.name}: {made.says}.")
    return 0


@segments.command()
@click.argument("name")
@out_options("text", "json")
@click.pass_context
def drop(ctx: click.Context, out: Out, name: str) -> int:
    """Take a segment out of troth.toml. Nobody in it is touched."""
    from troth.acts.opening import locate
    from troth.acts.segmenting import drop as act
    from troth.faces.wire import as_json

    left = act(locate(ctx.obj), name)
    if out.form == "json":
        out.write(as_json({"dropped": name, "segments": list(left.segments)}))
    else:
        out.write("Out of troth.toml.")
    return 0


@segments.command()
@click.argument("name")
@out_options("text", "json", "csv")
@click.pass_context
def members(ctx: click.Context, out: Out, name: str) -> int:
    """Who is in it, as `troth people --segment NAME` lists them."""
    told = ctx.invoke(
        people_list,
        segment=name,
        form=out.form,
        target=out.target,
        quiet=out.quiet,
        no_color=not out.color,
        mask=None,
    )
    return int(told or 0)

"""Saved views: the filters of a page under a name, listed, saved, opened and dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Out, now_us, out_options
from troth.faces.cli.people import Listing
from troth.faces.signing import signer

if TYPE_CHECKING:
    from troth.acts.note import Signed
    from troth.acts.opening import Workspace
    from troth.model.entry import Entry
    from troth.views.reading import Reading
    from troth.views.saved import SavedView

WHO = click.option("--who", "signed", help="Who says so; otherwise the name of the user.")


@click.group(cls=Listing, help=__doc__)
def views() -> None:
    """Saved views."""


@views.command("list")
@out_options("text", "json")
@click.pass_context
def list_(ctx: click.Context, out: Out) -> int:
    """The views that are saved, and the command that prints what each shows."""
    from troth.faces import naming
    from troth.views.saved import saved_views

    with _reading(ctx) as read:
        page = saved_views(read)
    out.write(naming.views_json(page) if out.form == "json" else naming.views_text(page, out.color))
    return 0


@views.command()
@click.argument("name")
@click.argument("address", metavar="PAGE")
@WHO
@out_options("text", "json")
@click.pass_context
def save(ctx: click.Context, out: Out, name: str, address: str, signed: str | None) -> int:
    """Save a page with its filters: troth views save "my shops" "/people?side=shop"."""
    from urllib.parse import parse_qsl, urlsplit

    from troth.acts import saving

    asked = urlsplit(address)
    query = dict(parse_qsl(asked.query)[:20])
    _noted(
        ctx,
        out,
        signed,
        f"Saved as “{' '.join(name.split())}”.",
        lambda work, by: saving.save(work, name, asked.path, query, by),
    )
    return 0


@views.command("open")
@click.argument("name")
@click.option("--address", is_flag=True, help="Print only the address of the page.")
@out_options("text", "json")
@click.pass_context
def open_(ctx: click.Context, out: Out, name: str, address: bool) -> object:
    """Print what a saved view shows, as its command prints it."""
    from troth.faces.cli import troth_command
    from troth.faces.naming import command_of

    found = _view(ctx, name)
    if address:
        out.write(found.address)
        return 0
    words = command_of(found)
    flags = [f"--format={out.form}", *["--quiet"] * out.quiet]
    flags += [f"--output={out.target}"] if out.target else []
    flags += ["--no-color"] * (not out.color)
    mask = ctx.params.get("mask")
    flags += [] if mask is None else ["--mask" if mask else "--no-mask"]
    at = words.index("--") if "--" in words else len(words)
    given = ["-C", str(ctx.obj)] if ctx.obj else []
    return troth_command.main(
        [*given, *words[:at], *flags, *words[at:]], prog_name="troth", standalone_mode=False
    )


@views.command()
@click.argument("name")
@WHO
@out_options("text", "json")
@click.pass_context
def drop(ctx: click.Context, out: Out, name: str, signed: str | None) -> int:
    """Take a saved view off the list."""
    from troth.acts import saving

    _noted(ctx, out, signed, "Off the list.", lambda work, by: saving.drop(work, name, by))
    return 0


@views.command()
@click.argument("entry", type=int)
@WHO
@out_options("text", "json")
@click.pass_context
def undo(ctx: click.Context, out: Out, entry: int, signed: str | None) -> int:
    """Take back that a view was saved or dropped, by the number of its entry."""
    from troth.acts import saving
    from troth.acts.note import Signed
    from troth.acts.opening import locate, opened
    from troth.faces.noted import taken_back

    with opened(locate(ctx.obj)) as work:
        made = saving.undo(work, entry, Signed(signed or signer(), now_us()))
    out.write(taken_back(made, out.form))
    return 0


@contextmanager
def _reading(ctx: click.Context) -> Iterator[Reading]:
    from troth.acts.opening import locate, opened
    from troth.views.opening import reading

    with (
        opened(locate(ctx.obj)) as work,
        reading(work.ledger, work.index, work.settings, now_us()) as read,
    ):
        yield read


def _view(ctx: click.Context, name: str) -> SavedView:
    from troth.errors import UnknownNameError
    from troth.views.saved import saved_view, saved_views

    with _reading(ctx) as read:
        found = saved_view(read, name)
        if found is None:
            known = [one.name for one in saved_views(read).views]
            raise UnknownNameError("saved view", name, known, advice="See:  troth views")
        return found


def _noted(
    ctx: click.Context,
    out: Out,
    signed: str | None,
    says: str,
    deed: Callable[[Workspace, Signed], Entry],
) -> None:
    from troth.acts.note import Signed
    from troth.acts.opening import locate, opened
    from troth.faces.noted import noted

    with opened(locate(ctx.obj)) as work:
        entry = deed(work, Signed(signed or signer(), now_us()))
    out.write(noted(entry, says, f"troth views undo {entry.id}", out.form))

"""Parts of `troth people`: who of us looks after somebody, what we suppose of a person, what she told us."""

from __future__ import annotations

import click

from troth.faces.cli.options import Moment, Out, now_us, out_options
from troth.faces.signing import signer


@click.command()
@click.argument("who", metavar="WHO")
@click.argument("owner", metavar="NAME", required=False)
@click.option("--nobody", is_flag=True, help="Nobody looks after them any more.")
@click.option("--reason", metavar="WHY", default="", help="Why; it is kept.")
@click.option("--who", "signed", help="Who says so; otherwise the name of the user.")
@out_options("text", "json")
@click.pass_context
def own(
    ctx: click.Context,
    out: Out,
    who: str,
    owner: str | None,
    nobody: bool,
    reason: str,
    signed: str | None,
) -> int:
    """A colleague looks after a person, or after an account and its people.

    WHO is a person or an account, by name or id. An account's owner looks after all of its people
    who have no owner of their own.
    """
    from troth.acts.naming import label_of
    from troth.acts.note import Signed
    from troth.acts.opening import locate, opened
    from troth.acts.owning import own as act
    from troth.faces import owning

    if (owner is None) is not nobody:
        raise click.UsageError("Name a colleague, or say --nobody.")
    with opened(locate(ctx.obj)) as work:
        entry = act(work, who, owner, Signed(signed or signer(), now_us()), reason=reason)
        label = label_of(work, entry.target)
    out.write(owning.owned_text(entry, label, out.form))
    return 0


@click.command()
@click.argument("who", metavar="WHO")
@click.argument("words")
@click.option("--level", metavar="LEVEL", help="broken, task, responsibility, outcome or day.")
@click.option("--because", metavar="WHAT", default="", help="From what we suppose it.")
@click.option("--who", "signed", help="Who says so; otherwise the name of the user.")
@out_options("text", "json")
@click.pass_context
def suppose(
    ctx: click.Context,
    out: Out,
    who: str,
    words: str,
    level: str | None,
    because: str,
    signed: str | None,
) -> int:
    """What a person may be trying to do, as we suppose: kept as ours, never as her words."""
    from troth.acts.concerning import suppose as act
    from troth.acts.note import Signed
    from troth.acts.opening import locate, opened
    from troth.faces.wire import as_json, plain

    with opened(locate(ctx.obj)) as work:
        by = Signed(signed or signer(), now_us())
        entry = act(work, who, words, by, level=level, because=because)
    out.write(as_json(plain(entry)) if out.form == "json" else f"Kept as ours, n-{entry.id}.")
    return 0


@click.command()
@click.argument("who", metavar="WHO")
@click.argument("words")
@click.option("--how", default="visit", show_default=True, help="visit, interview, call, meeting.")
@click.option("--on", "on_us", type=Moment(begins=True), metavar="DAY", help="When; otherwise now.")
@click.option("--who", "signed", help="Who heard it; otherwise the name of the user.")
@out_options("text", "json")
@click.pass_context
def heard(
    ctx: click.Context,
    out: Out,
    who: str,
    words: str,
    how: str,
    on_us: int | None,
    signed: str | None,
) -> int:
    """What a person told one of us in person, in her own words."""
    from troth.acts.note import Signed
    from troth.acts.opening import locate, opened
    from troth.acts.visiting import hear
    from troth.faces.noted import noted

    with opened(locate(ctx.obj)) as work:
        entry = hear(work, who, words, Signed(signed or signer(), now_us()), how=how, on_us=on_us)
    back = f"troth people undo {entry.id}"
    out.write(noted(entry, "Kept, as her words.", back, out.form))
    return 0


@click.command()
@click.argument("who", metavar="WHO")
@click.argument("concern")
@click.argument("promise")
@click.option("--who", "signed", help="Who says so; otherwise the name of the user.")
@out_options("text", "json")
@click.pass_context
def serves(
    ctx: click.Context, out: Out, who: str, concern: str, promise: str, signed: str | None
) -> int:
    """A promise serves what a person wants, by the id that `troth person` shows (s-… or n-…)."""
    from troth.acts.concerning import serve as act
    from troth.acts.note import Signed
    from troth.acts.opening import locate, opened
    from troth.faces.wire import as_json, plain

    with opened(locate(ctx.obj)) as work:
        entry = act(work, who, concern, promise, Signed(signed or signer(), now_us()))
    out.write(as_json(plain(entry)) if out.form == "json" else "Kept.")
    return 0

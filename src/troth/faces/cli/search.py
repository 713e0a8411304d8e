"""Find people, promises and records by their words: a word, a beginning*, or "a phrase"."""

from __future__ import annotations

import click

from troth.faces.cli.options import Moment, Out, now_us, out_options


@click.command(
    help=f"""{__doc__}

Every word must be there. A person is found by name, address, telephone or customer number.
People come first, then promises, then records, the newest first."""
)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--in",
    "parts",
    multiple=True,
    metavar="PART",
    help="Only in people, promises, messages, documents, answers, reviews, incidents or changes;"
    " may be given several times.",
)
@click.option("--person", metavar="WHO", help="Only by, to or about this person.")
@click.option("--since", type=Moment(begins=True), help="Only from this day or moment on.")
@click.option("--until", type=Moment(), help="Only until this day or moment.")
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000),
    default=10,
    show_default=True,
    help="So many of each: people, promises, records.",
)
@out_options("text", "json", "csv")
@click.pass_context
def search(
    ctx: click.Context,
    out: Out,
    words: tuple[str, ...],
    parts: tuple[str, ...],
    person: str | None,
    since: int | None,
    until: int | None,
    limit: int,
) -> int:
    """Exit code 0, found or not."""
    from troth.acts.opening import locate, opened
    from troth.faces import wire
    from troth.faces.searching import search_csv, search_json, search_text
    from troth.views.opening import reading
    from troth.views.search import Narrowed
    from troth.views.search import search as view

    narrowed = Narrowed(frozenset(parts), person, since, until, limit)
    with (
        opened(locate(ctx.obj)) as work,
        reading(work.ledger, work.index, work.settings, now_us()) as read,
    ):
        page = view(read, " ".join(words), narrowed)
        if out.form == "json":
            out.write(wire.as_json(search_json(page)))
        elif out.form == "csv":
            out.write(search_csv(page))
            out.say(page.says)
        else:
            out.write(search_text(page, read.clock, out.color))
    return 0

"""Say what two versions promise, allow and ask differently: terms, prices, policies, folders."""

from __future__ import annotations

from datetime import date

import click

from troth.faces.cli.options import Out, out_options


def _day(_: click.Context, __: click.Parameter, given: str | None) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise click.BadParameter(f"“{given}” is no day. Write it so: 2026-03-31.") from None


@click.command(help=__doc__)
@click.argument("old")
@click.argument("new", required=False)
@click.option(
    "--name", "names", multiple=True, metavar="NAME", help="What the company calls itself."
)
@click.option("--document", metavar="NAME", help="Which document of a series.")
@click.option("--since", metavar="DAY", callback=_day, help="The version that stood on this day.")
@click.option("--until", metavar="DAY", callback=_day, help="The version that stood on this day.")
@click.option("--each", is_flag=True, help="Every version of a series against the one before.")
@click.option("--announced", metavar="DAY", callback=_day, help="When the new version was told of.")
@click.option("--sides", metavar="A,B", help="Not versions but sides: what A and B are told.")
@click.option("--limit", default=20, show_default=True, help="So many a document; 0 is all.")
@click.option("--exit-code", is_flag=True, help="Exit 1 where something changed.")
@out_options("text", "json", "csv")
def diff(
    out: Out,
    old: str,
    new: str | None,
    names: tuple[str, ...],
    document: str | None,
    since: date | None,
    until: date | None,
    each: bool,
    announced: date | None,
    sides: str | None,
    limit: int,
    exit_code: bool,
) -> int:
    """OLD and NEW are files, folders, or git revisions (REV:path); OLD alone is a series."""
    if sides is not None:
        return _sides(out, old, new, sides, names)
    from troth.acts.diff import diff as act
    from troth.faces import diffing

    found = act(
        old,
        new,
        names=names,
        document=document,
        since=since,
        until=until,
        each=each,
        known=announced,
    )
    if out.form == "text":
        out.write(diffing.diff_text(found, out.color, limit or None))
    elif out.form == "csv":
        out.write(diffing.diff_csv(found))
    else:
        from troth.faces.wire import as_json

        out.write(as_json(diffing.diff_rows(found)))
    return int(exit_code and any(one.found.differences for one in found.compared))


def _sides(out: Out, old: str, new: str | None, sides: str, names: tuple[str, ...]) -> int:
    from troth.acts.opposite import apart, opposite
    from troth.faces import opposing

    called = [one.strip() for one in sides.split(",")]
    if new is None or len(called) != 2:
        raise click.UsageError("Name two documents, and two sides: --sides riders,drivers.")
    found = opposite(old, new, (called[0], called[1]), names)
    less = apart(old, new, (called[0], called[1]))
    if out.form == "text":
        out.write(opposing.sides_text(found, out.color, less))
        return 0
    if out.form == "csv":
        out.write(opposing.sides_csv(found, less))
        return 0
    from troth.faces.wire import as_json

    out.write(as_json(opposing.sides_rows(found, less)))
    return 0

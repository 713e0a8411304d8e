"""Write one self-contained HTML file (or Markdown) with what there is to say, and plots."""

from __future__ import annotations

from pathlib import Path

import click

from troth.faces.cli.options import Moment, keep, mask_option, now_us, progress, tell


@click.command(help=__doc__)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write it; otherwise troth-report.html (or .md). “-” is standard output.",
)
@click.option("--format", "form", type=click.Choice(["html", "md"]), help="Otherwise as FILE ends.")
@click.option("--as-of", "as_of", type=Moment(), help="As if it were this day or moment.")
@mask_option
@click.option("-q", "--quiet", is_flag=True, help="Say only what was asked for.")
@click.pass_context
def report(
    ctx: click.Context,
    target: Path | None,
    form: str | None,
    as_of: int | None,
    mask: bool | None,
    quiet: bool,
) -> int:
    """The boss' copy: no server, no request to anywhere, prints well."""
    from troth.acts.look import look
    from troth.acts.opening import locate, opened
    from troth.acts.run import Asked
    from troth.acts.verify import verify
    from troth.faces.masks import choose
    from troth.faces.report import report_html, report_markdown, tested
    from troth.views.opening import reading

    choose(mask)
    markdown_wanted = form == "md" or (
        form is None and target is not None and target.suffix == ".md"
    )
    place = target or Path("troth-report.md" if markdown_wanted else "troth-report.html")
    asked = Asked(now_us(), as_of)
    with opened(locate(ctx.obj)) as work:
        with progress("Looking", quiet) as telling:
            run = look(work, asked, progress=telling)
        tests = tested(verify(work, now_us=asked.now_us, as_of_us=as_of))
        with reading(work.ledger, work.index, work.settings, asked.moment_us, run) as read:
            text = report_markdown(read, tests) if markdown_wanted else report_html(read, tests)
    if str(place) == "-":
        click.echo(text)
        return 0
    keep(place, text)
    if not quiet:
        tell(f"Written to {place}.")
    return 0

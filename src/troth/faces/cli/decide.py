"""Hold a proposal against the live promises: what it keeps, strains, breaks, for whom, at what cost."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from troth.errors import SourceError
from troth.faces.cli.options import Out, now_us, out_options
from troth.faces.signing import signer


def day(_: click.Context, __: click.Parameter, given: str | None) -> date | None:
    """A day as it is written on the command line."""
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise click.BadParameter(f"“{given}” is no day. Write it so: 2026-03-31.") from None


HEAD = """FILE is Markdown, text, HTML, Word or PDF. Its head may say title, owner, date, effect, review, notice,
told by, option, options, dissent, made whole, expects, forecast, facts and premortem. Exit code 1:
it breaks a promise; 2: it is not recorded, for it names no owner or no notice plan."""


@click.command(help=__doc__, epilog=HEAD)
@click.argument("file")
@click.option("--record", is_flag=True, help="Write it down as a decision.")
@click.option("--owner", metavar="NAME", help="Who answers for it.")
@click.option("--notice", metavar="WORDS", help="How those concerned are told.")
@click.option("--told-by", metavar="DAY", callback=day, help="By when they are told.")
@click.option("--effect", metavar="DAY", callback=day, help="From when it holds.")
@click.option("--review", metavar="DAY", callback=day, help="When it is looked at again.")
@click.option("--option", metavar="WORDS", help="Which option is chosen.")
@click.option("--who", help="Who says so; otherwise the name of the user.")
@out_options("text", "json")
@click.pass_context
def decide(
    ctx: click.Context, /, out: Out, file: str, record: bool, who: str | None, **given: Any
) -> int:
    """Weigh it, show it, and record it where that is asked for."""
    from troth.acts.decide import decide as act
    from troth.acts.decide import record as write
    from troth.acts.opening import locate, opened
    from troth.acts.proposal import read_proposal
    from troth.faces import deciding
    from troth.faces.proposing import asked, filled

    by = who or signer()
    proposal = filled(read_proposal(file, _bytes(file), who=by), given)
    with opened(locate(ctx.obj)) as work:
        found = act(work, proposal, now_us=now_us())
        made = None
        ask = not record and out.form == "text" and out.target is None and _somebody()
        if out.form == "text":
            out.write(deciding.assessment_text(found, out.color, storing=record))
        if ask and click.confirm("Record it as a decision?", default=False):
            record = True
            found = replace(found, proposal=asked(proposal, found.breaks))
        if record:
            found = act(work, found.proposal, now_us=now_us()) if ask else found
            made = write(work, found, who=by, now_us=now_us())
            out.say(f"Recorded as {made.id}.")
        if out.form == "json":
            out.write(deciding.assessment_json(found, made))
    return int(found.breaks)


def _somebody() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    path = Path(file)
    if not path.is_file():
        raise SourceError("There is no such file.", place=file, advice="“-” reads standard input.")
    return path.read_bytes()

"""Write one page to a person: what we promised, what we did, where we failed; is it so?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Moment, Out, now_us, out_options
from troth.faces.signing import signer

if TYPE_CHECKING:
    from troth.views.letter import Letter

FORMS = ("text", "html", "eml", "json")


def _asked(ctx: click.Context, told: Letter) -> None:
    """Note that she is asked; a letter about no promise asks nothing that could be known."""
    from troth.acts.note import Signed
    from troth.acts.opening import locate, opened
    from troth.acts.theirs import asked

    with opened(locate(ctx.obj)) as work:
        asked(work, told.id, [one.id for one in told.owed], told.mark, Signed(signer(), now_us()))


@click.command(help=__doc__)
@click.argument("who")
@click.option("--since", type=Moment(begins=True), help="Only promises made from this day.")
@out_options(*FORMS)
@click.pass_context
def letter(ctx: click.Context, out: Out, who: str, since: int | None) -> int:
    """As text, a page, or a draft for a mail program (--format eml). Nothing is sent.

    A draft, and a letter written to a file, is noted as asked: her answer is known by its mark.
    """
    from troth.acts.opening import locate, opened
    from troth.faces import lettering
    from troth.faces.web.lettering import letter_html
    from troth.faces.wire import as_json, plain
    from troth.views.letter import letter as view
    from troth.views.opening import reading
    from troth.views.who import the_person

    with (
        opened(locate(ctx.obj)) as work,
        reading(work.ledger, work.index, work.settings, now_us()) as read,
    ):
        id = the_person(read, who).id
        told = view(read, id, since)
        if told is None:
            raise click.UsageError("That person asked to be forgotten; nothing is held.")
        clock = read.clock
    if told is not None and (out.form == "eml" or out.target is not None):
        _asked(ctx, told)
    if out.form == "html":
        text = letter_html(told, clock)
    elif out.form == "json":
        text = as_json(plain(told))
    else:
        text = (lettering.letter_eml if out.form == "eml" else lettering.letter_text)(told)
    out.write(text, about=id)
    if told.unconfirmed:
        n = told.unconfirmed
        out.say(
            f"{n} promise{' is' if n == 1 else 's are'} left out, for nobody has confirmed "
            f"{'it' if n == 1 else 'them'} yet: troth promises triage."
        )
    return 0

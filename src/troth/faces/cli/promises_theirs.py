"""`troth promises theirs`: what customers believe we promised, beside what we said."""

from __future__ import annotations

import click

from troth.faces.cli.options import Out, now_us, out_options
from troth.faces.signing import signer


@click.command()
@click.option("--added", metavar="SAYING", help="Nobody here promised what these words say.")
@click.option("--no-promise", metavar="SAYING", help="These words tell of no promise.")
@click.option("--not", "no", nargs=2, metavar="PROMISE SAYING", help="They do not mean it.")
@click.option("--who", help="Who says so; otherwise the name of the user.")
@out_options("text", "json")
@click.pass_context
def theirs(
    ctx: click.Context,
    out: Out,
    added: str | None,
    no_promise: str | None,
    no: tuple[str, str] | None,
    who: str | None,
) -> int:
    """What customers believe we promised: unknown to them, added by them, stronger, not kept for them."""
    from troth.acts import theirs as acts
    from troth.acts.look import look
    from troth.acts.note import Signed
    from troth.acts.opening import locate, opened
    from troth.acts.run import Asked
    from troth.faces.theirs import views_json, views_text
    from troth.views.age import ages_text
    from troth.views.opening import reading
    from troth.views.two_views import two_views

    by = Signed(who or signer(), now_us())
    with opened(locate(ctx.obj)) as work:
        look(work, Asked(now_us()))
        if added:
            acts.added(work, [added], by)
        if no_promise:
            acts.misheard(work, [no_promise], by)
        if no:
            acts.unlink(work, [no[1]], no[0], by)
        with reading(work.ledger, work.index, work.settings, now_us()) as read:
            page = two_views(read)
            out.write(views_json(page) if out.form == "json" else views_text(page, out.color))
            out.say(ages_text(read))
    return 0


def ask_theirs(out: Out, folder: object, limit: int) -> int:
    """`promises triage --theirs`: which promise do these customers mean? Asks on a terminal."""
    from pathlib import Path

    from troth.acts.look import look
    from troth.acts.opening import locate, opened
    from troth.acts.run import Asked
    from troth.faces import theirs as face
    from troth.faces.dialogue import somebody_is_there
    from troth.views.asking import questions
    from troth.views.opening import reading

    home = locate(folder if isinstance(folder, Path) else None)
    with opened(home) as work:
        look(work, Asked(now_us()))
        with reading(work.ledger, work.index, work.settings, now_us()) as read:
            asked = questions(read, limit=limit)
        if out.form == "json":
            out.write(face.questions_json(asked))
        elif somebody_is_there():
            face.ask(work, asked.questions, signer(), now_us)
        else:
            out.write(face.questions_text(asked))
    return 0

"""Everything about one account: its people, both voices, promises, contracts, cases, what we do not know."""

from __future__ import annotations

import click

from troth.faces.cli.options import Out, now_us, out_options


@click.command(help=__doc__)
@click.argument("name")
@out_options("text", "json")
@click.pass_context
def account(ctx: click.Context, out: Out, name: str) -> int:
    """One account, by name or id."""
    from troth.acts.opening import locate, opened
    from troth.faces import wire
    from troth.faces.accounting import account_json, account_text
    from troth.views.account import account_page
    from troth.views.account_story import account_story
    from troth.views.age import ages_text, records_until
    from troth.views.doubts import account_named
    from troth.views.opening import reading

    with (
        opened(locate(ctx.obj)) as work,
        reading(work.ledger, work.index, work.settings, now_us()) as read,
    ):
        id = account_named(read, name)
        page, story = account_page(read, id), account_story(read, id)
        assert page is not None
        if out.form == "json":
            told = account_json(page, story) | {"records_until": records_until(read)}
            out.write(wire.as_json(told))
        else:
            out.write(account_text(page, story, read.clock, out.color))
            out.say(ages_text(read))
    return 0

"""Forget one person everywhere, or (--expired) records that are too old; with a receipt."""

from __future__ import annotations

import click

from troth.faces.cli.options import Out, now_us, out_options


@click.command(help=__doc__)
@click.argument("who", required=False)
@click.option(
    "--expired", is_flag=True, help="Drop what [retention] in troth.toml no longer keeps."
)
@click.option("--dry-run", is_flag=True, help="With --expired: say what would go.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@out_options("text", "json")
@click.pass_context
def forget(
    ctx: click.Context, out: Out, who: str | None, expired: bool, dry_run: bool, yes: bool
) -> int:
    """The one command that takes words away; it cannot be undone."""
    if (who is None) != expired:
        raise click.UsageError("Say WHO to forget, or --expired.")
    if dry_run and not expired:
        raise click.UsageError("--dry-run goes with --expired; forgetting a person asks first.")
    return _expired(ctx, out, dry_run, yes) if who is None else _person(ctx, out, who, yes)


def _person(ctx: click.Context, out: Out, who: str, yes: bool) -> int:
    from troth import config
    from troth.acts.forget import forget as act
    from troth.acts.opening import locate, opened
    from troth.faces.receipts import forgotten_text
    from troth.faces.wire import as_json, plain
    from troth.views.opening import reading
    from troth.views.who import the_person

    home = locate(ctx.obj)
    settings = config.load(home.root)
    with (
        opened(home, settings) as work,
        reading(work.ledger, work.index, settings, now_us()) as read,
    ):
        person = the_person(read, who)
    if not yes:
        click.confirm(
            f"Forget {person.label} for good? Their words and names go from every file; this "
            "cannot be undone",
            abort=True,
            err=True,
        )
    receipt = act(home, settings, person.id, now_us=now_us())
    out.write(as_json(plain(receipt)) if out.form == "json" else forgotten_text(receipt))
    return 0


def _expired(ctx: click.Context, out: Out, dry_run: bool, yes: bool) -> int:
    from troth import config
    from troth.acts.opening import locate
    from troth.acts.retention import retain
    from troth.errors import ConfigError
    from troth.faces.receipts import retained_text
    from troth.faces.wire import as_json, plain

    home = locate(ctx.obj)
    settings = config.load(home.root)
    if not settings.retention:
        raise ConfigError(
            "No length of time is set for any kind of record, so nothing is too old.",
            place="troth.toml",
            advice='Set one:  [retention]\nmessage = "3 years"',
        )
    receipt = retain(home, settings, now_us=now_us(), dry_run=True)
    if receipt.records and not dry_run:
        if not yes:
            question = f"Drop {receipt.records:,} records for good? This cannot be undone"
            click.confirm(question, abort=True, err=True)
        receipt = retain(home, settings, now_us=now_us())
    out.write(as_json(plain(receipt)) if out.form == "json" else retained_text(receipt))
    return 0

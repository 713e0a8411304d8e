"""Add again what troth.toml names: files, folders and patterns; nothing twice."""

from __future__ import annotations

import click

from troth.faces.cli.options import Out, out_options


@click.command(help=__doc__)
@click.option("--dry-run", is_flag=True, help="Read and tell, but keep nothing.")
@out_options("text", "json")
@click.pass_context
def sync(ctx: click.Context, out: Out, dry_run: bool) -> int:
    """The receipt of what was new; `sync = ["exports/*.csv", "docs"]` in troth.toml says what."""
    from troth import config
    from troth.acts.opening import locate
    from troth.acts.sync import named
    from troth.faces.cli.add import added

    home = locate(ctx.obj)
    found = named(home, config.load(home.root))
    for pattern in found.empty:
        out.say(f"“{pattern}” in troth.toml fits no file.")
    if not found.paths:
        return 2
    return added(home, out, [str(path) for path in found.paths], dry_run=dry_run)

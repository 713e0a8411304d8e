"""Make the example company, look through every lens, print what comes first, open the pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Out, now_us, out_options, progress
from troth.model.units import HOUR_US

if TYPE_CHECKING:
    from troth.acts.opening import Home

FOLDER = "troth-demo"
HOURS_OLD = 15
FIRST = 5


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(path_type=Path), default=FOLDER)
@click.option("--seed", type=int, help="Another made-up company.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port of the pages.")
@click.option("--open/--no-open", "open_", default=True, help="Open the browser, or do not.")
@click.option("--serve/--no-serve", "serve_", default=True, help="Serve the pages, or do not.")
@out_options("text", "json")
def demo(
    out: Out, folder: Path, seed: int | None, port: int | None, open_: bool, serve_: bool
) -> int:
    """A small courier marketplace, made up, with planted truths."""
    from troth.acts.demo import build, is_demo
    from troth.acts.opening import locate
    from troth.demo.make import SEED

    now = now_us()
    if is_demo(folder):
        out.say(f"The example company is in {folder} already; looking at it again.")
        home = locate(folder)
    else:
        until = now - HOURS_OLD * HOUR_US
        with progress("Making up a company", out.quiet) as report:
            built = build(folder, seed=seed or SEED, until_us=until, now_us=now, progress=report)
        home = built.home
        out.say(_made(built.receipt.total("new"), built.receipt.people_seen, folder))
    out.write(_today(home, out, now))
    if not serve_:
        out.say(f"More:  cd {folder}; troth today; troth verify; troth person WHO; troth serve")
        return 0
    from troth import config
    from troth.faces.browsing import announcing
    from troth.faces.web.serving import serve

    serve(home, config.load(home.root), port=port, ready=announcing(open_))
    return 0


def _made(records: int, people: int, folder: Path) -> str:
    return (
        f"Kestrel Couriers, an invented company, lies in {folder}: {records:,} records of "
        f"{people} people who do not exist."
    )


def _today(home: Home, out: Out, now: int) -> str:
    from troth.acts.look import look
    from troth.acts.opening import opened
    from troth.acts.run import Asked
    from troth.faces import terminal, wire
    from troth.faces.todaying import today_json
    from troth.views.opening import reading
    from troth.views.today import today

    with opened(home) as work:
        run = look(work, Asked(now))
        with reading(work.ledger, work.index, work.settings, now, run) as read:
            page = today(read, limit=10 if out.form == "json" else FIRST)
            if out.form == "json":
                return wire.as_json(today_json(page))
            return terminal.today_text(page, read.clock, out.color)

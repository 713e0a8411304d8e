"""Make a workspace here, and say which files lying here could be read."""

from __future__ import annotations

from pathlib import Path

import click

from troth.faces.cli.options import Out, out_options


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(path_type=Path), default=".")
@out_options("text", "json")
def init(out: Out, folder: Path) -> int:
    """A workspace in the folder, made where it is missing."""
    from troth.acts.init import init as act
    from troth.faces.terminal import table
    from troth.faces.wire import as_json

    started = act(folder)
    if out.form == "json":
        rows = [{"path": path, "source": source} for path, source in started.would_read]
        out.write(
            as_json({"workspace": str(started.home.root), "new": started.fresh, "would_read": rows})
        )
        return 0
    made = "A workspace stands in" if started.fresh else "There is a workspace already in"
    lines = [f"{made} {started.home.root}."]
    if started.would_read:
        lines += [
            "",
            "These files could be read:",
            table(started.would_read, 2),
            "",
            "  troth add .",
        ]
    else:
        lines += ["Give it records:  troth add FILE-OR-FOLDER"]
    out.say("\n".join(lines))
    return 0

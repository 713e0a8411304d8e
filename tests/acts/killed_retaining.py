"""A child that drops what is too old and is killed: `python killed_retaining.py ROOT AT`."""

from __future__ import annotations

import sys
from pathlib import Path

MOMENTS = ("rewriting", "rewritten", "begun", "published", "swept", "indexed", "compacting")


def arm(moment: str) -> None:
    """Sets the trap."""
    from tests.acts.killed_forgetting import after
    from troth.acts import blanking, finishing, retention

    if moment == "rewriting":
        blanking.Writer.write_table = after(blanking.Writer.write_table)  # type: ignore[method-assign]
    elif moment in ("rewritten", "begun", "published"):
        name = {"rewritten": "_rewrite", "begun": "begin", "published": "_publish"}[moment]
        setattr(retention, name, after(getattr(retention, name)))
    else:
        name = {"swept": "sweep", "indexed": "rebuild_index", "compacting": "compact"}[moment]
        setattr(finishing, name, after(getattr(finishing, name)))


def main(root: str, moment: str) -> None:
    """Drop it, and die on the way."""
    from tests.acts.test_retention import NOW
    from troth.acts.retention import retain
    from troth.config import load
    from troth.store.home import open_home

    arm(moment)
    home = open_home(Path(root))
    retain(home, load(home.root), now_us=NOW)


if __name__ == "__main__":
    main(*sys.argv[1:])

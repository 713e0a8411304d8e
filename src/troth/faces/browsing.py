"""Telling where the pages are, and opening them in the browser where there is one."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Callable

import click


def announcing(open_: bool) -> Callable[[str], None]:
    """What to do once the pages can be opened: say the address, open the browser if asked."""

    def ready(address: str) -> None:
        click.echo(
            f"\nThe pages are at  {address}\nOnly this machine can reach them. Ctrl-C ends.",
            err=True,
        )
        if open_ and _has_screen():
            webbrowser.open(address)

    return ready


def _has_screen() -> bool:
    """A browser is opened only where a person can see it; never a text browser in a pipe."""
    if sys.platform == "darwin" or os.name == "nt":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

"""Serve an editor: findings while one writes, over standard input and output.

An editor starts it; docs/editors.md has the lines for VS Code, Neovim, Helix and Emacs. Settings
are the nearest to each text, as for `troth check`. Nothing is stored and nothing leaves the machine.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from troth.errors import MissingExtraError
from troth.faces.cli.options import config_option, lens_option, preview_option, tell


@click.command(help=__doc__)
@lens_option("--select", "Only this lens; ALL is all of them.")
@lens_option("--extend-select", "This lens too.")
@lens_option("--ignore", "Not this lens.")
@preview_option
@config_option
@click.option("--stdio", is_flag=True, help="Over standard input and output; there is no other.")
def lsp(stdio: bool, **given: Any) -> int:
    """0 when the editor ended it, 1 when it went away without a word, 2 it could not be run."""
    from troth.acts.check_rules import Asked

    try:
        from troth.faces.editor.serving import serve
    except ModuleNotFoundError as fault:
        if (fault.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise MissingExtraError(
            "The language server is not installed.", advice='Install it:  pip install "troth[lsp]"'
        ) from None
    if sys.stdin.isatty():
        tell("An editor starts this and speaks with it; Ctrl-D ends it.")
    return serve(Asked(**given))

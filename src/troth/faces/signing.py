"""Whose name stands under an entry made from a terminal."""

from __future__ import annotations

import getpass


def signer() -> str:
    """The user's name on this machine; "someone" where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "someone"

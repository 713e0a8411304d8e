"""The ids under which people and accounts stand in the directory; they never change."""

from __future__ import annotations

from troth.model.identity import digest


def person_id(handle: str) -> str:
    """The id of the person first met under a handle."""
    return digest("p", "person", handle)


def split_id(handle: str, before: str) -> str:
    """The id of the person a handle is given to when it is taken away from somebody."""
    return digest("p", "split", handle, before)


def account_id(handle: str) -> str:
    """The id of the account behind a handle."""
    return digest("a", "account", handle)

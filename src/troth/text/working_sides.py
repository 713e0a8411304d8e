"""Whose mood may be read at all: those who are served, and nobody who works for us or through us.

Directive (EU) 2024/2831, article 7, bars a platform from processing the emotional or
psychological state of those who work through it. So a side is asked only where it is named among
those served; an unknown name is left out, and no setting lets a working side in.
"""

from __future__ import annotations

import re

from troth.errors import ConfigError
from troth.text.served import words

WORKING = (
    *("courier", "driver", "rider", "carrier", "worker", "employee", "staff", "freelanc"),
    *("contractor", "colleague", "agent", "crew", "cleaner", "carer", "nurse", "tutor", "teacher"),
    *("seller", "merchant", "vendor", "creator", "author", "host", "partner", "supplier", "tasker"),
    *("tradesperson", "technician", "fleet", "chauffeur", "picker", "messenger", "moderator"),
    *("annotator", "translator", "personnel", "team", "volunteer", "guide", "provider", "artist"),
    *("shopper", "dasher", "cook", "chef", "waiter", "handyman", "plumber", "babysitter", "sitter"),
    *("applicant", "candidate", "apprentice"),
)
"""Parts of names of sides that work; plain lower-case text, so that an engine can look for them."""
SERVED = words(
    "customer client consumer buyer purchaser user member subscriber passenger guest patient sender"
    " shipper recipient receiver student pupil parent tenant reader viewer listener diner visitor donor"
)


def works(side: str | None) -> bool:
    """Whether a side is called like one that works."""
    plain = (side or "").casefold()
    return any(part in plain for part in WORKING)


def served(side: str | None, more: frozenset[str] = frozenset()) -> bool:
    """Whether a side is one that is served: by a plain name, or by one of `more`."""
    plain = _plain(side or "")
    return not works(side) and (plain in SERVED or plain in more)


def also_served(setting: object) -> frozenset[str]:
    """Further sides that a setting names; raises ConfigError where one of them works."""
    named = [setting] if isinstance(setting, str) else setting
    if not isinstance(named, list | tuple) or not all(isinstance(one, str) for one in named):
        raise ConfigError(
            "“sides” is no list of names.", advice='Write it like this:  sides = ["shop"]'
        )
    for one in named:
        if works(one):
            raise ConfigError(
                f"“{one}” is a side that works for you or through you: how its people feel is not read.",
                advice="Take it out of “sides”. What they say outright is quoted by the lens `said-so`.",
            )
    return frozenset(_plain(one) for one in named)


def _plain(side: str) -> str:
    plain = " ".join(re.findall(r"[^\W_]+", side.casefold()))
    return plain if plain in SERVED else plain.removesuffix("s")

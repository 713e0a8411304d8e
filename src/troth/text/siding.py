"""Which side is a text written for: drivers, shops, couriers, or everybody?"""

from __future__ import annotations

import re
from collections.abc import Collection

from troth.patterns import later
from troth.text.noticed import singular
from troth.text.wording import either

_SIDES = either(
    "drivers?, passengers?, riders?, couriers?, carriers?, senders?, recipients?, shops?, merchants?, sellers?,"
    "buyers?, hosts?, guests?, tenants?, landlords?, patients?, doctors?, practices?, students?, teachers?, tutors?,"
    "developers?, publishers?, advertisers?, creators?, viewers?, listeners?, artists?, freelancers?, workers?,"
    "employers?, contractors?, partners?, fleet partners?, restaurants?, suppliers?, customers?, clients?, consumers?,"
    "members?, subscribers?, parents?, owners?, agents?, brokers?, investors?, borrowers?, lenders?, donors?, volunteers?"
)
_TITLE = (
    later(rf"\bfor (?:our |the |all )?(?P<side>{_SIDES})\b", re.I),
    later(
        rf"\b(?P<side>{_SIDES})[’']?s?[ _-]+(?:\w+[ _-]+)?(?:terms|agreement|conditions|contract|policy|t&cs|rules)\b", re.I
    ),
    later(rf"\b(?:terms|agreement|conditions|contract|policy|rules)[ _-]+(?P<side>{_SIDES})\b", re.I),
)  # fmt: skip
_NAME = later(rf"(?:^|[/ _-])(?P<side>{_SIDES})(?=[./ _-]|$)", re.I)
_MEANT = (
    later(
        rf"\b(?P<side>{_SIDES}) ?\((?:[^()]{{0,40}}\b)?[“\"'„]?you\b[^()]{{0,20}}\)", re.I
    ),
    later(rf"[“\"']you[”\"'][^.;]{{0,20}} (?:means?|refers to|is|are) (?:the |a |an |any |each )?(?P<side>{_SIDES})\b", re.I),
    later(rf"\b(?:you,? as (?:a|an|the)|you are (?:a|an|the)) (?P<side>{_SIDES})\b", re.I),
)  # fmt: skip
_HEAD = 20_000
"""A text says near its beginning whom it means by “you”."""


def side_of(title: str | None, path: str, text: str) -> str | None:
    """The side in the singular, by the title, by the name of the file, or by whom “you” means.

    None where the text is for everybody, or does not say.
    """
    for pattern in _TITLE:
        if title and (found := pattern.search(title)):
            return _one(found["side"])
    name = path.rsplit("/", 1)[-1]
    plain = re.sub(r"[_-]+", " ", name.rsplit(".", 1)[0])
    for pattern in (*_TITLE, _NAME):
        if found := pattern.search(plain):
            return _one(found["side"])
    for pattern in _MEANT:
        if found := pattern.search(text, 0, _HEAD):
            return _one(found["side"])
    return None


def _one(side: str) -> str:
    plain = " ".join(side.lower().split())
    return plain.removesuffix("s")


def is_for(side: str | None, people: Collection[str | None]) -> bool:
    """Whether a text for this side speaks to some of these people; one for all, or of no known side, does."""
    if side is None or None in people:
        return True
    return singular(side) in {singular(each) for each in people if each}

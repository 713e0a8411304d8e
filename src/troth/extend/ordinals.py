"""Keys for records that carry no number of their own: what they say, and which of its like one is.

Two equal steps of one case are two steps; only the order of the file tells them apart, so the
second is “…#2”. Equal records stand near each other in any export, so the last million suffice.
"""

from __future__ import annotations

KEPT_MOST = 500_000


class Ordinals:
    """Counts equal records of one file in bounded memory."""

    def __init__(self, most: int = KEPT_MOST) -> None:
        self._most = most
        self._new: dict[str, int] = {}
        self._old: dict[str, int] = {}

    def key(self, *parts: object) -> str:
        """These parts as one key, with “#2”, “#3” … for those that came before."""
        content = joined(*parts)
        count = self._new.get(content) or self._old.get(content, 0)
        if len(self._new) >= self._most:
            self._old, self._new = self._new, {}
        self._new[content] = count + 1
        return f"{content}#{count + 1}" if count else content


def joined(*parts: object) -> str:
    """Parts with colons between them, so that other parts never make the same text."""
    return ":".join("" if part is None else _escaped(str(part)) for part in parts)


def _escaped(part: str) -> str:
    if ":" in part or "\\" in part or "#" in part:
        return part.replace("\\", "\\\\").replace(":", "\\:").replace("#", "\\#")
    return part

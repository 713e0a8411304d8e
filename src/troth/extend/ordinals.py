"""Keys for records that carry no number of their own: what they say, and which of its like one is.

Two equal steps of one case are two steps; only the order of the file tells them apart, so the
second is “…#2”. Equal records stand near each other in any export, so the last million suffice.
"""

from __future__ import annotations

KEPT_MOST = 500_000
LINES_MOST = 1_000_000
"""Orders remembered at once; the lines of one order stand near each other."""


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


class Lines:
    """Numbers that several rows of a file bear: which of its lines each row is.

    A line that comes again unchanged is the same line, as where exports overlap.
    """

    def __init__(self, most: int = LINES_MOST) -> None:
        self._most = most
        self._lines: dict[str, dict[tuple[object, ...], int]] = {}

    def key(self, number: str | None, content: tuple[object, ...]) -> str | None:
        """The number itself, and with “#2”, “#3” … for its further lines; None where it has none."""
        if number is None:
            return None
        if len(self._lines) > self._most:
            self._lines.clear()
        lines = self._lines.setdefault(number, {})
        place = lines.setdefault(content, len(lines))
        return f"{number}#{place + 1}" if place else number


def joined(*parts: object) -> str:
    """Parts with colons between them, so that other parts never make the same text."""
    return ":".join("" if part is None else _escaped(str(part)) for part in parts)


def _escaped(part: str) -> str:
    if ":" in part or "\\" in part or "#" in part:
        return part.replace("\\", "\\\\").replace(":", "\\:").replace("#", "\\#")
    return part

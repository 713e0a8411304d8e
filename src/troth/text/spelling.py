"""Which known words somebody may have meant who misspelt one."""

from __future__ import annotations

from collections.abc import Iterable


def near(word: str, known: Iterable[tuple[str, int]], limit: int = 3) -> list[str]:
    """Words a slip or two away, the nearest first, and of those the most common (word, how often).

    One slip (a letter left out, put in, changed, or two swapped) in a short word, two from
    seven letters on.
    """
    most = 2 if len(word) >= 7 else 1
    close = []
    for other, often in known:
        if other != word and abs(len(other) - len(word)) <= most:
            away = slips(word, other, most)
            if away <= most:
                close.append((away, -often, other))
    return [other for _, _, other in sorted(close)[:limit]]


def slips(a: str, b: str, most: int) -> int:
    """How many slips lie between two words; `most` + 1 where it is more than that."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, sign in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(b, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != other))
            if i > 1 and j > 1 and sign == b[j - 2] and a[i - 2] == other:
                best = min(best, older[j - 2] + 1)
            row.append(best)
        if min(row) > most and min(before) > most:
            return most + 1
    return min(row[-1], most + 1)

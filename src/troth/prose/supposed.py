"""The ledger that an example of a prose lens supposes: a live promise a line.

A line may end in how it was kept: “We answer within a day (kept 11 of 20)”.
"""

from __future__ import annotations

from troth.model.document import Backing, BackingPromise
from troth.model.example import Example
from troth.patterns import later

_KEPT = later(r"^(?P<words>.+) \(kept (?P<kept>\d+) of (?P<n>\d+)\)$")


def supposed(example: Example) -> Backing | None:
    """The backing of an example, None where it supposes no workspace."""
    if not example.backing:
        return None
    return Backing(tuple(_promise(number, line) for number, line in enumerate(example.backing)))


def _promise(number: int, line: str) -> BackingPromise:
    told = _KEPT.match(line)
    if told is None:
        return BackingPromise(f"p-{number}", line, True, True, "open")
    from troth.stats.rates.proportions import wilson

    kept, n = int(told["kept"]), int(told["n"])
    share = wilson(kept, n)
    return BackingPromise(
        f"p-{number}", told["words"], True, True, "open", None, kept / n, share.low, share.high, n
    )

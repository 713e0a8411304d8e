"""What a run leaves for the page of a promise: how it came out by side and week."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from troth.ledger.measured import Measured, MeasuredSide, write_measured

if TYPE_CHECKING:
    from troth.acts.judging import Mark
    from troth.acts.opening import Workspace
    from troth.acts.verify import Verified


def leave_measured(work: Workspace, verified: Iterable[Verified]) -> None:
    """Write `.troth/measured.json`: counts only, of every promise that was tested."""
    found = {one.promise.id: _measured(one) for one in verified}
    write_measured(work.home.measured, found, work.home.tmp)


def _measured(one: Verified) -> Measured:
    set_by = one.tolerance
    return Measured(
        tuple(map(_side, one.sides)),
        set_by.share if set_by else None,
        set_by.says if set_by else None,
    )


def _side(mark: Mark) -> MeasuredSide:
    return MeasuredSide(
        mark.side,
        mark.status,
        mark.says,
        mark.kept,
        mark.broken,
        mark.waiting,
        mark.n,
        mark.rate,
        mark.low,
        mark.high,
        mark.method,
        mark.weeks,
        mark.consistency,
    )

"""Who a message of ours was written to, where the record itself does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from troth.acts.opening import Workspace


class Addressees:
    """Those addressed by the messages of one batch, read from the threads they stand in."""

    def __init__(self, work: Workspace, batch: Any) -> None:
        self._index = work.index
        columns = ("id", "system", "thread")
        cells = (batch[name].to_pylist() for name in columns)
        self._threads = {id: (system, thread) for id, system, thread in zip(*cells, strict=True)}

    def of(self, record: Mapping[str, Any]) -> str | None:
        """The one addressed, else the customer who wrote last before, else first after."""
        if record["about"]:
            return str(record["about"])
        if record["direction"] != "out":
            return None
        system, thread = self._threads[record["id"]]
        if thread is None:
            return None
        theirs = [
            (one.at_us > record["ts_us"], abs(one.at_us - record["ts_us"]), one.id, one.by)
            for one in self._index.thread(system, thread)
            if one.fields.get("direction") == "in" and one.by
        ]
        return min(theirs)[3] if theirs else None

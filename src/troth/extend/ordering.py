"""Whether the day or the month comes first in a column of dates, by the whole of it, or by asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from troth.extend.opened import Opened
from troth.extend.rowset import sets_of
from troth.model.reject import Question, Reject
from troth.text.moments import Order, order_of
from troth.text.objects import Broken
from troth.text.table import Shape


def order_in(opened: Opened, shape: Shape, name: str) -> Order:
    """What the whole column shows about the order of day and month."""
    whole = Order()
    for batch in sets_of(opened, shape):
        if not isinstance(batch, Broken):
            whole = whole.joined(order_of(batch.cells(name)))
    return whole


def open_order(opened: Opened, name: str, cells: Sequence[str], order: Order) -> Reject:
    """A file whose dates may be read two ways, with the line to write and the question to ask."""
    shown = next((cell for cell in cells if order_of([cell]).matters), cells[0])
    if order.day_first and order.month_first:
        says = f'Column "{name}" mixes dates with the day first and with the month first.'
    else:
        says = f'Column "{name}" holds dates like "{shown}", which may be day or month first.'
    reject = opened.reject(
        says,
        'The file was set aside. Say which comes first (or "month first", or a strptime format):\n'
        + opened.setting('dates = "day first"'),
        excerpt=shown,
    )
    return replace(reject, asks=Question("dates", name, shown[:60]))

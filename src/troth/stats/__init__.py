"""Numbers with their uncertainty: plain functions on arrays, frozen results.

Nothing here knows a customer or a table. Importing this page costs nothing: numpy and scipy come
with the first method that needs them. Each method lives in one file that says what question it
answers, its formula, what it assumes, what it cannot say, and where it comes from; the pages in
`docs/methods/` are made from those files.

    buying      who will buy again, how often, for how much
    survival    how long things last: subscriptions, repairs, waits
    effects     what a change did, for whom, and when it pays back
    rates       shares, scores, shrinkage, weights, evenness, budgets of failure
    agreement   do two readers see the same?
    forecasts   do stated chances come true?
    watching    alarms over many people and many looks
    words       what two groups speak of, and what was never heard
    prices      what people say they would pay
    journey     the steps of cases: loops, hand-offs, waits
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from troth.stats.rates.proportions import Difference as Difference
    from troth.stats.rates.proportions import Interval as Interval
    from troth.stats.rates.proportions import newcombe as newcombe
    from troth.stats.rates.proportions import wilson as wilson

_HOMES = {
    "rates.proportions": ("Difference", "Interval", "newcombe", "wilson"),
}
"""Where each name lives; read once, when the name is first asked for."""
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module “troth.stats” has no attribute “{name}”")
    value = getattr(import_module(f"troth.stats.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_HOME)

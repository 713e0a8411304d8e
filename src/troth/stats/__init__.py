"""Numbers with their uncertainty: plain functions on plain values, frozen results.

Nothing here knows a customer or a table. Proportions need only the standard library; gaps
take numpy and scipy when they are called, not when they are imported.
"""

from troth.stats.gaps import Shape, chance, correction, fit_shape, gaps_until, yearly_level
from troth.stats.proportions import Difference, Interval, newcombe, wilson

__all__ = [
    "Difference",
    "Interval",
    "Shape",
    "chance",
    "correction",
    "fit_shape",
    "gaps_until",
    "newcombe",
    "wilson",
    "yearly_level",
]

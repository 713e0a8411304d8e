"""The example company: an invented courier marketplace with planted truths and near misses.

`make` writes ordinary files from a seed up to a moment; what is planted in them, and what only
looks like it, is written down in `docs/demo-world.md` and given back as `World.plants`.
"""

from troth.demo.make import SEED, make
from troth.demo.world import Answered, Away, Merge, Plant, Pledge, World

__all__ = ["SEED", "Answered", "Away", "Merge", "Plant", "Pledge", "World", "make"]

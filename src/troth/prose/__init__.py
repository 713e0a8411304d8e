"""Reading documents: one automaton over all lenses, allowances, overlaps, a baseline."""

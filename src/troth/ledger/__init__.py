"""The ledger: what was read, who is who, what was said, promised, found, and done about it.

Only this room knows the database it lies in. Entries are never edited; a state is folded.
"""

"""The shelf of lenses over documents: one file a lens."""

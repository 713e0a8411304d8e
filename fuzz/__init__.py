"""Hostile files made by the million, family by family. Outside CI: `python -m fuzz --help`."""

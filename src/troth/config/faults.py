"""The faults of one settings file, kept until all of it has been seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from troth.errors import ConfigError
from troth.text.toml_lines import line_of

Path_ = tuple[str, ...]
"""Where a setting stands: ("files", "*.csv", "dates")."""


class Faults:
    """Checks values and remembers what is wrong with them, each with its line."""

    def __init__(self, text: str, place: str, under: Path_ = ()) -> None:
        self._text = text
        self._place = place
        self._under = under
        self._found: list[ConfigError] = []

    def add(self, at: Path_, says: str, advice: str = "") -> None:
        """One more fault."""
        line = line_of(self._text, (*self._under, *at))
        place = self._place if line is None else f"{self._place}:{line}"
        self._found.append(ConfigError(says, advice=advice, place=place))

    def lines(self, at: Path_) -> list[int]:
        """Where each table of a list begins: the lines of `[[allow]]`."""
        head = f"[[{'.'.join((*self._under, *at))}]]"
        lines = self._text.splitlines()
        return [number for number, line in enumerate(lines, 1) if line.strip().startswith(head)]

    def raise_all(self) -> None:
        """One error with every fault, where there is any."""
        if len(self._found) == 1:
            raise self._found[0]
        if self._found:
            says = f"{len(self._found)} settings have to be corrected."
            told = "\n".join(fault.text() for fault in self._found)
            raise ConfigError(says, place=self._place, advice=told)

    def unknown(self, found: Mapping[str, Any], known: Iterable[str], at: Path_) -> None:
        """A fault for every name that is no setting, with the nearest that is."""
        names = list(known)
        for name in found:
            if name in names:
                continue
            near = get_close_matches(name, names, n=1)
            where = f"[{'.'.join(at)}]" if at else "troth.toml"
            offer = f"Did you mean “{near[0]}”?" if near else f"It knows {', '.join(names)}."
            self.add((*at, name), f"There is no setting “{name}” in {where}.", offer)

    def string(self, value: Any, at: Path_) -> str | None:
        """A text that is not empty."""
        if isinstance(value, str) and value.strip():
            return value
        self.add(at, f"“{at[-1]}” has to be a text.", f'{at[-1]} = "…"')
        return None

    def strings(self, value: Any, at: Path_) -> tuple[str, ...]:
        """A list of texts."""
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self.add(at, f"“{at[-1]}” has to be a list of texts.", f'{at[-1]} = ["…", "…"]')
        return ()

    def flag(self, value: Any, at: Path_) -> bool:
        """True or false."""
        if isinstance(value, bool):
            return value
        self.add(at, f"“{at[-1]}” is true or false.", f"{at[-1]} = true")
        return False

    def choice(self, value: Any, at: Path_, choices: Iterable[str]) -> str | None:
        """One of some words."""
        known = sorted(choices)
        if value in known:
            return str(value)
        near = get_close_matches(str(value), known, n=1)
        offer = f"Did you mean “{near[0]}”?" if near else f"It is one of {', '.join(known)}."
        self.add(at, f"“{at[-1]}” cannot be “{value}”.", offer)
        return None

    def table(
        self, value: Any, at: Path_, known: Mapping[str, Callable[[Any, Path_], Any]]
    ) -> dict[str, Any]:
        """A table of known settings, each read by its own function."""
        if not self.is_table(value, at):
            return {}
        self.unknown(value, known, at)
        return {
            name: known[name](held, (*at, name)) for name, held in value.items() if name in known
        }

    def is_table(self, value: Any, at: Path_) -> bool:
        """Whether this is a table; a fault where it is not."""
        if isinstance(value, dict):
            return True
        self.add(at, f"“{'.'.join(at)}” has to be a table.", f"[{'.'.join(at)}]")
        return False

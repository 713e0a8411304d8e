"""Every way a person may be named in a text, so that each of them can be taken out.

Her identifiers and her full name, in any case, order and spelling, are taken out everywhere.
A single word of her name is taken out everywhere where nobody else bears it and it is no word
people use anyway; else only in the conversations she took part in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

REPLACED = "[forgotten]"
LONG_ENOUGH = 3
"""Letters a word of a name needs to be looked for by itself."""
TELLING = 5
"""Signs a customer number needs to be looked for outside her own records."""
_PHONE_TAIL = 7
_BETWEEN = r"[\s._,+'’/-]*"
_SIGNS = r"[\s./()-]*"


@dataclass(frozen=True)
class Traces:
    """Patterns for what is looked for everywhere, and for what only near her."""

    everywhere: tuple[str, ...]
    near: tuple[str, ...]

    @cached_property
    def pattern(self) -> str:
        """All that is looked for everywhere, in the plain syntax that Arrow understands too."""
        return "|".join(self.everywhere)

    @cached_property
    def _everywhere(self) -> re.Pattern[str]:
        return re.compile(self.pattern or "(?!)", re.IGNORECASE)

    @cached_property
    def _near(self) -> re.Pattern[str]:
        return re.compile("|".join((*self.everywhere, *self.near)) or "(?!)", re.IGNORECASE)

    def clean(self, text: str, *, near: bool = False) -> str:
        """The text with each trace replaced; with `near` also single words of her name."""
        return (self._near if near else self._everywhere).sub(REPLACED, text)

    def found(self, text: str, *, near: bool = False) -> bool:
        """Whether there is a trace in the text."""
        return (self._near if near else self._everywhere).search(text) is not None


def traces_of(
    names: Iterable[str],
    identifiers: Iterable[tuple[str, str]],
    handles: Iterable[str],
    shared: Callable[[str], bool],
) -> Traces:
    """The traces of a person with these names, (scheme, value) identifiers and handles.

    `shared` says of a single word whether others bear it or use it.
    """
    everywhere = [re.escape(handle) for handle in handles]
    near: list[str] = []
    words: dict[str, str] = {}
    for name in names:
        parts = [part for part in re.split(r"[\s,]+", name.strip()) if part]
        everywhere += _full_names(parts)
        words |= {part.casefold(): part for part in parts if len(part) >= LONG_ENOUGH}
    for part in words.values():
        (near if shared(part) else everywhere).extend(_word(part))
    for scheme, value in identifiers:
        whole, bare = _identifier(scheme, value)
        everywhere += whole
        near += bare
    longest_first = {"key": len, "reverse": True}
    return Traces(
        tuple(sorted(dict.fromkeys(everywhere), **longest_first)),  # type: ignore[call-overload]
        tuple(sorted(dict.fromkeys(near), **longest_first)),  # type: ignore[call-overload]
    )


def _full_names(parts: list[str]) -> list[str]:
    """The name with its words in any order, however they are joined."""
    if len(parts) == 1 or len(parts) > 4:
        orders = [tuple(parts)] if len("".join(parts)) >= LONG_ENOUGH and len(parts) > 1 else []
    else:
        orders = list(permutations(parts))
    return [
        form
        for order in orders
        for spelt in _spellings(order)
        for form in [r"\b" + _BETWEEN.join(spelt) + r"\b"]
    ]


def _word(part: str) -> list[str]:
    return [rf"\b{form}(?:['’]?s)?\b" for (form,) in _spellings((part,))]


def _spellings(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """As letters with their marks in one sign, in two, and without the marks."""
    composed = tuple(unicodedata.normalize("NFC", part) for part in parts)
    parted = tuple(unicodedata.normalize("NFD", part) for part in parts)
    plain = tuple("".join(c for c in part if not unicodedata.combining(c)) for part in parted)
    return [
        tuple(re.escape(part) for part in form)
        for form in dict.fromkeys((composed, parted, plain))
    ]


def _identifier(scheme: str, value: str) -> tuple[list[str], list[str]]:
    """What to look for everywhere, and what only near her, for one identifier."""
    if scheme == "email" or "@" in value.strip("@"):
        local, _, domain = value.rpartition("@")
        joined = rf"{re.escape(local)}(?:@|%40|\(at\)|\s+at\s+){re.escape(domain)}"
        return [joined], [rf"\b{re.escape(local)}\b"] if len(local) >= LONG_ENOUGH else []
    digits = re.sub(r"\D", "", value)
    if scheme == "phone" and len(digits) >= _PHONE_TAIL:
        tail = _SIGNS.join(digits[-_PHONE_TAIL:])
        return [rf"[+(]?(?:\d{_SIGNS}){{0,9}}{tail}\b"], []
    bare = value.partition(":")[2] if scheme == "id" else value
    whole = [rf"\b{re.escape(value)}\b"] if bare != value else []
    if not bare:
        return whole, []
    alone = rf"(?:\b|@){re.escape(bare)}\b"
    return ([*whole, alone], []) if len(bare) >= TELLING else (whole, [alone])

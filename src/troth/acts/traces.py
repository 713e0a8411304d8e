"""Every way a person may be named in a text, so that each of them can be taken out.

Her identifiers and her full name, in any case, order and spelling, are taken out everywhere.
A single word of her name is taken out everywhere where nobody else bears it and it is no word
people use anyway; else only in the conversations she took part in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

REPLACED = "[forgotten]"
LONG_ENOUGH = 3
"""Letters a word of a name needs to be looked for by itself."""
TELLING = 5
"""Signs a customer number needs to be looked for outside her own records."""
PHONE_TAIL = 7
"""Last digits by which a number is known, with or without its country."""
MOST_ORDERS = 4
_BETWEEN = r"[\s._,+'’/-]*"
_SIGNS = r"[\s./()-]*"
_LEFT, _RIGHT = r"(?<![^\W_])", r"(?![^\W_])"
_LEFT_OF_ADDRESS = r"(?<![\w.+-])"


@dataclass(frozen=True, slots=True)
class Trace:
    """One form of a name: plain, as any engine understands it, and with what may stand beside."""

    form: str
    left: str = _LEFT
    right: str = _RIGHT

    @property
    def strict(self) -> str:
        """As a pattern that finds it as a whole, never inside a longer word."""
        return f"{self.left}(?:{self.form}){self.right}"


@dataclass(frozen=True)
class Traces:
    """What is looked for everywhere, and what only near her."""

    everywhere: tuple[Trace, ...]
    near: tuple[Trace, ...]

    @cached_property
    def loose(self) -> str:
        """Finds at least whatever `clean` would replace everywhere, and is quick on columns."""
        return "|".join(trace.form for trace in self.everywhere) or "[^\\s\\S]"

    @cached_property
    def _everywhere(self) -> re.Pattern[str]:
        return _compiled(self.everywhere)

    @cached_property
    def _near(self) -> re.Pattern[str]:
        return _compiled((*self.everywhere, *self.near))

    def clean(self, text: str, *, near: bool = False) -> str:
        """The text with each trace replaced; with `near` also single words of her name."""
        return (self._near if near else self._everywhere).sub(REPLACED, text)

    def among(self, words: Sequence[str]) -> bool:
        """Whether one of many words is by itself a trace that is replaced everywhere."""
        import pyarrow as pa
        import pyarrow.compute as pc

        column = pa.array(words, pa.string())
        loose = column.filter(pc.match_substring_regex(column, self.loose, ignore_case=True))
        return any(self.clean(word) != word for word in loose.to_pylist())


def _compiled(traces: Iterable[Trace]) -> re.Pattern[str]:
    return re.compile("|".join(trace.strict for trace in traces) or "(?!)", re.IGNORECASE)


def traces_of(
    names: Iterable[str],
    identifiers: Iterable[tuple[str, str]],
    handles: Iterable[str],
    shared: Callable[[str], bool],
) -> Traces:
    """The traces of a person with these names, (scheme, value) identifiers and handles.

    `shared` says of a single word whether others bear it or use it.
    """
    called: list[Trace] = []
    known = [Trace(re.escape(handle)) for handle in handles]
    near: list[Trace] = []
    words: dict[str, str] = {}
    for name in names:
        parts = [part for part in re.split(r"[\s,]+", name.strip()) if part]
        called += _full_names(parts)
        words |= {part.casefold(): part for part in parts if len(part) >= LONG_ENOUGH}
    for part in words.values():
        found = [Trace(form) for (form,) in _spellings((part,))]
        (near if shared(part) else called).extend(found)
    for scheme, value in identifiers:
        whole, bare = _identifier(scheme, value)
        known += whole
        near += bare
    return Traces((*_longest_first(known), *_longest_first(called)), _longest_first(near))


def _longest_first(traces: Iterable[Trace]) -> tuple[Trace, ...]:
    return tuple(sorted(dict.fromkeys(traces), key=lambda one: (-len(one.form), one.form)))


def _full_names(parts: list[str]) -> list[Trace]:
    """The name with its words in any order, however they are joined."""
    if len(parts) < 2:
        return []
    orders = permutations(parts) if len(parts) <= MOST_ORDERS else [tuple(parts)]
    return [Trace(_BETWEEN.join(spelt)) for order in orders for spelt in _spellings(tuple(order))]


def _spellings(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """As it was written, with marks in one sign with their letters, in two, and without them."""
    composed = tuple(unicodedata.normalize("NFC", part) for part in parts)
    parted = tuple(unicodedata.normalize("NFD", part) for part in parts)
    plain = tuple("".join(c for c in part if not unicodedata.combining(c)) for part in parted)
    forms = dict.fromkeys((parts, composed, parted, plain))
    return [tuple(re.escape(part) for part in form) for form in forms]


def _identifier(scheme: str, value: str) -> tuple[list[Trace], list[Trace]]:
    """What to look for everywhere, and what only near her, for one identifier."""
    if "@" in value.strip("@"):
        local, _, domain = value.rpartition("@")
        address = rf"{re.escape(local)}\s*(?:@|%40|[(\[]at[)\]]|\bat\b)\s*{re.escape(domain)}"
        alone = [Trace(re.escape(local))] if len(local) >= LONG_ENOUGH else []
        return [Trace(address, _LEFT_OF_ADDRESS, r"(?![\w-])")], alone
    digits = re.sub(r"\D", "", value)
    if scheme == "phone" and len(digits) >= PHONE_TAIL:
        tail = _SIGNS.join(digits[-PHONE_TAIL:])
        return [Trace(rf"[+(]?(?:\d{_SIGNS}){{0,9}}{tail}", "", r"(?!\d)")], []
    bare = value.partition(":")[2] if scheme == "id" else value
    whole = [Trace(re.escape(value))] if bare != value else []
    alone = [Trace(re.escape(bare))] if bare else []
    return (whole + alone, []) if len(bare) >= TELLING else (whole, alone)

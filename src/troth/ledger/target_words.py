"""The words of a target, one after the other, each with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NoReturn, TypeAlias, TypeVar

from troth.errors import TrothError

Kind: TypeAlias = Literal["word", "number", "sign", "quoted"]
Fault = TypeVar("Fault", bound=TrothError)

PAGE = "docs/writing-a-target.md"
LONGEST = 2000
"""More letters than this are no target."""
SIGNS = {"≤": "<=", "≥": ">=", "≠": "!=", "==": "="}
_CLOSES = {'"': '"', "'": "'", "“": "”", "„": "“”"}
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")
_SIGN = re.compile(r"<=|>=|!=|==|[≤≥≠=(),%]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, number, sign or quoted value, and its place from 1 on."""

    kind: Kind
    text: str
    at: int

    @property
    def plain(self) -> str:
        """As names are compared."""
        return self.text.lower()

    def marked(self, fault: Fault) -> Fault:
        """A fault with the place of this word."""
        fault.place = f"character {self.at}"
        fault.args = (fault.text(),)
        return fault


class Reader:
    """Takes a target's words one by one, and says what was wanted where another one stands."""

    def __init__(self, text: str, what: str = "target", page: str = PAGE) -> None:
        self.text = text if len(text) <= LONGEST else f"{text[:60]}…"
        self._page = page
        self._words = _words(self.text, text, what)
        self._at = 0

    @property
    def peek(self) -> Word | None:
        """The word that comes next."""
        return self._words[self._at] if self._at < len(self._words) else None

    @property
    def at_end(self) -> bool:
        """Whether nothing is left."""
        return self.peek is None

    def next_is(self, *texts: str) -> bool:
        """Whether the next word is one of these words or signs."""
        word = self.peek
        return word is not None and word.kind in ("word", "sign") and word.plain in texts

    def take(self, text: str) -> bool:
        """Step over this word if it comes next."""
        if not self.next_is(text):
            return False
        self._at += 1
        return True

    def need(self, text: str, wanted: str) -> None:
        """Step over this word, which has to come next."""
        if not self.take(text):
            self.fail(wanted)

    def sign(self, *signs: str, or_else: str = "") -> str:
        """One of these signs."""
        if not self.next_is(*signs):
            self.fail(" or ".join([*signs, *filter(None, [or_else])]))
        return self._step().text

    def word(self, wanted: str) -> Word:
        """A word without quotation marks."""
        return self._of("word", wanted)

    def number(self, wanted: str) -> Word:
        """A number of at least 0."""
        return self._of("number", wanted)

    def quoted(self, wanted: str) -> Word:
        """A value in quotation marks."""
        return self._of("quoted", wanted)

    def percentage(self) -> Word | None:
        """A number with a per cent sign; None where the next is something else."""
        ahead = self._words[self._at : self._at + 2]
        if [word.kind for word in ahead] != ["number", "sign"] or ahead[1].text != "%":
            return None
        self._at += 2
        return ahead[0]

    def fail(self, wanted: str) -> NoReturn:
        """Say what should stand here."""
        found = self.peek
        told = f"not “{found.text}”" if found else "but it ends"
        raise TrothError(
            f"“{self.text}” cannot be read: here comes {wanted}, {told}.",
            advice=f"How it is written stands in {self._page}.",
            place=self.place(found),
        )

    def place(self, word: Word | None) -> str:
        """Where a word stands; the end for none."""
        return f"character {word.at if word else len(self.text) + 1}"

    def at(self, word: Word, fault: Fault) -> Fault:
        """A fault with the place of a word."""
        return word.marked(fault)

    def _of(self, kind: Kind, wanted: str) -> Word:
        word = self.peek
        if word is None or word.kind != kind:
            self.fail(wanted)
        return self._step()

    def _step(self) -> Word:
        self._at += 1
        return self._words[self._at - 1]


def _words(shown: str, text: str, what: str) -> tuple[Word, ...]:
    if shown != text:
        raise TrothError(
            f"“{shown}” is no {what}: it has {len(text)} letters.",
            advice=f"A {what} is one line of at most {LONGEST}.",
        )
    found: list[Word] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        word, at = _word(text, at, what)
        found.append(word)
    return tuple(found)


def _word(text: str, at: int, what: str) -> tuple[Word, int]:
    if text[at] in _CLOSES:
        return _quoted(text, at, what)
    forms: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("word", _WORD),
        ("number", _NUMBER),
        ("sign", _SIGN),
    )
    for kind, form in forms:
        if found := form.match(text, at):
            said = SIGNS.get(found[0], found[0])
            return Word(kind, said, at + 1), found.end()
    raise TrothError(
        f"“{text}” is no {what}: “{text[at]}” has no meaning here.",
        advice='Values stand in quotation marks:  where side = "courier"',
        place=f"character {at + 1}",
    )


def _quoted(text: str, start: int, what: str) -> tuple[Word, int]:
    """A value up to its closing mark; a backslash keeps the sign after it."""
    closes, value, at = _CLOSES[text[start]], [], start + 1
    while at < len(text) and text[at] not in closes:
        if text[at] == "\\" and at + 1 < len(text):
            at += 1
        value.append(text[at])
        at += 1
    if at >= len(text):
        raise TrothError(
            f"“{text}” is no {what}: a quotation mark is opened and not closed.",
            advice="Close it after the value.",
            place=f"character {start + 1}",
        )
    return Word("quoted", "".join(value), start + 1), at + 1

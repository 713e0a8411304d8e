"""The plain part of YAML: lists and mappings by indentation, and scalars; every scalar is text.

Read are block sequences and mappings, plain and quoted scalars, `|` and `>` blocks, and lists of
scalars in brackets. Anchors, aliases, tags, merge keys, braces and several documents are refused
with the line they stand in: what is not understood is never guessed at. Nothing is ever built but
lists, mappings and text, and a scalar is what is written: `no` is "no", 2026-03-02 is no date yet.
"""

from __future__ import annotations

import re
from typing import Any

from troth.patterns import later

DEEPEST = 20
QUOTED_MOST = 500
"""Lines that one quoted text may go over."""
Value = Any
"""Text, a list of values, or a mapping from text to values."""

_KEY = later(
    r"(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'|([^\s\"'#&*!|>%@`\[\]{},?:-][^:#\n]{0,120}?))"
    r"\s*:(?:\s+(.*)|)$"
)
_BLOCK = later(r"([|>])([+-]?)\s*(?:#.*)?")
_ITEM = later(r"\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'|([^,\"'\[\]{}&*!]*?))\s*(?:,|$)")
_ESCAPE = later(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|(.))", re.S)
_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    '"': '"',
    "\\": "\\",
    "/": "/",
    " ": " ",
    "0": "\0",
    "\n": "",
}
_NOTHING = frozenset(("~", "null", "Null", "NULL"))


class YamlFaultError(ValueError):
    """What cannot be read, and the line it stands in, from 1."""

    def __init__(self, line: int, says: str) -> None:
        super().__init__(f"line {line}: {says}")
        self.line = line
        self.says = says


class Mapping(dict[str, Value]):
    """A mapping that remembers the line it begins in."""

    line = 0


def read_yaml(text: str) -> Value:
    """The one value of a text; YamlFaultError where a part of it is not of the plain kind."""
    return _Reader(text.removeprefix("\ufeff").splitlines()).whole()


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0
        self._depth = 0

    def whole(self) -> Value:
        """All of it."""
        if self._peek() and self._lines[self._at].rstrip() == "---":
            self._at += 1
        value = self._block() if self._peek() else ""
        if self._peek() and self._lines[self._at].rstrip() != "...":
            self._refuse("stands outside the list, or opens a second document")
        return value

    def _refuse(self, says: str, at: int | None = None) -> None:
        raise YamlFaultError((self._at if at is None else at) + 1, says)

    def _peek(self) -> bool:
        """Move to the next line that is neither blank nor a comment; whether there is one."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            plain = line.lstrip(" ")
            if plain.startswith("\t"):
                self._refuse("is indented with a tab")
            if plain.strip() and not plain.startswith("#"):
                return True
            self._at += 1
        return False

    def _here(self) -> tuple[int, str]:
        line = self._lines[self._at].rstrip()
        plain = line.lstrip(" ")
        return len(line) - len(plain), plain

    def _block(self) -> Value:
        self._depth += 1
        if self._depth > DEEPEST:
            self._refuse(f"is nested more than {DEEPEST} deep")
        indent, plain = self._here()
        if plain == "-" or plain.startswith("- "):
            value: Value = self._sequence(indent)
        elif _KEY.match(plain):
            value = self._mapping(indent)
        else:
            self._at += 1
            value = self._scalar(plain, indent - 1)
        self._depth -= 1
        return value

    def _sequence(self, indent: int) -> list[Value]:
        items: list[Value] = []
        while self._peek():
            here, plain = self._here()
            if here != indent or not (plain == "-" or plain.startswith("- ")):
                break
            rest = plain[1:].lstrip(" ")
            if rest and not rest.startswith("#"):
                self._lines[self._at] = " " * (indent + len(plain) - len(rest)) + rest
                items.append(self._item(rest, indent))
                continue
            self._at += 1
            items.append(self._block() if self._deeper(indent) else "")
        self._closed(indent)
        return items

    def _item(self, rest: str, indent: int) -> Value:
        if rest == "-" or rest.startswith("- ") or _KEY.match(rest):
            return self._block()
        self._at += 1
        return self._scalar(rest, indent)

    def _mapping(self, indent: int) -> Mapping:
        found = Mapping()
        found.line = self._at + 1
        while self._peek():
            here, plain = self._here()
            pair = _KEY.match(plain) if here == indent else None
            if pair is None:
                break
            key = _unquoted(pair, self._at)
            if key == "<<":
                self._refuse("merges another mapping, which is not read")
            if key in found:
                self._refuse(f"names “{key}” a second time")
            self._at += 1
            rest = pair[4] or ""
            if rest and not rest.startswith("#"):
                found[key] = self._scalar(rest, indent)
            else:
                found[key] = self._block() if self._deeper(indent, or_list=True) else ""
        self._closed(indent)
        return found

    def _deeper(self, indent: int, *, or_list: bool = False) -> bool:
        if not self._peek():
            return False
        here, plain = self._here()
        listed = plain == "-" or plain.startswith("- ")
        return here > indent or (or_list and here == indent and listed)

    def _closed(self, indent: int) -> None:
        """After a list or mapping nothing may stand that is indented further."""
        if self._peek() and self._here()[0] > indent:
            self._refuse("is neither an item nor a “name: value” at this place")

    def _scalar(self, text: str, indent: int) -> Value:
        first = text[0]
        if first in "|>":
            return self._lines_of(text, indent)
        if first in "\"'":
            return self._quoted(text, first)
        if first == "[":
            return self._listed(text)
        if re.match(r"[-?:](?:\s|$)", text):
            self._refuse("begins a list, a key or a value where a text belongs", self._at - 1)
        if first in "&*!%@`{" and text != "{}":
            self._refuse("uses anchors, aliases, tags or braces, which are not read", self._at - 1)
        parts = [_uncommented(text)]
        while self._peek_raw(indent):
            _, plain = self._here()
            parts.append(_uncommented(plain))
            self._at += 1
        whole = " ".join(part for part in parts if part)
        if re.search(r":(?:\s|$)", whole):
            self._refuse("has a colon in a text without quotes", self._at - 1)
        return "" if whole in _NOTHING or whole == "{}" else whole

    def _peek_raw(self, indent: int) -> bool:
        """Whether a scalar goes on in the next line: one indented further, and no comment."""
        if not self._peek():
            return False
        here, plain = self._here()
        return here > indent and not (here == 0 and plain in ("---", "..."))

    def _lines_of(self, text: str, indent: int) -> str:
        header = _BLOCK.fullmatch(text)
        if header is None:
            self._refuse("opens a block in a way that is not read", self._at - 1)
            return ""
        lines: list[str] = []
        deep: int | None = None
        while self._at < len(self._lines):
            line = self._lines[self._at].rstrip()
            here = len(line) - len(line.lstrip(" "))
            if line and here <= indent:
                break
            if line and deep is None:
                deep = here
            lines.append(line[deep or 0 :] if line else "")
            self._at += 1
        whole = "\n".join(lines).strip("\n")
        return whole if header[1] == "|" else re.sub(r"(?<!\n)\n(?!\n)", " ", whole)

    def _quoted(self, text: str, mark: str) -> str:
        start = self._at - 1
        whole = r"\"((?:[^\"\\]|\\.)*)\"" if mark == '"' else r"'((?:[^']|'')*)'"
        shape = re.compile(whole + r"\s*(?:#.*)?", re.S)
        pieces = [text]
        found: re.Match[str] | None = None
        while found is None:
            found = shape.fullmatch("\n".join(pieces)) if mark in pieces[-1] else None
            if found is None:
                if self._at >= len(self._lines) or len(pieces) >= QUOTED_MOST:
                    self._refuse("opens a quote that is not closed, or has text after it", start)
                pieces.append(self._lines[self._at].strip())
                self._at += 1
        if mark == "'":
            return found[1].replace("''", "'").replace("\n", " ")
        return _unescaped(re.sub(r"(?<!\\)\n", " ", found[1]), start)

    def _listed(self, text: str) -> list[Value]:
        inner = re.fullmatch(r"\[(.*)\]\s*(?:#.*)?", text)
        if inner is None:
            self._refuse("opens a bracket that is not closed in its line", self._at - 1)
            return []
        items: list[Value] = []
        at = 0
        while at < len(inner[1]):
            found = _ITEM.match(inner[1], at)
            if found is None or found.end() == at:
                self._refuse("nests more than words in brackets, which is not read", self._at - 1)
                return []
            items.append(_unquoted(found, self._at - 1))
            at = found.end()
        return items


def _unquoted(found: re.Match[str], at: int) -> str:
    if found[1] is not None:
        return _unescaped(found[1], at)
    return found[2].replace("''", "'") if found[2] is not None else found[3].strip()


def _uncommented(text: str) -> str:
    return re.split(r"\s#", text, maxsplit=1)[0].strip()


def _unescaped(text: str, at: int) -> str:
    def sign(found: re.Match[str]) -> str:
        if code := found[1] or found[2]:
            return chr(int(code, 16))
        if found[3] not in _ESCAPES:
            raise YamlFaultError(at + 1, f"holds “\\{found[3]}”, which is no escape that is read")
        return _ESCAPES[found[3]]

    return _ESCAPE.sub(sign, text)

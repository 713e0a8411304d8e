"""A checker: made ready once, it reads any number of documents, from disk or from memory.

The command line, the Check page and an editor's server use the same one: a path and its bytes
go in, what was found comes out. Nothing is written but the cache, where there is one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from troth.acts.check_rules import Asked, Chosen, Nearest, Rules, chosen, proven
from troth.acts.examined import Examined
from troth.errors import StoreError
from troth.model.reject import Reject
from troth.prose.allowing import Stated

if TYPE_CHECKING:
    from troth.acts.check_cache import Cache, Key
    from troth.model.document import Backing, Document
    from troth.prose.engine import Reader
    from troth.prose.lens import Lens
    from troth.registry import Extension

CLAIMS = "unbacked-claim"


class Checker:
    """Reads documents through the lenses that their settings choose.

    `root` is the workspace whose last run backs claims; `backing` stands in for it.
    """

    def __init__(
        self,
        asked: Asked | None = None,
        nearest: Nearest | None = None,
        root: Path | None = None,
        backing: Backing | None = None,
        cache: Cache | None = None,
    ) -> None:
        self.asked = asked or Asked()
        self.nearest = nearest or Nearest(self.asked.config)
        self.cache = cache
        self._backed = root / ".troth" / "backing.json" if root else None
        self._given = backing
        self._shelves: dict[tuple[str, ...], Mapping[str, Extension]] = {}
        self._readers: dict[Any, Reader] = {}
        self._lenses: dict[tuple[Path | None, str], Lens] = {}
        self._proven: set[Path | None] = set()
        self._settled: dict[Path | None, bytes | None] = {}

    @cached_property
    def backing(self) -> Backing | None:
        """The promises behind claims; None without a run, and then some lenses are silent."""
        return self._given if self._given is not None else _backing(self._backed)

    def read(self, path: str, data: bytes) -> Examined | Reject:
        """What a document says that it should not: its bytes, and the path it goes by."""
        held = self.kept(path, data)
        if held is not None:
            return held
        rules = self.nearest.of(path)
        key = self._key(rules, path, data) if self.cache else None
        document = self._document(rules, path, data)
        if isinstance(document, Reject):
            return document
        examined = self._examined(rules, document)
        if self.cache and key:
            self.cache.put(key, examined)
        return examined

    def kept(self, path: str, data: bytes) -> Examined | None:
        """What the cache holds of a document, where there is one and nothing has changed."""
        if self.cache is None:
            return None
        key = self._key(self.nearest.of(path), path, data)
        return self.cache.get(key, self.opener(path, data)) if key else None

    def opener(self, path: str, data: bytes) -> Callable[[], Document]:
        """Gives the document of these bytes, read when it is first asked for."""
        return self._opener(self.nearest.of(path), path, data)

    def lenses(self, path: str, kind: str | None = None) -> Chosen:
        """Which lenses look at a document of this path and kind, with the severity they are set."""
        rules = self.nearest.of(path)
        return chosen(self.shelf(rules), rules, self.asked, path, kind)

    def kind(self, path: str, data: bytes) -> str | None:
        """The kind of a document: plan, launch, price … None where it is not known."""
        document = self._document(self.nearest.of(path), path, data)
        return None if isinstance(document, Reject) else document.genre

    def lens(self, rules: Rules, name: str) -> Lens:
        """A lens with the options these settings give it."""
        if (rules.path, name) not in self._lenses:
            self._lenses[rules.path, name] = self._made(rules, name)
        return self._lenses[rules.path, name]

    def _made(self, rules: Rules, name: str) -> Lens:
        from troth.prose.lens import lens_of, listed
        from troth.registry import load

        options = rules.settings.lenses.get(name) if rules.settings else None
        folders, known = _folders(rules), self.shelf(rules)[name].facts
        if known is not None:
            return listed(name, known, lambda: load("prose", name, folders), options)
        return lens_of(name, load("prose", name, folders), options)

    def shelf(self, rules: Rules) -> Mapping[str, Extension]:
        """All document lenses there are by these settings; wrong names in them are told now."""
        from troth.registry import extensions

        folders = _folders(rules)
        if folders not in self._shelves:
            self._shelves[folders] = extensions("prose", folders)
        if rules.path not in self._proven:
            proven(self._shelves[folders], rules, self.asked)
            self._proven.add(rules.path)
        return self._shelves[folders]

    def _examined(self, rules: Rules, document: Document) -> Examined:
        from troth.prose.slips import slips

        severities = chosen(self.shelf(rules), rules, self.asked, document.path, document.genre)
        reader = self._reader(rules, severities)
        stated = self._stated(rules, document.path)
        seen = reader.read(document, stated)
        silent = [one.name for one in reader.lenses if one.card.needs_ledger]
        return Examined(
            path=document.path,
            findings=seen.findings,
            words=len(document.prose.split()),
            claims=seen.tallies.get(CLAIMS, 0),
            silenced=seen.silenced,
            unused=seen.unused,
            opened=lambda: document,
            foreign=seen.foreign,
            slips=len(slips(document)),
            silent=tuple(silent) if self.backing is None else (),
            stated=tuple((one.path, one.line) for one in stated),
        )

    def _reader(self, rules: Rules, severities: Chosen) -> Reader:
        from troth.prose.engine import Reader

        which = (rules.path, tuple(severities.items()))
        if which not in self._readers:
            lenses = [
                replace(self.lens(rules, name), severity=held) if held else self.lens(rules, name)
                for name, held in severities.items()
            ]
            reasons = rules.check.reasons if rules.check else False
            self._readers[which] = Reader(lenses, self.backing, self.shelf(rules), reasons=reasons)
        return self._readers[which]

    def _document(self, rules: Rules, path: str, data: bytes) -> Document | Reject:
        from troth.documents import read

        return read(path, data, genre=self.asked.kind or _said_to_be(rules, path))

    def _opener(self, rules: Rules, path: str, data: bytes) -> Callable[[], Document]:
        held: list[Document] = []

        def opened() -> Document:
            if not held:
                document = self._document(rules, path, data)
                if isinstance(document, Reject):
                    raise StoreError(document.says, place=path, advice="Check with --no-cache.")
                held.append(document)
            return held[0]

        return opened

    def _stated(self, rules: Rules, path: str) -> list[Stated]:
        if rules.check is None or not rules.check.allowed:
            return []
        from troth.config.checks import fits

        within = rules.within(path)
        return [
            Stated(one.lens, one.text, one.reason, rules.place, one.line)
            for one in rules.check.allowed
            if fits(within, one.files)
        ]

    def _key(self, rules: Rules, path: str, data: bytes) -> Key | None:
        """What the cache knows this document by; None where lenses lie in installed packages."""
        from troth.acts.check_cache import Key, files_of, settled

        if rules.path not in self._settled:
            own = rules.settings
            bears = (own.check, own.lenses, own.lens_folders) if own else None
            backing = self._given if self._given is not None else _bytes(self._backed)
            files = files_of(_folders(rules))
            known = settled(bears, self.asked, str(rules.root), backing, files) if files else None
            self._settled[rules.path] = known
        whole = self._settled[rules.path]
        return Key(whole, path, data) if whole else None


def _folders(rules: Rules) -> tuple[str, ...]:
    return rules.settings.lens_folders if rules.settings else ()


def _bytes(path: Path | None) -> bytes:
    return path.read_bytes() if path is not None and path.is_file() else b""


def _said_to_be(rules: Rules, path: str) -> str | None:
    """The kind that settings give a document of this path."""
    if rules.settings is None:
        return None
    return rules.settings.genre(rules.within(path))


def _backing(path: Path | None) -> Backing | None:
    """What the last run left. None without a run: then lenses that need the ledger are silent."""
    if path is None or not path.is_file():
        return None
    from troth.model.document import Backing, BackingPromise

    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        known = {field.name for field in fields(BackingPromise)}
        promises = tuple(
            BackingPromise(**{key: row[key] for key in row if key in known})
            for row in held.get("promises", ())
        )
        return Backing(promises, tuple(held.get("terms", ())), tuple(held.get("people", ())))
    except (ValueError, TypeError, AttributeError) as fault:
        raise StoreError(
            "What the last run left for `check` cannot be read.",
            place=str(path),
            advice="Run `troth look` once; it is written anew.",
        ) from fault

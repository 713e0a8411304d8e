"""Reading what an editor holds: a text that may not be saved yet, by the settings nearest to it.

The settings, and what the last run left, are looked at before each reading, so that a change of
them counts at once. Nothing is written and no cache is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from troth.acts.check import workspace
from troth.acts.check_allowing import commented
from troth.acts.check_rules import FILES, Asked, Nearest, Rules
from troth.acts.checker import Checker
from troth.acts.examined import Examined
from troth.acts.explain import Explained, explain
from troth.errors import ConfigError
from troth.model.document import Document
from troth.model.finding import Finding
from troth.model.origin import Span
from troth.model.reject import Reject
from troth.patterns import later
from troth.prose.allowing import SLOT
from troth.prose.slips import Slip, slips

__all__ = ["SLOT", "Editing", "Seen", "Slip"]

Stamp = tuple[tuple[str, int, int], ...]
"""Files that bear on a reading, each with the moment it was written and its length."""
_LONE = later("[\ud800-\udfff]")
"""Halves of a character: an editor may send one, no encoding can hold it."""
_PROOF = "for the proof alone"
_DEEPEST = 16


@dataclass(frozen=True, slots=True)
class Seen:
    """A text that was read. `findings` are without those that the settings' baseline knows."""

    examined: Examined
    findings: tuple[Finding, ...]
    slips: tuple[Slip, ...]

    @property
    def document(self) -> Document:
        """The text with its positions."""
        return self.examined.document


class Editing:
    """Reads the texts of one editor; `asked` is what it was started with."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._checkers: dict[Path | None, Checker] = {}
        self._stamps: dict[Path, Stamp] = {}

    def read(self, path: str, text: str) -> Seen | Reject | None:
        """What is found in a text; None where the settings pass documents of its path over.

        Raises the TrothError that settings which cannot be read make.
        """
        self.renew(path)
        checker = self._checker(path)
        rules = checker.nearest.of(path)
        if rules.ignores(path):
            return None
        examined = checker.read(path, _LONE.sub("\ufffd", text).encode())
        if isinstance(examined, Reject):
            return examined
        found = _new(examined.findings, rules)
        return Seen(examined, found, slips(examined.document))

    def renew(self, path: str) -> bool:
        """Look whether what bears on a path has changed; if so all of it is read again."""
        folder = Path(path).parent
        now = tuple(_stamp(folder))
        same = self._stamps.get(folder, now) == now
        if not same:
            self.forget()
        self._stamps[folder] = now
        return not same

    def forget(self) -> None:
        """Read all settings again from the next text on."""
        self._checkers.clear()
        self._stamps.clear()

    def allowing(self, seen: Seen, finding: Finding) -> Slip | None:
        """The comment that allows a finding, as an edit with SLOT where its reason is to stand.

        None where the document can hold no comment, or where one would change other findings.
        """
        document = seen.document
        text = commented(self._checker(document.path), document, [finding], _PROOF, seen.examined)
        if text is None:
            return None
        edit = _difference(document.text, text)
        return Slip(edit.span, edit.instead.replace(_PROOF, SLOT))

    def explained(self, path: str, lens: str) -> Explained:
        """What `troth explain` says of a lens, those of the user's own included."""
        settings = self._checker(path).nearest.of(path).settings
        return explain(lens, settings.lens_folders if settings else ())

    def _checker(self, path: str) -> Checker:
        root = workspace(path)
        if root not in self._checkers:
            self._checkers[root] = Checker(self.asked, Nearest(self.asked.config), root)
        return self._checkers[root]


def _new(findings: tuple[Finding, ...], rules: Rules) -> tuple[Finding, ...]:
    """Those that the baseline of the settings does not know."""
    named = rules.check.baseline if rules.check else None
    if named is None or not findings:
        return findings
    from troth.prose.baseline import read_baseline, sift

    as_named = {id(one): one for one in (_from(finding, rules) for finding in findings)}
    new = {id(one) for one in sift([*as_named.values()], read_baseline(rules.root / named)).new}
    return tuple(one for one, key in zip(findings, as_named, strict=True) if key in new)


def _from(finding: Finding, rules: Rules) -> Finding:
    """A finding as a check in the folder of the settings would make it."""
    place = finding.place
    return replace(finding, place=replace(place, path=rules.within(place.path)) if place else place)


def _difference(before: str, after: str) -> Slip:
    """The one stretch in which two texts differ."""
    start = 0
    shorter = min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return Slip(Span(start, len(before) - end), after[start : len(after) - end])


def _stamp(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Every settings file that may govern a folder, what those begin from, and what backs claims."""
    names = (*FILES, ".troth/backing.json")
    for each in (folder, *folder.parents):
        for name in names:
            yield from _stamped(each / name)


def _stamped(path: Path, depth: int = 0) -> Iterator[tuple[str, int, int]]:
    try:
        held = path.stat()
    except OSError:
        return
    yield str(path), held.st_mtime_ns, held.st_size
    if path.suffix == ".toml" and depth < _DEEPEST:
        for base in _bases(path):
            yield from _stamped(base, depth + 1)


def _bases(path: Path) -> Iterator[Path]:
    """What a settings file extends; one that cannot be read is told when it is needed."""
    from troth.config.extending import parsed, under

    try:
        named = parsed(path.read_text(encoding="utf-8"), str(path), under(path)).get("extend")
    except (OSError, UnicodeDecodeError, ConfigError):
        return
    if isinstance(named, str):
        yield path.parent / named

"""What a document would be checked by: file of settings, kind, lenses, severities, what fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from troth.acts.check import checker_for
from troth.acts.check_cache import folder_of
from troth.acts.check_files import STDIN
from troth.acts.check_rules import Asked, fails_on, inside
from troth.acts.checker import Checker
from troth.errors import SourceError


@dataclass(frozen=True, slots=True)
class Looking:
    """A lens with its severity (None: as it finds fit for each finding) and its options."""

    severity: str
    options: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Governed:
    """The settings that hold for one path; `kind` is None where it is not known or a folder."""

    path: str
    settings: str | None
    kind: str | None
    fail_on: str
    baseline: str | None
    lenses: Mapping[str, Looking]
    ignored: tuple[str, ...]
    allowed: int
    workspace: str | None
    cache: str | None


def governed(
    paths: Sequence[str | Path], asked: Asked, name: str | None = None
) -> Iterator[Governed]:
    """For each path that was named: by what it is checked."""
    checker = checker_for(paths, asked, name=name)
    for given in paths:
        path = (name or STDIN) if str(given) == STDIN else str(given)
        if str(given) != STDIN and not Path(given).exists():
            raise SourceError("There is no such file or folder.", place=path)
        yield _governed(checker, path)


def _governed(checker: Checker, path: str) -> Governed:
    from troth.acts.check import workspace

    any_file = inside(path)
    rules = checker.nearest.of(any_file)
    own = rules.check
    kind = _kind(checker, path)
    chosen = checker.lenses(any_file, kind)
    root = workspace(path)
    cache = folder_of(root)
    return Governed(
        path=path,
        settings=rules.place or None,
        kind=kind,
        fail_on=fails_on(rules, checker.asked),
        baseline=own.baseline if own else None,
        lenses={name: _looking(checker, any_file, name, held) for name, held in chosen.items()},
        ignored=rules.settings.ignore if rules.settings else (),
        allowed=len(own.allowed) if own else 0,
        workspace=str(root) if root else None,
        cache=str(cache) if cache else None,
    )


def _looking(checker: Checker, path: str, name: str, held: str | None) -> Looking:
    lens = checker.lens(checker.nearest.of(path), name)
    return Looking(held or lens.card.severity, lens.options)


def _kind(checker: Checker, path: str) -> str | None:
    if not Path(path).is_file():
        return None
    return checker.kind(path, Path(path).read_bytes())

"""Reading documents before they go out: every lens over every file, with or without a workspace.

Nothing is sent, and nothing but a sealed cache is stored. A workspace that a file lies in lends
the promises of its last run (`.troth/backing.json`); no engine, ledger or page is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from troth.acts.check_files import STDIN, asked_for, named
from troth.acts.check_rules import RANK, Asked, Nearest, Rules, fails_on
from troth.acts.checker import Checker
from troth.acts.examined import Examined
from troth.model.reject import Reject
from troth.patterns import later

if TYPE_CHECKING:
    from troth.config import Settings
    from troth.model.document import Backing, Document
    from troth.model.finding import Finding
    from troth.model.origin import Span
    from troth.prose.allowing import Allowance
    from troth.prose.baseline import Sifted

_GAP = later(r" ([.,;:!?…])(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Checked:
    """All that a check found. `known` were in the baseline, `stale` of its entries match nothing.

    `silent` are the lenses that said nothing for want of a workspace; `idle` are allowances in
    settings that silenced nothing; `fail_on` is the least severity that fails. `findings` are in
    the order of the documents, and in each in the order of the text.
    """

    findings: tuple[Finding, ...]
    documents: tuple[Examined, ...]
    rejects: tuple[Reject, ...] = ()
    silent: tuple[str, ...] = ()
    known: int = 0
    stale: int = 0
    confirmed: int | None = None
    idle: tuple[Allowance, ...] = ()
    fail_on: str = "info"
    old: tuple[Finding, ...] = ()

    @property
    def unread(self) -> tuple[Reject, ...]:
        """The files that could not be read; one that is empty held nothing to read."""
        from troth.documents.decoding import EMPTY

        return tuple(one for one in self.rejects if one.says != EMPTY)

    @property
    def claims(self) -> int:
        """How many claims the documents make, where a workspace could tell."""
        return sum(one.claims for one in self.documents)

    @property
    def words(self) -> int:
        """How many words were read."""
        return sum(one.words for one in self.documents)

    @property
    def slips(self) -> int:
        """How many slips `--fix` would mend."""
        return sum(one.slips for one in self.documents)

    @property
    def speaks(self) -> bool:
        """Whether anything was found that is more than a doubt."""
        return any(finding.status == "speaks" for finding in self.findings)

    @property
    def fails(self) -> bool:
        """Whether anything was found that is more than a doubt and grave enough to fail."""
        worst = RANK[self.fail_on]
        return any(one.status == "speaks" and RANK[one.severity] <= worst for one in self.findings)

    def document(self, finding: Finding) -> Document:
        """The document a finding stands in."""
        path = finding.place.path if finding.place else ""
        return next(one.document for one in self.documents if one.path == path)


def check(
    paths: Sequence[str | Path],
    *,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    diff: str | None = None,
    baseline: str | Path | None = None,
    stdin: bytes | None = None,
    stdin_filename: str | None = None,
    settings: Settings | None = None,
    backing: Backing | None = None,
    asked: Asked | None = None,
    cached: bool = False,
    knowing: bool = True,
    jobs: int = 1,
) -> Checked:
    """What do these files and folders say that they should not?

    `-` stands for `stdin`, whose format follows `stdin_filename`. `select` and `ignore` name
    lenses; `asked` says so and more. `diff` keeps what stands on lines changed since a revision
    or against a file; `baseline` takes away what is known. `settings` stand in for the nearest
    settings file of each document. With `cached` an unchanged document is not read again;
    without `knowing` the baseline that settings name is passed over. So many processes as `jobs`
    says read at once, where that is worth it. A path that does not exist is a SourceError; a file that cannot be read is a Reject.
    """
    asked = asked or Asked(tuple(select or ()), ignore=tuple(ignore or ()))
    checker = checker_for(paths, asked, settings, backing, cached=cached, name=stdin_filename)
    since = _since(diff)
    wanted = since.touches if since else (lambda _: True)
    files = asked_for(paths, stdin, stdin_filename, _ignored(checker), wanted)
    every = _read(checker, list(files), jobs)
    examined = [one for one in every if not isinstance(one, Reject)]
    rejects = [one for one in every if isinstance(one, Reject)]
    _swept(checker)
    findings = [
        one for seen in examined for one in (_changed(seen, since) if since else seen.findings)
    ]
    rules = checker.nearest.at(_first(paths, stdin_filename))
    known = _known(baseline, rules) if knowing else None
    sifted = _sifted(findings, examined, known)
    return Checked(
        findings=sifted.new if sifted else tuple(findings),
        documents=tuple(examined),
        rejects=tuple(rejects),
        silent=tuple(dict.fromkeys(name for one in examined for name in one.silent)),
        known=sifted.known if sifted else 0,
        stale=sifted.stale if sifted and diff is None else 0,
        confirmed=checker.backing.confirmed if checker.backing else None,
        idle=_idle(examined),
        fail_on=fails_on(rules, asked),
        old=sifted.old if sifted else (),
    )


def _read(checker: Checker, files: Sequence[Any], jobs: int) -> Sequence[Examined | Reject]:
    if jobs == 1 or len(files) == 1:
        return [one if isinstance(one, Reject) else checker.read(path, one) for path, one in files]
    from troth.acts.check_sharing import read_all

    return read_all(checker, files, jobs)


def checker_for(
    paths: Sequence[str | Path],
    asked: Asked,
    settings: Settings | None = None,
    backing: Backing | None = None,
    *,
    cached: bool = False,
    name: str | None = None,
) -> Checker:
    """A checker for files that lie here: with the workspace of the first one behind it."""
    root = workspace(_first(paths, name))
    cache = None
    if cached:
        from troth.acts.check_cache import Cache, folder_of

        folder = folder_of(root)
        cache = Cache(folder) if folder else None
    return Checker(asked, Nearest(asked.config, settings), root, backing, cache)


def files(paths: Sequence[str | Path], asked: Asked, name: str | None = None) -> list[str]:
    """The files that a check of these paths would read, in its order."""
    checker = checker_for(paths, asked, name=name)
    return [name or STDIN if one == STDIN else one for one in named(paths, _ignored(checker))]


def moments(paths: Sequence[str | Path], asked: Asked) -> dict[str, int]:
    """When each file that bears on a check was written last: documents and settings."""
    checker = checker_for(paths, asked)
    found: dict[str, int] = {}
    for path in named([one for one in paths if str(one) != STDIN], _ignored(checker)):
        rules = checker.nearest.of(path)
        for one in (path, *([str(rules.path)] if rules.path else ())):
            if one not in found and Path(one).exists():
                found[one] = Path(one).stat().st_mtime_ns
    return found


def said(finding: Finding, document: Document) -> str:
    """A finding's sentence with the words it quotes."""
    if "{quote}" not in finding.says:
        return finding.says
    return finding.says.replace("{quote}", words(document, finding.cites[0].span))


def words(document: Document, span: Span | None) -> str:
    """The words of a span as one line, without the gaps that blanked markup leaves."""
    if span is None:
        return ""
    return _GAP.sub(r"\1", " ".join(span.of(document.prose).split()))


def keep_as_known(done: Checked, path: Path) -> tuple[int, int]:
    """Write what was found as a baseline; gives how many findings it holds, and how many it left.

    One that is there only shrinks: what is new is left out of it.
    """
    from troth.prose.baseline import read_baseline, shrink_baseline, sift, write_baseline

    found = (*done.old, *done.findings)
    if not path.exists():
        return write_baseline(path, found), 0
    known, read = read_baseline(path), [one.path for one in done.documents]
    return shrink_baseline(known, found, read), len(sift(found, known, read).new)


def lens_asks(name: str) -> tuple[str, str]:
    """A lens' question and how it decides, for programs that show rules beside findings."""
    from troth.registry import extensions

    known = extensions("prose").get(name)
    return (known.question, known.sections.get("How it decides", "")) if known else (name, "")


def workspace(path: str | Path) -> Path | None:
    """The workspace that a file or folder lies in."""
    from troth.store.home import find_home

    home = find_home(Path(path) if Path(path).is_dir() else Path(path).parent)
    return home.root if home else None


def _first(paths: Iterable[str | Path], name: str | None) -> str | Path:
    """The first path, or where standard input is said to lie: settings of the whole check."""
    first = next(iter(paths), ".")
    return (name or ".") if str(first) == STDIN else first


def _ignored(checker: Checker) -> Any:
    return lambda path: checker.nearest.of(path).ignores(path)


def _since(diff: str | None) -> Any:
    if diff is None:
        return None
    from troth.prose.changed import Since

    return Since(diff)


def _swept(checker: Checker) -> None:
    if checker.cache:
        checker.cache.sweep()


def _known(given: str | Path | None, rules: Rules) -> Path | None:
    """The baseline that was named, or that the settings name beside them."""
    if given is not None:
        return Path(given)
    named = rules.check.baseline if rules.check else None
    return rules.root / named if named else None


def _sifted(
    findings: Sequence[Finding], examined: Sequence[Examined], path: Path | None
) -> Sifted | None:
    if path is None:
        return None
    from troth.prose.baseline import read_baseline, sift

    return sift(findings, read_baseline(path), [one.path for one in examined])


def _idle(examined: Sequence[Examined]) -> tuple[Allowance, ...]:
    """Allowances in settings that silenced nothing in any of the documents they are meant for."""
    meant: dict[tuple[str, int], int] = {}
    idle: dict[tuple[str, int], list[Allowance]] = {}
    for one in examined:
        for place in one.stated:
            meant[place] = meant.get(place, 0) + 1
        for allowed in one.unused:
            if allowed.stated:
                idle.setdefault((allowed.path, allowed.line), []).append(allowed)
    return tuple(held[0] for place, held in idle.items() if len(held) == meant[place])


def _changed(seen: Examined, since: Any) -> list[Finding]:
    if not seen.findings:
        return []
    lines = since.lines(seen.document)
    return [finding for finding in seen.findings if _touches(finding, lines)]


def _touches(finding: Finding, lines: frozenset[int]) -> bool:
    place: Any = finding.place
    if finding.data.get("whole"):
        return bool(lines)
    return any(line in lines for line in range(place.line, place.end_line + 1))

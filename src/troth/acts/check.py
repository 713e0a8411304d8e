"""Reading documents before they go out: every lens over every file, with or without a workspace.

Nothing is stored, nothing is sent. A workspace that a file lies in lends its settings and the
promises of its last run (`.troth/backing.json`); no engine, ledger or page is opened.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from troth.acts.check_files import STDIN, asked_for
from troth.documents import read as read_document
from troth.errors import StoreError, UnknownNameError
from troth.model.document import Backing, BackingPromise, Document
from troth.model.finding import Finding
from troth.model.origin import Span
from troth.model.reject import Reject
from troth.prose.across import across
from troth.prose.allowing import Allowance
from troth.prose.baseline import read_baseline, sift, write_baseline
from troth.prose.changed import changed_lines
from troth.prose.engine import Reader
from troth.prose.lens import Lens, lens_of

if TYPE_CHECKING:
    from troth.config import Settings

CLAIMS = "unbacked-claim"
_GAP = re.compile(r" ([.,;:!?…])(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Examined:
    """One document that was read: what its author allowed, and how many claims it makes."""

    document: Document
    words: int
    claims: int
    silenced: int
    unused: tuple[Allowance, ...]

    def attention(self) -> Mapping[str, int]:
        """How many of its sentences stand at each level of attention."""
        from troth.text.attention import LEVELS, attend
        from troth.text.sentences import Sentences

        document = self.document
        counts: dict[str, int] = dict.fromkeys(LEVELS, 0)
        for span in Sentences(document.prose, document.blocks):
            counts[attend(" ".join(span.of(document.prose).split())).level] += 1
        return counts


@dataclass(frozen=True, slots=True)
class Checked:
    """All that a check found. `known` were in the baseline, `stale` of its entries match nothing.

    `silent` are the lenses that said nothing for want of a workspace. `findings` are in the
    order of the documents, and in each in the order of the text.
    """

    findings: tuple[Finding, ...]
    documents: tuple[Examined, ...]
    rejects: tuple[Reject, ...] = ()
    silent: tuple[str, ...] = ()
    known: int = 0
    stale: int = 0
    confirmed: int | None = None

    @property
    def claims(self) -> int:
        """How many claims the documents make, where a workspace could tell."""
        return sum(one.claims for one in self.documents)

    @property
    def words(self) -> int:
        """How many words were read."""
        return sum(one.words for one in self.documents)

    @property
    def speaks(self) -> bool:
        """Whether anything was found that is more than a doubt."""
        return any(finding.status == "speaks" for finding in self.findings)

    def document(self, finding: Finding) -> Document:
        """The document a finding stands in."""
        path = finding.place.path if finding.place else ""
        return next(one.document for one in self.documents if one.document.path == path)


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
) -> Checked:
    """What do these files and folders say that they should not?

    `-` stands for `stdin`, whose format follows `stdin_filename`. `select` and `ignore` name
    lenses. `diff` keeps what stands on lines changed since a revision or against a file;
    `baseline` takes away what is known. A path that does not exist is a SourceError; a file
    that cannot be read is a Reject.
    """
    root = _workspace(paths)
    settings = settings if settings is not None else _settings(root)
    backing = backing if backing is not None else _backing(root)
    lenses = _lenses(settings, select, ignore)
    reader = Reader(lenses, backing)
    each: list[tuple[Document, tuple[Finding, ...]]] = []
    examined: list[Examined] = []
    rejects: list[Reject] = []
    for path, data in asked_for(paths, stdin, stdin_filename, settings, root):
        document = data if isinstance(data, Reject) else read_document(path, data)
        if isinstance(document, Reject):
            rejects.append(document)
            continue
        seen = reader.read(document)
        each.append((document, seen.findings))
        examined.append(
            Examined(
                document,
                len(document.prose.split()),
                seen.tallies.get(CLAIMS, 0),
                seen.silenced,
                seen.unused,
            )
        )
    findings = _together(each, lenses, backing, diff)
    sifted = sift(findings, read_baseline(Path(baseline))) if baseline is not None else None
    return Checked(
        findings=sifted.new if sifted else tuple(findings),
        documents=tuple(examined),
        rejects=tuple(rejects),
        silent=_silent(lenses, backing),
        known=sifted.known if sifted else 0,
        stale=sifted.stale if sifted and diff is None else 0,
        confirmed=backing.confirmed if backing else None,
    )


def said(finding: Finding, document: Document) -> str:
    """A finding's sentence with the words it quotes."""
    return finding.says.replace("{quote}", words(document, finding.cites[0].span))


def words(document: Document, span: Span | None) -> str:
    """The words of a span as one line, without the gaps that blanked markup leaves."""
    if span is None:
        return ""
    return _GAP.sub(r"\1", " ".join(span.of(document.prose).split()))


def keep_as_known(done: Checked, path: Path) -> int:
    """Write what was found as a baseline; gives how many findings it holds."""
    return write_baseline(path, done.findings)


def lens_asks(name: str) -> tuple[str, str]:
    """A lens' question and how it decides, for programs that show rules beside findings."""
    from troth.registry import extensions

    known = extensions("prose").get(name)
    return (known.question, known.sections.get("How it decides", "")) if known else (name, "")


def _workspace(paths: Iterable[str | Path]) -> Path | None:
    """The workspace of the first path, or of the folder we stand in."""
    from troth.store.home import find_home

    first = next((Path(path) for path in paths if str(path) != STDIN), Path())
    home = find_home(first if first.is_dir() else first.parent)
    return home.root if home else None


def _settings(root: Path | None) -> Settings | None:
    if root is None or not (root / "troth.toml").is_file():
        return None
    from troth.config import load

    return load(root)


def _backing(root: Path | None) -> Backing | None:
    """What the last run left. None without a run: then lenses that need the ledger are silent."""
    path = root / ".troth" / "backing.json" if root else None
    if path is None or not path.is_file():
        return None
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


def _lenses(
    settings: Settings | None, select: Sequence[str] | None, ignore: Sequence[str] | None
) -> list[Lens]:
    from troth.registry import extensions, load

    folders = settings.lens_folders if settings else ()
    known = extensions("prose", folders)
    for name in (*(select or ()), *(ignore or ())):
        if name not in known:
            raise UnknownNameError("document lens", name, known)
    options: Mapping[str, Mapping[str, object]] = settings.lenses if settings else {}
    wanted = [
        name for name in known if (not select or name in select) and name not in (ignore or ())
    ]
    return [lens_of(name, load("prose", name, folders), options.get(name)) for name in wanted]


def _silent(lenses: Iterable[Lens], backing: Backing | None) -> tuple[str, ...]:
    if backing is not None:
        return ()
    return tuple(lens.name for lens in lenses if lens.card.needs_ledger)


def _together(
    each: Sequence[tuple[Document, tuple[Finding, ...]]],
    lenses: Sequence[Lens],
    backing: Backing | None,
    diff: str | None,
) -> list[Finding]:
    """The findings of all documents in order, with what they say against one another."""
    joined = across([document for document, _ in each], lenses, backing)
    findings: list[Finding] = []
    for document, own in each:
        held = {(one.lens, one.anchor) for one in own}
        more = [one for one in joined.get(document.path, ()) if (one.lens, one.anchor) not in held]
        every = sorted((*own, *more), key=_start) if more else own
        findings.extend(_changed(every, document, diff))
    return findings


def _start(finding: Finding) -> int:
    span = finding.cites[0].span
    return span.start if span else 0


def _changed(
    findings: Sequence[Finding], document: Document, diff: str | None
) -> Sequence[Finding]:
    if diff is None:
        return findings
    lines = changed_lines(Path(document.path), document.text, diff)
    return [finding for finding in findings if _touches(finding, lines)]


def _touches(finding: Finding, lines: frozenset[int]) -> bool:
    place: Any = finding.place
    if finding.data.get("whole"):
        return bool(lines)
    return any(line in lines for line in range(place.line, place.end_line + 1))

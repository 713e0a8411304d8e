"""How often are the prose lenses right, and how much do they find? For readers who judge blind.

    judging.py list FOLDER… -o hits.jsonl [--lens NAME…] [--genre GENRE | --by-folder]
    judging.py blind hits.jsonl -o sheet.jsonl [--seed N]
    judging.py score sheet.jsonl hits.jsonl
    judging.py faults FOLDER LABELS [--half work] [--lens NAME…]

`list` writes every finding with its sentence and context. `blind` shuffles them and leaves out
the lens and what it says: a second reader sees the question, the sentence and the context, and
writes `right` (true, false, or null where it cannot be told). `score` joins the two again and gives each lens' share of right findings with
Wilson's interval (1927). `faults` tells how many faults that readers marked beforehand are found.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from troth.documents import ENDINGS, read
from troth.model.document import Document
from troth.model.finding import Finding
from troth.model.origin import Span
from troth.model.reject import Reject
from troth.prose.engine import Reader
from troth.prose.lens import lens_of
from troth.registry import extensions, load
from troth.stats.rates.proportions import wilson
from troth.text.sentences import Sentences

Row = dict[str, Any]
CONTEXT = 400
SHOWN = ("id", "question", "quote", "sentence", "context", "genre")
"""What a blind reader sees of a finding."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A place that readers marked, of one kind; `readers` are those who are sure of it."""

    kind: str
    span: Span
    readers: frozenset[str]


def reader(names: Iterable[str] = ()) -> Reader:
    """The lenses of these names, or all."""
    wanted = tuple(names) or tuple(extensions("prose"))
    return Reader([lens_of(name, load("prose", name)) for name in wanted])


def documents(
    folders: Iterable[Path], genre: str | None = None, *, by_folder: bool = False
) -> Iterator[Document]:
    """Every document below some folders, in order; what cannot be read is told on stderr.

    `by_folder` takes the name of the folder a file lies in for its genre.
    """
    for folder in folders:
        found = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        for path in found:
            if path.suffix.lower() not in ENDINGS or not path.is_file():
                continue
            document = read(str(path), path.read_bytes())
            if isinstance(document, Reject):
                print(f"{path}: {document.says}", file=sys.stderr)
                continue
            named = path.parent.name.removesuffix("-notes") if by_folder else genre
            yield replace(document, genre=named) if named else document


def rows(document: Document, findings: Iterable[Finding]) -> Iterator[Row]:
    """What a reader needs to judge a finding, and what names it."""
    sentences = Sentences(document.prose, document.blocks)
    for finding in findings:
        span = finding.cites[0].span
        if span is None:
            continue
        held = sentences.at(span.start) or span
        lens = finding.lens
        named = f"{document.path}\0{lens}\0{span.start}\0{span.end}"
        yield {
            "id": hashlib.sha256(named.encode()).hexdigest()[:16],
            "lens": lens,
            "question": extensions("prose")[lens].question,
            "says": finding.says,
            "status": finding.status,
            "quote": _words(document, span),
            "sentence": _words(document, held),
            "context": _words(document, _around(document, held)),
            "genre": document.genre,
            "path": document.path,
            "start": span.start,
            "end": span.end,
        }


def _around(document: Document, span: Span) -> Span:
    last = len(document.prose)
    return Span(max(0, span.start - CONTEXT), min(last, span.end + CONTEXT))


def _words(document: Document, span: Span) -> str:
    return " ".join(span.of(document.prose).split())


def listed(args: argparse.Namespace) -> int:
    """Write the findings of some folders, and how many there are in 1,000 words."""
    read_by, words, count = reader(args.lens), 0, defaultdict(int)
    with Path(args.output).open("w", encoding="utf-8") as out:
        for document in documents(args.folder, args.genre, by_folder=args.by_folder):
            words += len(document.prose.split())
            for row in rows(document, read_by.read(document).findings):
                count[row["lens"]] += 1
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    total = sum(count.values())
    print(f"{total} findings in {words} words: {1000 * total / max(words, 1):.2f} in 1,000")
    for lens, number in sorted(count.items()):
        print(f"{number:6}  {lens}")
    return 0


def blind(args: argparse.Namespace) -> int:
    """Write a sheet for a second reader: shuffled, without the lens and what it says."""
    held = lines(args.hits)
    random.Random(args.seed).shuffle(held)
    write(Path(args.output), map(unjudged, held))
    return 0


def score(args: argparse.Namespace) -> int:
    """The share of right findings, lens by lens; null is left out and counted."""
    right = {row["id"]: row["right"] for row in lines(args.sheet)}
    tally: Mapping[str, list[bool]] = defaultdict(list)
    left = 0
    for row in lines(args.hits):
        verdict = right.get(row["id"])
        if isinstance(verdict, bool):
            tally[row["lens"]].append(verdict)
            tally["all"].append(verdict)
        else:
            left += 1
    print("lens                            n  right  share  Wilson 95 %")
    for lens, verdicts in sorted(tally.items()):
        n, k = len(verdicts), sum(verdicts)
        told = wilson(k, n)
        print(f"{lens:28} {n:4} {k:6}  {k / n:.2f}   {told.low:.2f} to {told.high:.2f}")
    print(f"{left} not judged")
    return 0


def marked(row: Row) -> list[Fault]:
    """The faults one text was marked with, those of one kind that overlap taken as one."""
    merged: list[Fault] = []
    for who, kind, start, end, sure in sorted(row["faults"], key=lambda each: each[2:4]):
        readers = frozenset([who]) if sure else frozenset[str]()
        at = next(
            (n for n, one in enumerate(merged) if one.kind == kind and start < one.span.end), None
        )
        if at is None:
            merged.append(Fault(kind, Span(start, end), readers))
        else:
            old = merged[at]
            span = Span(old.span.start, max(old.span.end, end))
            merged[at] = Fault(kind, span, old.readers | readers)
    return merged


def faults(args: argparse.Namespace) -> int:
    """How many faults that a reader is sure of overlap a finding: of their lens, or of any."""
    read_by, only = reader(args.lens), frozenset(args.lens)
    tally: Mapping[str, list[tuple[bool, bool]]] = defaultdict(list)
    for row in lines(args.labels):
        if args.half and _half(row["company"]) != args.half:
            continue
        path = args.folder / row["text"]
        document = read(str(path), path.read_bytes())
        if isinstance(document, Reject):
            print(f"{path}: {document.says}", file=sys.stderr)
            continue
        found = [
            (finding.lens, cite.span)
            for finding in read_by.read(document).findings
            for cite in finding.cites
            if cite.span is not None
        ]
        for fault in marked(row):
            if not fault.readers or (only and fault.kind not in only):
                continue
            over = {lens for lens, span in found if _overlap(span, fault.span)}
            tally[fault.kind].append((fault.kind in over, bool(over)))
            tally["all"].append((fault.kind in over, bool(over)))
            if args.missed and not over:
                print(f"{row['text']}  {fault.kind}: {_words(document, fault.span)}")
    print("kind                         marked  found  by any  Wilson 95 % (any)")
    for kind, told in sorted(tally.items()):
        own, some, n = sum(one for one, _ in told), sum(one for _, one in told), len(told)
        share = wilson(some, n)
        print(f"{kind:28} {n:6} {own:6} {some:7}   {share.low:.2f} to {share.high:.2f}")
    return 0


def _half(company: str) -> str:
    odd = int(hashlib.sha256(company.encode()).hexdigest(), 16) % 2
    return "judge" if odd else "work"


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def unjudged(row: Row) -> Row:
    """A finding as a blind reader sees it, with no verdict yet."""
    return {**{key: row[key] for key in SHOWN}, "right": None}


def lines(path: Path) -> list[Row]:
    """The rows of a file."""
    with path.open(encoding="utf-8") as held:
        return [json.loads(line) for line in held if line.strip()]


def write(path: Path, held: Iterable[Row]) -> None:
    """Rows to a file, one a line."""
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in held)
    path.write_text(text, encoding="utf-8")


def main() -> int:
    """Read the command line and do what it asks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    deeds = parser.add_subparsers(required=True)
    deed = deeds.add_parser("list")
    deed.add_argument("folder", nargs="+", type=Path)
    deed.add_argument("-o", "--output", required=True)
    deed.add_argument("--lens", nargs="*", default=[])
    deed.add_argument("--genre")
    deed.add_argument("--by-folder", action="store_true")
    deed.set_defaults(do=listed)
    deed = deeds.add_parser("blind")
    deed.add_argument("hits", type=Path)
    deed.add_argument("-o", "--output", required=True)
    deed.add_argument("--seed", type=int, default=1)
    deed.set_defaults(do=blind)
    deed = deeds.add_parser("score")
    deed.add_argument("sheet", type=Path)
    deed.add_argument("hits", type=Path)
    deed.set_defaults(do=score)
    deed = deeds.add_parser("faults")
    deed.add_argument("folder", type=Path)
    deed.add_argument("labels", type=Path)
    deed.add_argument("--half", choices=("work", "judge"))
    deed.add_argument("--lens", nargs="*", default=[])
    deed.add_argument("--missed", action="store_true")
    deed.set_defaults(do=faults)
    args = parser.parse_args()
    return int(args.do(args))


if __name__ == "__main__":
    sys.exit(main())

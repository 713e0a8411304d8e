"""From the hits of prose lenses to blind sheets, and from answers to `tests/labels/hits.jsonl`.

    judged.py draw hits.jsonl FOLDER [--index index.jsonl…] [--seen hits.jsonl…] [--most 60] [--per-company 3]
    judged.py keep FOLDER answers.jsonl… [--index index.jsonl…]
    judged.py drop hits.jsonl… --lens NAME…

`draw` takes what speaks, puts last the places where another question was judged before (rows of
`--seen` whose id stands in `tests/labels/hits.jsonl`), takes at most so many of a lens and of a
company by lot, and writes `picked.jsonl` and one blind sheet a lens, `sheet-LENS.jsonl`: question, quote, sentence
and context, shuffled, no lens. An answer is {"id", "right": true, false or null}. `keep` adds the
answers to `tests/labels/hits.jsonl`, one row an id, and prints each lens' share. `drop` takes out
rows of lenses that no longer find, or no longer ask, what was judged: all whose place is not
among the given hits.
"""

from __future__ import annotations

import argparse
import datetime
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from judging import Row, lines, unjudged, write

from troth.registry import extensions
from troth.stats.rates.proportions import wilson

ROOT = Path(__file__).parent.parent
HITS = ROOT / "tests" / "labels" / "hits.jsonl"


def draw(args: argparse.Namespace) -> int:
    """Write the picked hits of each lens and a blind sheet of them."""
    known = {row["id"] for row in lines(HITS)}
    before: Mapping[str, list[tuple[int, int]]] = defaultdict(list)
    for path in args.seen:
        for row in lines(path):
            if row["id"] in known:
                before[row["path"]].append((row["start"], row["end"]))
    company = companies(args.index)
    lenses: Mapping[str, list[Row]] = defaultdict(list)
    seen: Mapping[str, list[Row]] = defaultdict(list)
    for row in sorted(lines(args.hits), key=lambda row: str(row["id"])):
        if row["status"] == "speaks" and row["id"] not in known:
            old = _overlaps(before.get(row["path"], ()), row)
            (seen if old else lenses)[row["lens"]].append(row)
    args.folder.mkdir(parents=True, exist_ok=True)
    picked: list[Row] = []
    for lens, rows in sorted(lenses.items()):
        drawn = by_lot(rows, seen[lens], company, args)
        random.Random(args.seed).shuffle(drawn)
        picked += drawn
        write(args.folder / f"sheet-{lens}.jsonl", map(unjudged, drawn))
        names = {company[row["path"]]["company"] for row in drawn}
        old = sum(row in seen[lens] for row in drawn)
        print(
            f"{lens:20} {len(rows):4} fresh, {len(drawn):3} drawn, {old:2} of them where another "
            f"question was judged, {len(names):3} companies"
        )
    write(args.folder / "picked.jsonl", picked)
    return 0


def by_lot(
    rows: Sequence[Row], again: Sequence[Row], company: Mapping[str, Row], args: argparse.Namespace
) -> list[Row]:
    """At most so many of a lens and of a company, a sentence once, in a shuffled order.

    Where they are too few, more of a company are taken, and then what stands where another
    question was judged.
    """
    lot = random.Random(args.seed)
    fresh, rest = (lot.sample(list(some), len(some)) for some in (rows, again))
    drawn: list[Row] = []
    for some, caps in (
        (fresh, (args.per_company, args.per_company + 3)),
        (rest, (args.per_company,)),
    ):
        for cap in caps:
            drawn += _more(some, drawn, cap, company)
    return drawn[: args.most]


def _more(
    rows: Iterable[Row], drawn: Sequence[Row], cap: int, company: Mapping[str, Row]
) -> list[Row]:
    """Rows of sentences that were not drawn, at most `cap` of a company with those drawn."""
    sentences = {row["sentence"].lower() for row in drawn}
    counts = Counter(company[row["path"]]["company"] for row in drawn)
    more = []
    for row in rows:
        name, told = company[row["path"]]["company"], row["sentence"].lower()
        if counts[name] < cap and told not in sentences:
            sentences.add(told)
            counts[name] += 1
            more.append(row)
    return more


def keep(args: argparse.Namespace) -> int:
    """Add answers to the judged hits, and print the share of each lens."""
    picked = {row["id"]: row for row in lines(args.folder / "picked.jsonl")}
    company = companies(args.index)
    rows = {row["id"]: row for row in lines(HITS)}
    for path in args.answers:
        for answer in lines(path):
            hit = picked.get(answer["id"])
            if hit is None:
                print(f"{path}: {answer['id']} was not on a sheet", file=sys.stderr)
                return 1
            rows[hit["id"]] = _judged(hit, company[hit["path"]], answer["right"])
    write(HITS, sorted(rows.values(), key=lambda row: (row["lens"], row["id"])))
    return shares(sorted({picked[one]["lens"] for one in picked}))


def shares(lenses: Iterable[str]) -> int:
    """Print right and judged of each lens, with Wilson's interval, and whether it may be stable."""
    held: Mapping[str, list[bool]] = defaultdict(list)
    for row in lines(HITS):
        if row["right"] is not None:
            held[row["lens"]].append(row["right"])
    for lens in lenses:
        verdicts = held[lens]
        if not verdicts:
            print(f"{lens:20} not judged")
            continue
        n, right = len(verdicts), sum(verdicts)
        rate = wilson(right, n)
        stable = n >= 50 and right / n >= 0.9 and rate.low >= 0.8
        print(
            f"{lens:20} {right:3} of {n:3}  {right / n:.2f} ({rate.low:.2f}–{rate.high:.2f})"
            f"  {'stable' if stable else 'not stable'}"
        )
    return 0


def drop(args: argparse.Namespace) -> int:
    """Take out the rows of some lenses whose place is not found by them any more."""
    found = {row["id"] for path in args.hits for row in lines(path) if row["status"] == "speaks"}
    rows = lines(HITS)
    kept = [row for row in rows if row["lens"] not in args.lens or row["id"] in found]
    write(HITS, kept)
    print(f"{len(rows) - len(kept)} of {len(rows)} rows taken out")
    return shares(args.lens)


def companies(paths: Iterable[Path]) -> dict[str, Row]:
    """Whose text a file is, from the index beside it: its row by the whole path."""
    return {str(path.parent / row["path"]): row for path in paths for row in lines(path)}


def _judged(hit: Row, text: Row, right: bool | None) -> Row:
    if hit["lens"] not in extensions("prose"):
        raise SystemExit(f"There is no lens {hit['lens']}.")
    return {
        "id": hit["id"],
        "lens": hit["lens"],
        "company": text["company"],
        "half": "judge",
        "source": text["source"],
        "day": datetime.date.today().isoformat(),
        "right": right,
    }


def _overlaps(places: Iterable[tuple[int, int]], row: Row) -> bool:
    return any(start < row["end"] and row["start"] < end for start, end in places)


def main() -> int:
    """Read the command line and do what it asks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    deeds = parser.add_subparsers(required=True)
    deed = deeds.add_parser("draw")
    deed.add_argument("hits", type=Path)
    deed.add_argument("folder", type=Path)
    deed.add_argument("--index", nargs="+", type=Path, required=True)
    deed.add_argument("--seen", nargs="*", type=Path, default=[])
    deed.add_argument("--most", type=int, default=60)
    deed.add_argument("--per-company", type=int, default=3)
    deed.add_argument("--seed", type=int, default=1)
    deed.set_defaults(do=draw)
    deed = deeds.add_parser("keep")
    deed.add_argument("folder", type=Path)
    deed.add_argument("answers", nargs="+", type=Path)
    deed.add_argument("--index", nargs="+", type=Path, required=True)
    deed.set_defaults(do=keep)
    deed = deeds.add_parser("drop")
    deed.add_argument("hits", nargs="+", type=Path)
    deed.add_argument("--lens", nargs="+", required=True)
    deed.set_defaults(do=drop)
    args = parser.parse_args()
    return int(args.do(args))


if __name__ == "__main__":
    sys.exit(main())

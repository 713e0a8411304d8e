"""How often is each recogniser right? Measures all of them and writes docs/grades.md.

    python scripts/grades.py MATERIAL SHARED

MATERIAL holds the labelled texts that are not ours to ship (`gold/`, see tests/labels/README.md),
SHARED the shared data. Only texts of companies that no rule or weight was made with count, but
where the table says otherwise. Where a set's texts are not in MATERIAL its row stays as it was
measured last, with that day.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from troth.acts.grade import Grade, grade
from troth.stats.rates.proportions import Interval

PAGE = Path(__file__).parents[1] / "docs" / "grades.md"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Set:
    """One measurement: a task, on what, which labels of it are told, and what is aimed at."""

    task: str
    what: str
    rows: Callable[[Path, Path], Iterator[Row]]
    labels: tuple[str, ...]
    aim: str = ""


def judge_half(row: Row) -> bool:
    """Whether a company's texts are kept for judging: the parity of the hash of its name."""
    return int(hashlib.sha256(str(row["company"]).encode()).hexdigest(), 16) % 2 == 1


def lines(path: Path) -> Iterator[Row]:
    """The rows of a file of JSON lines."""
    for line in path.open(encoding="utf-8"):
        if line.strip():
            yield json.loads(line)


def gold(name: str, key: str = "gold", half: bool = False) -> Callable[[Path, Path], Iterator[Row]]:
    """Rows of the labelled material; `key` is the label that is asked for."""

    def rows(material: Path, _: Path) -> Iterator[Row]:
        for row in lines(material / "gold" / f"{name}.jsonl"):
            if not half or judge_half(row):
                yield {**row, "gold": row.get(key)}

    return rows


def shared(name: str, **kept: str) -> Callable[[Path, Path], Iterator[Row]]:
    """Rows of the shared labels, those with these values."""

    def rows(_: Path, shared: Path) -> Iterator[Row]:
        for row in lines(shared / "labels" / f"{name}.jsonl"):
            if all(row.get(key) == value for key, value in kept.items()):
                yield row

    return rows


def table(
    name: str, labels: dict[str, Any], **columns: str
) -> Callable[[Path, Path], Iterator[Row]]:
    """Test rows of a public table of the shared data, its labels read as ours."""

    def rows(_: Path, shared: Path) -> Iterator[Row]:
        with gzip.open(shared / "text" / f"{name}.tsv.gz", "rt", encoding="utf-8") as stream:
            names = next(stream).rstrip("\n").split("\t")
            for line in stream:
                row = dict(zip(names, line.rstrip("\n").split("\t"), strict=False))
                if row.get("split") == "test" and row["label"] in labels:
                    more = {ours: row.get(theirs) for ours, theirs in columns.items()}
                    yield {"text": row["text"], "gold": labels[row["label"]], **more}

    return rows


SETS = (
    Set("promise", "replies of 24 firms", gold("replies", half=True), ("true",), "F1 .80"),
    Set("promise", "terms of 28 firms", gold("documents-judge"), ("true",), "F1 .80"),
    Set("promise", "replies of 37 further firms", gold("more-replies"), ("true",), "F1 .80"),
    Set("promise", "terms of 70 further firms", gold("more-terms"), ("true",), "F1 .80"),
    Set("promise", "customers' sayings", gold("sayings-judge"), ("true",)),
    Set("promise", "customers' messages", gold("incoming", half=True), ("true",)),
    Set("promise", "customers of 39 further firms", gold("more-incoming"), ("true",)),
    Set("promise", "shared, messages *", shared("promise-dev", kind="message"), ("true",), "F1 .85"),
    Set("promise", "shared, documents *", shared("promise-dev", kind="document"), ("true",)),
    Set("attention", "14 organisations", gold("attention-judge"), ("person", "enterprise", "role"), ".90; F1 .80"),
    Set("attention", "handbook *", shared("attention-dev"), ("market", "none", "role"), ".90"),
    Set("attention", "case posts *", shared("attention-cases-dev"), ("person", "enterprise"), ".90; F1 .80"),
    Set("apology", "replies of 74 firms", gold("apology-judge"), ("apology", "sympathy", "excuse", "refusal"), "P .85, R .80"),
    Set("apology", "replies of 24 firms", gold("replies", "kind", half=True), ("apology", "sympathy", "excuse", "refusal"), "P .85, R .80"),
    Set("apology", "replies of 37 further firms", gold("more-replies", "kind"), ("apology", "sympathy", "excuse", "refusal"), "P .85, R .80"),
    Set("answer-wanted", "customers' messages", gold("incoming", "answer_wanted", half=True), ("true", "false"), "F1 .90"),
    Set("answer-wanted", "customers' sayings", gold("sayings-judge", "answer_wanted"), ("true", "false"), "F1 .90"),
    Set("answer-wanted", "customers of 39 further firms", gold("more-incoming", "answer_wanted"), ("true", "false"), "F1 .90"),
    Set("concern", "customers' messages", gold("incoming", "concern", half=True), ("broken", "task", "outcome")),
    Set("dark-pattern", "shops, test part", table("darkpattern_ec", {"1": True, "0": False}), ("true",), "acc. .97"),
    Set("happiness", "customers' sayings", gold("sayings-judge", "happiness"), ("-1", "0", "1")),
    Set("happiness", "airline tweets", table("sentiment_airline", {"negative": -1, "neutral": 0, "positive": 1}), ("-1", "0", "1")),
    Set("agreement", "SICK, test part", table("nli_sick", {"ENTAILMENT": "same", "CONTRADICTION": "otherwise", "NEUTRAL": "apart"}, other="text_b"), ("same", "otherwise")),
)  # fmt: skip

HEAD = """# How often the recognisers are right

Measured by `scripts/grades.py`, on texts of companies that no rule and no weight was made with, but for those marked *: their
labels are known, and single ones were looked at. Readers were language models that read item by item (see `tests/labels/README.md`), so
take their agreement as an upper bound. Shares with Wilson's 95 % interval; P is precision, R recall. What a goal asks and the number does
not reach is not reached. The further firms were labelled in one pass by one reader each, without a second to hold the labels against. One rule
(that a name in capitals may be ours) was chosen after the terms of 28 firms had been measured: with the other, F1 was .79. `troth grade TASK FILE` gives the same for your own text.

| task | on | n | right | label: P, R, F1 | aim | texts a CPU second | measured |
|---|---|---:|---|---|---|---:|---|
"""


def share(one: Interval) -> str:
    """A share with its interval."""
    if not one.n or one.value is None:
        return "–"
    return f"{one.value:.2f} ({one.low:.2f}–{one.high:.2f})"


def line(one: Set, found: Grade, day: str) -> str:
    """One measurement as a row of the page."""
    told = []
    for each in found.labels:
        if each.label in one.labels and each.n:
            f1 = "–" if each.f1 is None else f"{each.f1:.2f}"
            told.append(
                f"{each.label} (n={each.n}): {share(each.precision)}, {share(each.recall)}, {f1}"
            )
    speed = f"{found.per_second:,.0f}"
    cells = (
        one.task,
        one.what,
        str(found.n),
        share(found.accuracy),
        "<br>".join(told),
        one.aim,
        speed,
        day,
    )
    return f"| {' | '.join(cells)} |\n"


def main(material: str, data: str) -> int:
    """Measure, and write the page."""
    page, before, today = HEAD, measured(), date.today().isoformat()
    for one in SETS:
        try:
            rows = [json.dumps(row) for row in one.rows(Path(material), Path(data))]
        except FileNotFoundError as absent:
            print(one.task, one.what, f"stays as it was: {absent.filename} is not there")
            page += before[one.task, one.what]
            continue
        found = grade(one.task, rows, one.what)
        print(one.task, one.what, found.n, found.accuracy.value)
        page += line(one, found, today)
    PAGE.write_text(page, encoding="utf-8")
    return 0


def measured() -> dict[tuple[str, str], str]:
    """The rows of the page as it is, by task and what it was measured on."""
    rows = [row for row in PAGE.read_text(encoding="utf-8").splitlines() if row.startswith("| ")]
    cells = [(row, row.split(" | ")) for row in rows]
    return {(told[0].removeprefix("| "), told[1]): f"{row}\n" for row, told in cells}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""The whole folder of real data by one command, and from each file as many records as it holds."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.calling import Called, own_process

pytestmark = pytest.mark.slow
SAMPLE = (
    '[files."*cdnow_sample.txt"]\nheader = ["customer", "sample", "date", "quantity", "amount"]\n'
)
"""The one table without a header: what its columns are has to be said."""

HELD: dict[str, tuple[str, dict[str, int]]] = {
    "README.md": ("documents", {"document": 1}),
    "care/care-dev.jsonl": ("messages", {"message": 1_211}),
    "events/cdnow_elog_btyd.csv": ("purchases", {"purchase": 6_919}),
    "events/cdnow_master.txt.gz": ("purchases", {"purchase": 69_659}),
    "events/cdnow_sample.txt": ("purchases", {"purchase": 6_919}),
    "events/discrete_sim_elog.csv.gz": ("purchases", {"purchase": 52_432}),
    "events/example_transactions.csv": ("purchases", {"purchase": 15_273}),
    "events/eventlog_helpdesk_verenich.csv": ("process-log", {"step": 13_710}),
    "events/eventlog_receipt.csv.gz": ("process-log", {"step": 8_577}),
    "events/eventlog_repair_example.xes.gz": ("xes-log", {"step": 11_855}),
    "events/eventlog_running_example.csv": ("process-log", {"step": 42}),
    "events/eventlog_sepsis_bupar.csv.gz": ("process-log", {"step": 15_214}),
    "events/eventlog_traffic_fines_bupar.csv.gz": ("process-log", {"step": 34_724}),
    "events/nps_testdata_cran.csv": ("nps-answers", {"survey_answer": 1_000}),
    "events/psm_product_x.csv": ("price-answers", {"survey_answer": 6_000}),
    "events/psm_synthetic.csv": ("price-answers", {"survey_answer": 1_000}),
    "events/psm_wshoekstra.csv": ("price-answers", {"survey_answer": 6_000}),
    "labels/CODEBOOK.md": ("documents", {"document": 1}),
    "terms/terms-dev.jsonl.zst": ("document-versions", {"document": 142, "change": 136}),
    "telco-2026-03-01.csv.gz": ("subscription-snapshot", {"period": 7_043}),
}
CASES = {
    "helpdesk_verenich": 3_804,
    "receipt": 1_434,
    "repair_example": 1_104,
    "running_example": 6,
    "sepsis_bupar": 1_050,
    "traffic_fines_bupar": 10_000,
}
NO_RECORDS = ("labels/", "text/", "events/surv_", "events/cdnow_summary_", "events/donations_")
"""Labelled sentences and tables of statistics, which are nobody's deeds: set aside, each once."""


@pytest.fixture(scope="module")
def root(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("zstd") is None:
        pytest.skip("NO ZSTD: the handbook was not unpacked (Debian: apt install zstd)")
    root = tmp_path_factory.mktemp("everything") / "ws"
    root.mkdir()
    (root / "troth.toml").write_text(SAMPLE, encoding="utf-8")
    handbook = root.parent / "handbook"
    handbook.mkdir()
    packed = data / "handbook" / "sourcegraph-handbook.tar.zst"
    subprocess.run(["tar", "--zstd", "-xf", packed, "-C", handbook], check=True)
    dated = root.parent / "telco-2026-03-01.csv.gz"
    shutil.copy(data / "events" / "telco_churn.csv.gz", dated)
    return root


@pytest.fixture(scope="module")
def added(data: Path, root: Path) -> Called:
    more = (root.parent / "handbook", root.parent / "telco-2026-03-01.csv.gz")
    return own_process("-C", root, "add", data, *more, "--format", "json").fine()


@pytest.fixture(scope="module")
def told(data: Path, added: Called) -> dict[str, dict[str, Any]]:
    """The receipts by the path in the folder."""
    found = {}
    for one in added.json["sources"]:
        path = one["path"]
        inside = path.partition(f"{data.parent.name}/{data.name}/")[2]
        found[inside or path.removeprefix("../")] = one
    return found


def test_each_file_gives_what_it_holds(told: dict[str, dict[str, Any]]) -> None:
    found = {
        name: (one["source"], one["kinds"])
        for name, one in told.items()
        if one["outcome"] == "read" and not name.startswith("handbook/")
    }
    assert found == HELD
    assert sum(one["set_aside"] for one in told.values() if one["outcome"] == "read") == 0


def test_every_page_of_the_handbook_is_a_document(
    root: Path, told: dict[str, dict[str, Any]]
) -> None:
    pages = sorted((root.parent / "handbook").rglob("*.md"))
    blank = {page for page in pages if not page.read_bytes().strip()}
    assert len(pages) - len(blank) > 340
    for page in pages:
        one = told[page.relative_to(root.parent).as_posix()]
        want = ("refused", {}) if page in blank else ("read", {"document": 1})
        assert (one["outcome"], one["kinds"]) == want, page


def test_what_is_no_record_is_set_aside_with_a_reason(
    data: Path, added: Called, told: dict[str, dict[str, Any]]
) -> None:
    refused = [name for name, one in told.items() if one["outcome"] == "refused"]
    ours = [name for name in refused if not name.startswith("handbook/content")]
    strange = [name for name in ours if not name.startswith(NO_RECORDS)]
    assert sorted(strange) == [
        "events/reference_numbers.json",
        "events/telco_churn.csv.gz",
        "handbook/LICENSE",
        "handbook/sourcegraph-handbook.tar.zst",
    ]
    assert all(told[name]["set_aside"] == 1 for name in refused)
    assert all(one["says"] and one["advice"] for one in added.json["rejects"])
    whole = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    assert whole <= told.keys()


def test_the_store_holds_what_the_literature_counts(data: Path, root: Path, added: Called) -> None:
    import troth

    reference = json.loads((data / "events" / "reference_numbers.json").read_text())
    with troth.open(root) as work:
        steps = work.evidence("step")
        cases = steps.group_by("origin_file").aggregate(n=steps.thread.nunique()).to_pyarrow()
        found = {row["origin_file"]: row["n"] for row in cases.to_pylist()}
        by_name = {name: n for name in CASES for file, n in found.items() if name in file}
        assert by_name == CASES
        assert steps.filter(steps.thread == "NA").count().to_pyarrow().as_py() > 0
        periods = work.evidence("period").to_pyarrow().to_pylist()
        answers = work.evidence("survey_answer").to_pyarrow().to_pylist()
        bought = work.evidence("purchase").to_pyarrow().to_pylist()
    told = [json.loads(row["extra"]) for row in periods]
    assert len(told) == reference["telco"]["rows"]
    blank = sum("TotalCharges" not in one for one in told)
    assert blank == reference["telco"]["blank_total_charges"]
    assert sum(row["status"] == "cancelled" for row in periods) == reference["telco"]["churned"]
    master = [row for row in bought if "cdnow_master" in row["origin_file"]]
    assert len({row["by"] for row in master}) == 23_570
    nps = [row["score"] for row in answers if "nps_testdata" in row["origin_file"]]
    shares = (sum(n <= 6 for n in nps), sum(7 <= n <= 8 for n in nps), sum(n >= 9 for n in nps))
    assert shares == (362, 176, 462)
    assert valid(answers) == reference["psm_product_x"]["valid"]


def valid(answers: list[dict[str, Any]]) -> int:
    """How many people named four prices in the order that they must have."""
    people: dict[int, dict[str, float]] = {}
    for row in answers:
        if "psm_product_x" in row["origin_file"]:
            people.setdefault(row["origin_row"], {})[row["question"]] = row["score"]
    order = ("too_cheap", "cheap", "expensive", "too_expensive")
    prices = ([one[name] for name in order] for one in people.values())
    return sum(a < b < c < d for a, b, c, d in prices)

"""Real logs, versions of terms, subscriptions and answers, through the command line, dry."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.calling import own_process

pytestmark = pytest.mark.slow
LOGS = {
    "events/eventlog_helpdesk_verenich.csv": ("process-log", {"step": 13_710}),
    "events/eventlog_receipt.csv.gz": ("process-log", {"step": 8_577}),
    "events/eventlog_sepsis_bupar.csv.gz": ("process-log", {"step": 15_214}),
    "events/eventlog_traffic_fines_bupar.csv.gz": ("process-log", {"step": 34_724}),
    "events/eventlog_running_example.csv": ("process-log", {"step": 42}),
    "events/eventlog_repair_example.xes.gz": ("xes-log", {"step": 11_855}),
    "events/nps_testdata_cran.csv": ("nps-answers", {"survey_answer": 1_000}),
    "events/psm_product_x.csv": ("price-answers", {"survey_answer": 6_000}),
    "terms/terms-dev.jsonl.zst": ("document-versions", {"document": 142, "change": 136}),
}


def test_all_go_in_with_the_counts_of_the_literature(data: Path, tmp_path: Path) -> None:
    files = [data / name for name in LOGS]
    told = own_process("-C", tmp_path / "ws", "add", *files, "--dry-run", "--format", "json").fine()
    found = {Path(one["path"]).name: one for one in told.json["sources"]}
    for name, (source, kinds) in LOGS.items():
        one = found[Path(name).name]
        assert (one["source"], one["kinds"], one["set_aside"]) == (source, kinds, 0), name


def test_sepsis_has_a_case_called_na(data: Path, tmp_path: Path) -> None:
    import troth

    file = data / "events" / "eventlog_sepsis_bupar.csv.gz"
    own_process("-C", tmp_path / "ws", "add", file).fine()
    with troth.open(tmp_path / "ws") as work:
        steps = work.evidence("step")
        assert steps.thread.nunique().to_pyarrow().as_py() == 1_050
        assert steps.filter(steps.thread == "NA").count().to_pyarrow().as_py() > 0


def test_subscriptions_want_the_day_they_were_listed(data: Path, tmp_path: Path) -> None:
    file = data / "events" / "telco_churn.csv.gz"
    undated = own_process("-C", tmp_path / "ws", "add", file, "--dry-run", "--format", "json").fine(
        2
    )
    (reject,) = undated.json["rejects"]
    assert "on which day" in reject["says"]
    dated = tmp_path / "telco-2026-03-01.csv.gz"
    shutil.copy(file, dated)
    told = own_process("-C", tmp_path / "ws", "add", dated, "--dry-run", "--format", "json").fine()
    (one,) = told.json["sources"]
    assert (one["source"], one["kinds"], one["set_aside"]) == (
        "subscription-snapshot",
        {"period": 7_043},
        0,
    )

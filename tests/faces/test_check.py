"""`troth check` as people and programs see it: the page, exit codes, every format."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from troth.acts.check import Checked, check
from troth.faces.check_forms import check_github, check_sarif, finding_json
from troth.faces.checking import check_text
from troth.model.document import Backing, BackingPromise

PLAN = (
    "# Plan for the spring\n\nCustomers want **faster** parcels. We win more customers in the "
    "north. Customers in the south order less. Our customers compare prices. Few customers stay.\n"
)
LAUNCH = "# Sender Plus\n\nBest of all, every plan includes 24/7 support.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "plan.md").write_text(PLAN)
    (tmp_path / "launch.md").write_text(LAUNCH)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TROTH_CACHE_DIR", str(tmp_path / ".cache"))
    return tmp_path


def troth(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "troth", "check", *words],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )


def backed() -> Backing:
    promise = BackingPromise(
        "p-1", "We answer on weekdays, 9 to 17", True, True, "open",
        "pricing.md:40, confirmed 3 Mar", 0.94, 0.90, 0.97, 212,
    )  # fmt: skip
    return Backing((promise,) * 10)


def launch() -> Checked:
    return check(["launch.md"], backing=backed())


def test_the_page_as_it_is_drawn(folder: Path) -> None:
    assert check_text(launch(), False, 41) == (
        "launch.md:3:14  unbacked-claim   “every plan includes 24/7 support” – no promise in the "
        "ledger stands behind this; one says otherwise.\n"
        "  |\n"
        "3 | Best of all, every plan includes 24/7 support.\n"
        "  |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  = nearest: “We answer on weekdays, 9 to 17” (pricing.md:40, confirmed 3 Mar), "
        "kept 94 % (90–97, n = 212)\n"
        "  = instead: say what is true; or make it a promise that somebody owns and a measure tests\n"
        "You make 1 claim here; is it a promise?   troth promises triage launch.md\n"
        "1 finding is a preview's, not proven on enough texts yet: troth explain LENS; --no-preview "
        "leaves them out.\n"
        "1 finding in 1 file (41 ms). Any finding fails."
    )


def test_previews_count_what_the_last_line_counts(folder: Path) -> None:
    done = launch()
    doubt = replace(done.findings[0], status="unsure")
    both = check_text(replace(done, findings=(*done.findings, doubt, doubt)), False, 1)
    assert "\n1 finding and 2 doubts are a preview's, " in both
    assert "\n1 finding in 1 file, 2 unsure (1 ms)." in both
    alone = check_text(replace(done, findings=(doubt,)), False, 1)
    assert "\n1 doubt is a preview's, " in alone


def test_exit_codes_and_where_things_go(folder: Path) -> None:
    found = troth("plan.md")
    assert found.returncode == 1
    assert "This plan speaks of customers 5 times" in found.stdout
    assert "here-for-you, unbacked-claim are silent" in found.stdout
    assert "\x1b" not in found.stdout
    assert troth("launch.md").returncode == 0
    absent = troth("nope.md")
    assert (absent.returncode, absent.stdout) == (2, "")
    assert "no such file" in absent.stderr
    (folder / "zero.md").write_bytes(b"")
    empty = troth("zero.md")
    assert empty.returncode == 2
    assert "zero.md  set aside: The file is empty." in empty.stdout
    assert troth("launch.md", "zero.md").returncode == 0
    (folder / "photo.md").write_bytes(b"\x00\x01" * 40)
    assert troth("launch.md", "photo.md").returncode == 2
    assert troth("plan.md", "--select", "facless").returncode == 2


def test_standard_input(folder: Path) -> None:
    found = troth("-", "--stdin-filename", "q3-plan.md", "--format", "json", stdin=PLAN)
    assert found.returncode == 1
    assert json.loads(found.stdout)[0]["path"] == "q3-plan.md"


def test_quiet_says_only_findings(folder: Path) -> None:
    assert "silent" not in troth("plan.md", "-q").stdout
    assert troth("launch.md", "-q").stdout == ""


def test_json_has_the_keys_of_every_finding(folder: Path) -> None:
    rows = json.loads(troth("plan.md", "--format", "json").stdout)
    assert [row["lens"] for row in rows] == ["faceless"]
    row = rows[0]
    assert (row["path"], row["line"], row["column"]) == ("plan.md", 3, 1)
    assert (row["end_line"], row["status"], row["severity"]) == (3, "speaks", "warning")
    assert row["cites"][0]["quote"] == "Customers want faster parcels."
    assert row["strength"]["n"] == 5


def test_a_document_finding_has_the_shape_of_any_other(folder: Path) -> None:
    wire = pytest.importorskip("troth.faces.wire")
    done = launch()
    finding = done.findings[0]
    cite = SimpleNamespace(evidence="e", kind="document", at_us=None, quote="", origin=None)
    told = SimpleNamespace(
        **{name: getattr(finding, name) for name in ("id", "lens", "says", "severity", "preview",
        "anchor", "status", "strength", "next", "would_change", "since_us", "place", "instead",
        "due_us", "stakes", "group", "data")},
        subject=SimpleNamespace(kind="document", id="e", name="", account=None, side=None),
        cites=(cite,),
    )  # fmt: skip
    ours, theirs = finding_json(finding, done.document(finding)), wire.finding_json(told)
    assert set(theirs) <= set(ours)
    assert set(theirs["cites"][0]) <= set(ours["cites"][0])
    assert set(theirs["subject"]) <= set(ours["subject"])


def test_csv_is_inert_in_a_spreadsheet(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(troth("plan.md", "--format", "csv").stdout)))
    assert [(row["path"], row["line"], row["lens"]) for row in rows] == [
        ("plan.md", "3", "faceless")
    ]


def test_sarif_points_at_its_rule_and_keeps_its_fingerprint(folder: Path) -> None:
    log = json.loads(check_sarif(launch()))
    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    result = run["results"][0]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] == "warning"
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "launch.md"
    assert location["region"] == {"startLine": 3, "startColumn": 14, "endLine": 3, "endColumn": 46}
    assert result["partialFingerprints"]["troth/v1"] == launch().findings[0].id


def test_github_annotations_are_escaped(folder: Path) -> None:
    (folder / "a,b.md").write_text(LAUNCH.replace("24/7", "100 % 24/7"))
    line = check_github(check(["a,b.md"], backing=backed()))
    assert line.startswith("::warning file=a%2Cb.md,line=3,")
    assert "100 %25 24/7" in line
    assert "\n" not in line


def test_junit_fails_the_document(folder: Path) -> None:
    (folder / "zero.md").write_bytes(b"")
    suite = ElementTree.fromstring(troth(".", "--format", "junit").stdout)
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "1", "1")


def test_a_hostile_document_cannot_steer_the_terminal(folder: Path) -> None:
    Path("plan.md").write_text(PLAN.replace("faster", "\x1b[2Jfaster\x07"))
    assert "\x1b" not in troth("plan.md").stdout


def test_a_baseline_is_written_and_used(folder: Path) -> None:
    assert troth("plan.md", "--write-baseline", "known.json").returncode == 0
    known = troth("plan.md", "--baseline", "known.json")
    assert known.returncode == 0
    assert "1 known from the baseline" in known.stdout


def test_statistics_carry_their_interval(folder: Path) -> None:
    text = troth("plan.md", "--statistics").stdout
    assert "market: 5 of 6 sentences, 83.3 %" in text
    assert "Wilson 95 %" in text


def test_long_and_wide_lines_are_cut_around_the_words(folder: Path) -> None:
    Path("launch.md").write_text("前 " + "word " * 60 + "and, every plan includes 24/7 support.\n")
    lines = check_text(launch(), False, 1).splitlines()
    excerpt, carets = lines[2], lines[3]
    assert len(excerpt) < 110
    assert excerpt[carets.index("^") : carets.rindex("^") + 1] == "every plan includes 24/7 support"


def test_an_idle_allowance_is_told(folder: Path) -> None:
    Path("plan.md").write_text("# Plan\n\n<!-- troth: allow faceless: we met nine -->\nCalm.\n")
    done = troth("plan.md")
    assert done.returncode == 0
    assert "plan.md:3 allows “faceless”, but there is nothing to allow; take it out." in done.stdout


def test_what_fails_is_said_and_counts_for_the_exit_code(folder: Path) -> None:
    calm = troth("plan.md", "--fail-on", "error")
    assert calm.returncode == 0
    assert "1 finding in 1 file" in calm.stdout
    assert calm.stdout.rstrip().endswith("Errors fail.")
    assert troth("plan.md", "--exit-zero").returncode == 0
    assert troth("nope.md", "--exit-zero").returncode == 2
    (folder / "troth.toml").write_text('[check]\nfail-on = "never"\n')
    assert troth("plan.md").returncode == 0
    assert troth("plan.md", "--fail-on", "warning").returncode == 1


def test_a_wrong_name_offers_the_near_one(folder: Path) -> None:
    for flag in ("--select", "--ignore", "--extend-select"):
        told = troth("plan.md", flag, "facless")
        assert (told.returncode, told.stdout) == (2, "")
        assert "Did you mean “faceless”?" in told.stderr
    broken = troth("plan.md", "--config", "check.fail-on=loud")
    assert broken.returncode == 2
    assert "Traceback" not in broken.stderr


def test_files_and_settings_are_shown_and_nothing_is_checked(folder: Path) -> None:
    (folder / "troth.toml").write_text('ignore = ["launch.md"]\n[check]\nfail-on = "error"\n')
    shown = troth(".", "--show-files")
    assert (shown.returncode, shown.stdout) == (0, "plan.md\n")
    settings = troth("plan.md", "--show-settings")
    assert settings.returncode == 0
    assert "settings   troth.toml" in settings.stdout
    assert "fails on   error" in settings.stdout


def test_fixes_are_shown_then_made(folder: Path) -> None:
    page = folder / "note.md"
    page.write_text("# Note\n\nWe ship the the box.\n")
    told = troth("note.md")
    assert told.returncode == 0
    assert "1 slip of the pen can be mended" in told.stdout
    shown = troth("note.md", "--show-fixes")
    assert shown.returncode == 1
    assert "-We ship the the box.\n+We ship the box.\n" in shown.stdout
    assert "the the" in page.read_text()
    assert troth("note.md", "--fix").returncode == 0
    assert page.read_text() == "# Note\n\nWe ship the box.\n"
    assert troth("note.md", "--show-fixes").returncode == 0


def test_add_ignore_and_baseline_from_the_command_line(folder: Path) -> None:
    assert troth("plan.md", "--add-ignore", "we met nine").returncode == 0
    assert troth("plan.md").returncode == 0
    assert "we met nine" in (folder / "plan.md").read_text()
    (folder / "plan.md").write_text(PLAN)
    assert "1 finding written" in troth("plan.md", "--write-baseline", "known.json").stderr
    (folder / "other-plan.md").write_text(PLAN)
    again = troth(".", "--write-baseline", "known.json")
    assert "1 new one was left out: a baseline only shrinks." in again.stderr
    assert "1 known from the baseline" in troth(".", "--baseline", "known.json").stdout


def test_statistics_count_by_lens(folder: Path) -> None:
    text = troth("plan.md", "--statistics").stdout
    assert re.search(r"lens +findings +unsure +per 1,000 words\nfaceless +1 +0 +\d+\.\d\d", text)


def test_output_goes_to_a_file_and_the_cache_can_be_left_out(folder: Path) -> None:
    done = troth("plan.md", "--format", "html", "-o", "found.html", "--no-cache")
    assert (done.returncode, done.stdout) == (1, "")
    assert Path("found.html").read_text().startswith("<!doctype html>")
    assert not Path(".cache").exists()
    troth("plan.md")
    assert len(list(Path(".cache/check").glob("??/*"))) == 1


def test_watching_checks_again_when_a_file_changes(folder: Path) -> None:
    command = [sys.executable, "-u", "-m", "troth", "check", "plan.md", "--watch", "--no-cache"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as watching:
        assert watching.stdout is not None
        lines = iter(watching.stdout.readline, b"")
        patience = threading.Timer(60, watching.kill)
        patience.start()
        try:
            assert any(b"Any finding fails" in line for line in lines)
            (folder / "plan.md").write_text("# Plan\n\nCalm.\n")
            assert any(b"0 findings in 1 file" in line for line in lines)
            (folder / "troth.toml").write_text('[check]\nfail-on = "nonsense"\n')
            assert any(b"cannot be" in line for line in lines)
            (folder / "troth.toml").unlink()
            assert any(b"0 findings in 1 file" in line for line in lines)
            time.sleep(0.3)
        finally:
            patience.cancel()
            watching.send_signal(signal.SIGINT)
            try:
                assert watching.wait(20) == 0
            finally:
                watching.kill()


def test_the_hook_is_one_that_pre_commit_takes() -> None:
    clientlib = pytest.importorskip("pre_commit.clientlib")
    path = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
    (hook,) = clientlib.load_manifest(str(path))
    assert (hook["id"], hook["entry"], hook["language"]) == ("troth-check", "troth check", "python")

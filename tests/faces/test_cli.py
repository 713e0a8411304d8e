"""Every command as a shell and a program meet it: help, JSON, exit codes, streams, files."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import click
import pytest

from tests.calling import Called, inside, own_process, troth
from troth.faces.cli import troth_command

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (
    *("add", "changes", "check", "correct", "decide", "decisions", "demo", "diff", "doctor"),
    *("explain", "export", "forget", "incidents", "owners", "renewals", "tasks"),
    *("grade", "init", "letter", "look", "lsp"),
    *("note", "people", "person", "promises", "report", "search", "serve", "sides", "sync"),
    *("today", "verify"),
    *("account", "journeys", "levels", "segments", "views"),
)
DEEDS = (
    *("attach", "confirm", "detach", "export", "hand-over", "list", "mark", "merge", "note"),
    *("reject", "reopen", "repair", "show", "theirs", "triage"),
)
FINDING = {
    *("id", "lens", "says", "severity", "preview", "anchor", "subject", "status", "strength"),
    *("cites", "next", "would_change", "path", "line", "column", "end_line", "end_column"),
    "instead",
}
SUBJECT = {"kind", "id", "name", "account", "side"}
STRENGTH = {"kind", "value", "low", "high", "n", "unit", "method"}
CITE = {"evidence", "at", "quote", "origin"}
SOURCE = {
    *("path", "source", "kind", "rows_read", "new", "changed", "unchanged", "set_aside"),
    *("first_at", "last_at"),
}
VERIFIED = {
    *("promise", "words", "status", "kept", "broken", "n", "rate", "low", "high", "method"),
    *("people", "cites"),
}
HEALTH = {"evidence", "people", "accounts", "promises", "findings", "rejects", "healthy"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
PLAN = """---
genre: plan
---

# The plan for spring

Customers want faster parcels. We will win more customers in the north. Customers in the south
order less. Our customers compare prices. We expect customers to stay longer.
"""


@pytest.fixture(scope="module")
def company(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example company, looked at once. Not to be written to."""
    return Path(shutil.copytree(demo, tmp_path_factory.mktemp("cli") / "company"))


@pytest.fixture
def own(company: Path, tmp_path: Path) -> Path:
    """A copy, to write to."""
    return Path(shutil.copytree(company, tmp_path / "company"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.md"
    path.write_text(PLAN, encoding="utf-8")
    return path


def are_findings(told: Any) -> None:
    assert isinstance(told, list)
    assert told
    for one in told:
        assert set(one) >= FINDING
        assert set(one["subject"]) >= SUBJECT
        assert set(one["strength"]) >= STRENGTH
        assert one["status"] in ("speaks", "unsure")
        assert one["cites"]
        for cite in one["cites"]:
            assert set(cite) >= CITE
            assert cite["at"] is None or MOMENT.fullmatch(cite["at"])
        assert "{" not in one["says"] + one["next"], one


# --- help ------------------------------------------------------------------------------------


def test_help_lists_what_works_and_nothing_else() -> None:
    told = troth("--help").fine().out
    listed = re.findall(r"^  (\w+)  ", told.partition("Commands:")[2], re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)
    assert troth("-h").fine().out == told


@pytest.mark.parametrize("words", [(name,) for name in COMMANDS])
def test_every_command_has_help(words: tuple[str, ...]) -> None:
    told = troth(*words, "--help").fine()
    assert told.out.startswith(f"Usage: troth {words[0]}")
    assert troth(*words, "-h").fine().out == told.out
    assert told.err == ""


@pytest.mark.parametrize("deed", DEEDS)
def test_every_deed_upon_promises_has_help(deed: str) -> None:
    assert troth("promises", deed, "--help").fine().out.startswith(f"Usage: troth promises {deed}")


def test_no_deed_upon_promises_is_left_out() -> None:
    group = troth_command.get_command(click.Context(troth_command), "promises")
    assert isinstance(group, click.Group)
    assert sorted(group.commands) == sorted(DEEDS)


def test_the_version() -> None:
    import troth as package

    assert troth("--version").fine().out == f"troth {package.__version__}\n"


# --- faults of the one who types -------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (("lok",), "“look”"),
        (("verfy",), "“verify”"),
        (("explain", "silense"), "“silence”"),
        (("look", "unanswerd"), "“unanswered”"),
        (("today", "--lens", "unanswerd"), "“unanswered”"),
        (("check", "{plan}", "--select", "facelss"), "“faceless”"),
    ],
)
def test_a_name_that_does_not_exist_offers_near_ones(
    company: Path, plan: Path, words: tuple[str, ...], offers: str
) -> None:
    with inside(company):
        told = troth(*(word.replace("{plan}", str(plan)) for word in words)).fine(2)
    assert offers in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    "words",
    [
        ("add",),
        ("add", "nowhere.csv"),
        ("check", "nowhere.md"),
        ("check",),
        ("look", "--as-of", "tomorrow"),
        ("look", "--format", "xml"),
        ("person", "Nobody Atall"),
        ("export", "Nobody Atall"),
        ("forget", "Nobody Atall", "--yes"),
        ("note", "f-nothing", "--dismiss", "x"),
        ("note", "f-nothing"),
        ("promises", "show", "p-nothing"),
        ("promises", "mark", "p-nothing", "kept", "--reason", "x"),
        ("promises", "reject", "p-nothing"),
        ("wrong",),
        ("--wrong",),
    ],
    ids=" ".join,
)
def test_what_cannot_be_run_says_so_on_standard_error_and_ends_with_2(
    company: Path, words: tuple[str, ...]
) -> None:
    with inside(company):
        told = troth(*words).fine(2)
    assert told.out == ""
    assert len(told.err.strip()) > 10
    assert "Traceback" not in told.err
    assert "broke" not in told.err


@pytest.mark.parametrize("words", [("look",), ("today",), ("doctor",), ("person", "Ana")])
def test_outside_a_workspace_it_says_how_to_make_one(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    with inside(tmp_path):
        told = troth(*words).fine(2)
    assert "troth init" in told.err
    assert not (tmp_path / ".troth").exists()


def test_to_forget_is_asked_first_and_a_pipe_is_no_yes(own: Path) -> None:
    found = troth("-C", own, "look", "--format", "json").fine().json
    who = next(one["subject"]["id"] for one in found if one["subject"]["kind"] == "person")
    told = troth("-C", own, "forget", who)
    assert told.code != 0
    assert "Forget" in told.err
    assert troth("-C", own, "person", who).code == 0


# --- JSON in the shapes that programs rely on ------------------------------------------------


def test_look(company: Path) -> None:
    told = troth("-C", company, "look", "--format", "json").fine()
    are_findings(told.json)
    assert told.err == ""
    some = troth("-C", company, "look", "silence", "--format", "json").fine().json
    assert {one["lens"] for one in some} == {"silence"}
    again = troth("-C", company, "look", "--no-run", "--format", "json").fine().json
    assert [one["id"] for one in again] == [one["id"] for one in told.json]
    assert troth("-C", company, "look", "--new", "--format", "json").fine().json is not None


def test_look_about_one_person_account_or_side(company: Path) -> None:
    everyone = troth("-C", company, "look", "--format", "json").fine().json
    people = [one for one in everyone if one["subject"]["kind"] == "person"]
    subject = people[0]["subject"]
    hers = troth("-C", company, "look", "--person", subject["id"], "--format", "json").fine().json
    assert {one["subject"]["id"] for one in hers} == {subject["id"]}
    side = troth("-C", company, "look", "--side", subject["side"], "--format", "json").fine().json
    assert {one["subject"]["side"] for one in side} == {subject["side"]}
    assert 0 < len(side) < len(everyone)


def test_today(company: Path) -> None:
    told = troth("-C", company, "today", "--format", "json").fine().json
    assert set(told) >= {"records_until", "rows"}
    assert told["records_until"]
    assert all(MOMENT.fullmatch(until) for until in told["records_until"].values())
    rows = told["rows"]
    assert 0 < len(rows) <= 10
    are_findings(rows)
    assert all(any(cite["quote"] for cite in row["cites"]) for row in rows)
    who = [row["subject"]["id"] for row in rows if len(row["people"]) <= 1]
    assert len(who) == len(set(who))
    assert told["expect"]["rows"] == len(rows)
    assert told["expect"]["says"] in " ".join(troth("-C", company, "today").fine().out.split())
    one = troth("-C", company, "today", "--lens", "silence", "--format", "json").fine().json["rows"]
    assert one
    assert {row["lens"] for row in one} == {"silence"}
    assert len(troth("-C", company, "today", "--limit", "3", "--format", "json").json["rows"]) == 3
    everybody = troth("-C", company, "today", "--all", "--format", "json").fine().json
    assert len(everybody["rows"]) == len(rows) + told["left"]


def test_verify_and_its_exit_code(own: Path) -> None:
    first = troth("-C", own, "verify", "--format", "json")
    assert first.code in (0, 1)
    made = troth(
        *("-C", own, "promises", "note", "We will call back"),
        *("--due", "2025-01-01", "--owner", "tom", "--format", "json"),
    ).fine()
    id = made.json[0]["id"]
    troth("-C", own, "promises", "mark", id, "broken", "--reason", "she says so").fine()
    told = troth("-C", own, "verify", "--format", "json").fine(1).json
    assert isinstance(told, list)
    for one in told:
        assert set(one) >= VERIFIED
        assert one["status"] in ("open", "kept", "late", "partly", "broken", "unverifiable")
    assert {one["promise"]: one["status"] for one in told}[id] == "broken"
    assert "broken" in troth("-C", own, "verify").fine(1).out


def test_verify_of_nothing_finds_nothing(tmp_path: Path) -> None:
    troth("init", tmp_path / "acme").fine()
    assert troth("-C", tmp_path / "acme", "verify", "--format", "json").fine(0).json == []
    assert "troth promises triage" in troth("-C", tmp_path / "acme", "verify").fine(0).out


def test_doctor(company: Path) -> None:
    told = troth("-C", company, "doctor", "--format", "json").fine().json
    assert set(told) >= HEALTH
    assert told["evidence"]["message"] > 0
    assert told["healthy"] is True
    assert told["leaves"] == []
    assert "All is well." in troth("-C", company, "doctor").fine().out


def test_doctor_ends_with_1_where_something_is_wrong(own: Path) -> None:
    next((own / ".troth" / "evidence").rglob("*.parquet")).unlink()
    told = troth("-C", own, "doctor").fine(1)
    assert "is missing" in told.out


def test_add_gives_a_receipt(tmp_path: Path) -> None:
    file = tmp_path / "desk.csv"
    file.write_text(
        "message_id,at,direction,author,text\n"
        "1,2026-03-02 09:00,in,ana@x.example,Where is it?\n2,31/02/2026,in,ana@x.example,And?\n"
    )
    root = tmp_path / "acme"
    dry = troth("-C", root, "add", file, "--dry-run", "--format", "json").fine().json
    told = troth("-C", root, "add", file, "--format", "json").fine(0).json
    for one in (dry, told):
        assert set(one) >= {"sources", "people_new", "people_seen", "rejects"}
        assert set(one["sources"][0]) >= SOURCE
        assert one["sources"][0]["new"] == one["sources"][0]["set_aside"] == 1
        assert set(one["rejects"][0]) >= {"origin", "excerpt", "says", "advice"}
        assert one["rejects"][0]["origin"]["row"] == 3
    again = troth("-C", root, "add", file, "--format", "json").fine().json
    assert (again["sources"][0]["new"], again["people_new"]) == (0, 0)
    broken = tmp_path / "broken.csv"
    broken.write_bytes(bytes(100))
    assert troth("-C", root, "add", broken, "--format", "json").fine(2).json["rejects"]


def test_add_reads_standard_input(tmp_path: Path) -> None:
    given = b"at,direction,author,text\n2026-03-02 09:00,in,ana@x.example,Where is it?\n"
    told = troth("-C", tmp_path / "acme", "add", "-", "--format", "json", given=given).fine().json
    assert (told["sources"][0]["path"], told["sources"][0]["new"]) == ("-", 1)


def test_person_and_export(company: Path) -> None:
    found = troth("-C", company, "look", "--format", "json").fine().json
    subject = next(one["subject"] for one in found if one["subject"]["kind"] == "person")
    page = troth("-C", company, "person", subject["id"], "--format", "json").fine().json
    assert page["person"]["id"] == subject["id"]
    are_findings(page["findings"])
    held = troth("-C", company, "export", subject["id"]).fine().json
    assert set(held) >= {"person", "names", "identifiers", "records", "promises", "entries"}
    assert held["records"]


def test_promises(own: Path) -> None:
    told = troth("-C", own, "promises", "list", "--format", "json").fine().json
    assert told
    assert all(set(one) >= {"id", "words", "state", "to", "due", "owner"} for one in told)
    groups = troth("-C", own, "promises", "triage", "--format", "json").fine().json
    first, second = groups[0]["ids"][0], groups[1]["ids"][0]
    done = troth("-C", own, "promises", "confirm", first, "--owner", "tom", "--format", "json")
    assert done.fine().json[0]["confirmed"] is True
    done = troth("-C", own, "promises", "reject", second, "--reason", "no", "--format", "json")
    assert done.fine().json[0]["state"] == "rejected"
    shown = troth("-C", own, "promises", "show", first, "--format", "json").fine().json
    assert [entry["deed"] for entry in shown["history"]][-1] == "confirm"
    again = troth("-C", own, "promises", "reopen", second, "--format", "json").fine().json
    assert again[0]["state"] != "rejected"
    asked = troth("-C", own, "promises", "mark", first, "kept").fine(2)
    assert "evidence" in asked.err or "reason" in asked.err


def test_note_init_and_explain(own: Path, tmp_path: Path) -> None:
    finding = troth("-C", own, "look", "--format", "json").fine().json[0]
    words = ("-C", own, "note", finding["id"], "--dismiss", "known", "--format", "json")
    noted = troth(*words).fine().json
    assert (noted["deed"], noted["target"]) == ("dismiss", finding["id"])
    lens = finding["lens"]
    here = troth("-C", own, "explain", lens, "--format", "json").fine().json["here"]
    assert [(one["worth"], one["dismissed"], one["n"]) for one in here] == [(0, 1, 1)]
    assert "0 of 1 were done or answered, 1 dismissed" in troth("-C", own, "explain", lens).out
    assert troth("-C", own, "note", lens, "--heed", "mended", "--format", "json").fine().json
    assert troth("-C", own, "explain", lens, "--format", "json").fine().json["here"] == []
    assert "is no lens" in troth("-C", own, "note", "silense", "--heed", "x").fine(2).err
    made = troth("init", tmp_path / "fresh", "--format", "json").fine().json
    assert (made["new"], made["would_read"]) == (True, [])
    for one in troth("explain", "--format", "json").fine().json:
        told = troth("explain", one["name"], "--format", "json").fine().json
        assert told["question"] == one["question"]
        assert told["examples"]
        assert len(troth("explain", one["name"]).fine().out) > 300


def test_explain_proves_its_examples() -> None:
    assert "examples hold" in troth("explain", "faceless", "--prove").fine().err


def test_forget_gives_a_receipt(own: Path) -> None:
    found = troth("-C", own, "look", "--format", "json").fine().json
    who = next(one["subject"]["id"] for one in found if one["subject"]["kind"] == "person")
    told = troth("-C", own, "forget", who, "--yes", "--format", "json").fine().json
    assert told["person"] == who
    assert set(told) >= {"records", "mentions", "ledger", "files", "notes", "at"}


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_check_for_programs(plan: Path, form: str) -> None:
    told = troth("check", plan, "--format", form).fine(1)
    if form == "json":
        are_findings(told.json)
        assert told.json[0]["line"] >= 1
        assert told.json[0]["path"].endswith("plan.md")
    else:
        assert told.json["version"] == "2.1.0"


def test_check_ends_with_0_where_it_finds_nothing(tmp_path: Path) -> None:
    page = tmp_path / "note.md"
    page.write_text("# A note\n\nThe desks come on Tuesday.\n")
    assert troth("check", page, "--format", "json").fine(0).json == []


@pytest.mark.parametrize(
    "words",
    [("look",), ("today",), ("promises", "list")],
    ids=" ".join,
)
def test_csv(company: Path, words: tuple[str, ...]) -> None:
    import csv

    rows = list(csv.reader(troth("-C", company, *words, "--format", "csv").fine().out.splitlines()))
    assert len(rows) > 2
    assert rows[0][0] == "id"


# --- streams, files, colours -----------------------------------------------------------------


def results(company: Path, plan: Path) -> dict[str, Called]:
    made = company.parent / "made.md"
    return {
        "look": own_process("-C", company, "look"),
        "today": own_process("-C", company, "today"),
        "doctor": own_process("-C", company, "doctor"),
        "check": own_process("check", plan),
        "report": own_process("-C", company, "report", "-o", made),
    }


@pytest.mark.slow
def test_results_go_to_standard_output_and_messages_to_standard_error(
    company: Path, plan: Path
) -> None:
    told = results(company, plan)
    said = told["look"].err.splitlines()
    assert any("findings" in line for line in said)
    assert said[-1].endswith(" old)")
    assert "findings," not in told["look"].out
    for name in ("look", "today", "doctor", "check"):
        assert told[name].out
        assert "\x1b" not in told[name].out + told[name].err
    assert told["report"].out == ""
    assert "Written to" in told["report"].err


def test_quiet_says_only_what_was_asked_for(company: Path) -> None:
    told = own_process("-C", company, "look", "-q").fine()
    assert told.out
    assert told.err == ""


def test_output_goes_to_a_file(company: Path, tmp_path: Path) -> None:
    for words, name in (
        (("look", "--format", "json"), "look.json"),
        (("today",), "today.txt"),
        (("look", "--format", "csv"), "look.csv"),
        (("doctor", "--format", "json"), "doctor.json"),
    ):
        file = tmp_path / name
        shown = troth("-C", company, *words).fine()
        told = troth("-C", company, *words, "--output", file).fine()
        assert told.out == ""
        assert f"Written to {file}" in told.err
        assert file.read_text(encoding="utf-8") == shown.out
        assert json.loads(file.read_text()) if name.endswith("json") else True


def test_an_output_that_cannot_be_written_is_told(company: Path, tmp_path: Path) -> None:
    told = troth("-C", company, "today", "-o", tmp_path / "nowhere" / "out.txt").fine(2)
    assert "nowhere" in told.err
    assert "broke" not in told.err
    assert "Traceback" not in told.err


def test_no_color(company: Path) -> None:
    from tests.hostile.test_add import on_a_terminal

    assert "\x1b" not in on_a_terminal("-C", str(company), "today", "--no-color")
    coloured = os.environ.pop("NO_COLOR", None)
    assert "\x1b" not in on_a_terminal("-C", str(company), "today")
    if coloured is not None:
        os.environ["NO_COLOR"] = coloured


def test_a_reader_that_leaves_is_no_fault(company: Path) -> None:
    import subprocess
    import sys

    words = [sys.executable, "-m", "troth", "-C", str(company), "look", "--format", "json"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    said = process.stderr.read().decode()
    process.wait(60)
    assert "Traceback" not in said
    assert "broke" not in said
    assert "Exception" not in said


@pytest.mark.slow
def test_two_runs_say_the_same(company: Path) -> None:
    """Byte for byte: what is read from a pipe can be compared."""
    for words in (("look", "--format", "json"), ("today", "--format", "json"), ("verify",)):
        one, other = (own_process("-C", company, *words) for _ in range(2))
        assert (one.code, one.out) == (other.code, other.out)

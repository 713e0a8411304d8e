"""A hostile folder through the command line: all that can be read goes in, nothing crashes or steers."""

from __future__ import annotations

import csv
import io
import os
import pty
import select
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.calling import own_process, troth
from tests.hostile import folder
from tests.hostile.folder import FORMULAS, SCRIPT

UNREADABLE = ("nothing.txt", "zeros.csv", "photo.png", "program", "archive.zip", "broken.jsonl")


@dataclass(frozen=True)
class Fed:
    """A workspace that was fed the folder, what could be read of each file, and the receipt."""

    root: Path
    readable: dict[str, int]
    receipt: Any


@pytest.fixture(scope="module")
def fed(tmp_path_factory: pytest.TempPathFactory) -> Fed:
    root = tmp_path_factory.mktemp("hostile") / "acme"
    root.mkdir()
    (root / "troth.toml").write_text('[people]\nstaff = ["acme.example"]\n', encoding="utf-8")
    readable = folder.build(root / "in")
    called = own_process("-C", root, "add", root / "in", "--format", "json").fine()
    assert called.err == ""
    return Fed(root, readable, called.json)


def test_everything_readable_goes_in(fed: Fed) -> None:
    new = {one["path"].removeprefix("in/"): one["new"] for one in fed.receipt["sources"]}
    assert new == fed.readable


def test_each_refusal_has_place_excerpt_reason_and_advice(fed: Fed) -> None:
    refused = fed.receipt["rejects"]
    assert len(refused) == fed.receipt["set_aside"] == 15
    for one in refused:
        assert set(one) == {"origin", "excerpt", "says", "advice"}
        assert one["origin"]["file"].startswith("in/")
        assert one["says"].endswith((".", "!"))
        assert len(one["advice"]) > 10
        assert len(one["excerpt"]) <= 500
    bare = {one["origin"]["file"] for one in refused if not one["excerpt"]}
    assert bare <= {
        f"in/{name}" for name in ("archive.zip", "empty.csv", "nothing.txt", "zeros.csv")
    }
    files = {one["origin"]["file"].removeprefix("in/") for one in refused}
    assert files >= {*UNREADABLE, "cp1252.csv", "head only.csv", "long.csv", "unclosed.csv"}
    rows = sorted(o["origin"]["row"] for o in refused if o["origin"]["file"] == "in/desk.csv")
    assert rows == [7, 8, 9]


def test_adding_it_again_brings_nothing_new(fed: Fed) -> None:
    again = troth("-C", fed.root, "add", fed.root / "in", "--format", "json").fine().json
    assert sum(one["new"] + one["changed"] for one in again["sources"]) == 0
    assert again["people_new"] == 0
    health = troth("-C", fed.root, "doctor", "--format", "json").fine().json
    assert health["rejects"] == fed.receipt["set_aside"], "what was set aside is told once"


def test_only_what_nobody_can_read_is_an_error(fed: Fed) -> None:
    for name in UNREADABLE:
        called = troth("-C", fed.root, "add", fed.root / "in" / name).fine(2)
        assert "could not be read" in called.out
        assert "Traceback" not in called.err


def test_what_was_read_says_what_was_written(fed: Fed) -> None:
    bo = troth("-C", fed.root, "person", "bo@x.example", "--format", "json").fine().json
    moments = [moment for day in bo["days"] for moment in day["moments"]]
    assert [one["text"] for one in moments] == [
        'It says "gone",\nand nothing else.\n\nWhere is it?'
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_what_nobody_may_read_is_set_aside_and_not_missed(tmp_path: Path) -> None:
    given = tmp_path / "in"
    (given / "shut").mkdir(parents=True)
    (given / "open.md").write_text("# Open\n\nAnybody may read this.\n")
    (given / "shut" / "in.md").write_text("# Shut\n")
    (given / "locked.csv").write_text("at,direction,author,text\n")
    (given / "locked.csv").chmod(0)
    (given / "shut").chmod(0)
    try:
        told = troth("-C", tmp_path / "acme", "add", given, "--format", "json").fine().json
        troth("init", given).fine()
    finally:
        (given / "shut").chmod(0o700)
    assert sum(one["new"] for one in told["sources"]) == 1
    refused = {one["origin"]["file"]: one for one in told["rejects"]}
    assert sorted(refused) == ["../in/locked.csv", "../in/shut"]
    for one in refused.values():
        assert "Permission denied" in one["says"]
        assert one["advice"]


SHOWN = [
    ("add", "{in}"),
    ("add", "{in}", "--dry-run"),
    ("look",),
    ("today", "--all"),
    ("person", "eve@x.example"),
    ("person", "eve@x.example", "--format", "json"),
    ("person", "hal@x.example"),
    ("look", "--person", "eve@x.example", "--format", "csv"),
    ("promises", "list"),
    ("promises", "triage", "--format", "json"),
    ("verify",),
    ("doctor",),
    ("report", "-o", "{in}/../out.md"),
    ("check", "{in}"),
    ("check", "{in}", "--format", "json"),
    ("check", "{in}", "--format", "github"),
    ("check", "{in}", "--format", "csv"),
    ("check", "{in}", "--statistics"),
    ("init", "{in}/.."),
    ("export", "eve@x.example"),
]


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_no_data_steers_a_terminal(fed: Fed, words: tuple[str, ...]) -> None:
    """On a real terminal: letters, spaces and line ends, and nothing else."""
    plain = [word.replace("{in}", str(fed.root / "in")) for word in words]
    head = [] if words[0] in ("check", "init") else ["-C", str(fed.root)]
    shown = on_a_terminal(*head, *plain)
    assert len(shown) > 2
    assert {letter for letter in shown if letter != "\n" and not letter.isprintable()} == set()


def on_a_terminal(*words: str) -> str:
    """What a person at a terminal without colours and progress bars would be sent."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "troth", *words],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"},
    )
    os.close(theirs)
    held = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        held += part
    os.close(ours)
    assert process.wait(60) in (0, 1), held.decode()
    return held.decode().replace("\r\n", "\n")


def test_names_of_the_readers_own_that_steer_are_not_repeated_raw() -> None:
    for words in (("add", "no\x1b[31mfile"), ("explain", "no\x1b[31mlens"), ("no\x1b[31mcommand",)):
        called = own_process(*words).fine(2)
        assert "\x1b" not in called.err
        assert "31m" in called.err


@pytest.mark.parametrize(
    "words",
    [
        ("look", "--format", "csv"),
        ("today", "--all", "--format", "csv"),
        ("promises", "list", "--format", "csv"),
    ],
    ids=" ".join,
)
def test_no_cell_is_a_formula(fed: Fed, words: tuple[str, ...]) -> None:
    rows = list(csv.reader(io.StringIO(troth("-C", fed.root, *words).fine().out)))
    assert len(rows) > 1 or words[0] == "promises"
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell


def test_the_formulas_are_there_but_inert(fed: Fed) -> None:
    told = troth("-C", fed.root, "look", "--format", "csv").fine().out
    for formula in FORMULAS:
        assert formula.split("(")[0].split("|")[0] in told
    cells = {cell for row in csv.reader(io.StringIO(told)) for cell in row}
    assert {cell for cell in cells if cell.startswith("'")}


def test_no_page_or_report_runs_what_a_customer_wrote(fed: Fed) -> None:
    """Escaped in HTML, inert in Markdown; the browser tests look at the rest."""
    html = fed.root / "out.html"
    troth("-C", fed.root, "report", "-o", html).fine()
    written = html.read_text(encoding="utf-8")
    assert "alert(&#39;owned&#39;)" in written
    assert "alert('owned')" not in written
    assert "onerror=alert" not in written
    markdown = fed.root / "out.md"
    troth("-C", fed.root, "report", "-o", markdown).fine()
    assert SCRIPT not in markdown.read_text(encoding="utf-8")


def test_no_page_of_the_server_runs_what_a_customer_wrote(fed: Fed) -> None:
    from fastapi.testclient import TestClient

    from troth import config
    from troth.faces.web.application import app
    from troth.store.home import open_home

    seen = 0
    pages = app(open_home(fed.root), config.load(fed.root), token="here", work=False)
    with TestClient(pages, base_url="http://127.0.0.1") as browser:
        browser.get("/?token=here")
        people = browser.get("/people.json").json()
        assert people
        addresses = ["/", "/people", "/promises", "/confirm", "/documents", "/runs", "/add"]
        for who in ("ana@x.example", "eve@x.example", "hal@x.example"):
            called = troth("-C", fed.root, "person", who, "--format", "json").fine().json
            addresses.append(f"/people/{called['person']['id']}")
        for address in addresses:
            answer = browser.get(address)
            assert answer.status_code == 200, address
            assert "alert('owned')" not in answer.text, address
            seen += "alert(&#39;owned&#39;)" in answer.text
    assert seen >= 2

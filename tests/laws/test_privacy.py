"""The law of privacy for everything: a person is planted, every command is run, she is forgotten.

Before, no stored sentence, cite, saying or run names her; after, no byte of the workspace does.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import httpx
import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient

from tests.calling import Called, inside, troth
from troth.faces.web.application import app
from troth.store.home import open_home

NAME = "Wilhelmøra Quatchski"
ADDRESS = "w.quatchski@umbergate.example"
OTHER = "willa@nettlefold.example"
PHONE = "+44 7911 230 461"
NUMBER = "VX-4471902"
WORDS = "ophicleide"
"""A word that nobody else writes."""
THING = "serpentine valve grease"
TRACES = (
    NAME,
    "Quatchski",
    "Wilhelmøra",
    "Wilhelmora",
    ADDRESS,
    OTHER,
    PHONE,
    "7911 230 461",
    "07911230461",
    "7911230461",
    NUMBER,
    WORDS,
    THING,
    "umbergate",
    "nettlefold",
)
DIRECTORY = ("person", "handle", "account")
INPUT = (*DIRECTORY, "entry", "reject")
"""Where a name may stand before she is forgotten: what people wrote, and rows nobody could read."""


def message(n: int, thread: str, at: str, who: str, name: str, text: str, **more: str) -> str:
    ours = who.endswith("@acme.example")
    row = {
        "id": f"m{n}",
        "conversation": thread,
        "at": at,
        "author": who,
        "author_name": name,
        "to": more.get("to", "help@acme.example"),
        "direction": "out" if ours else "in",
        "subject": more.get("subject", "Help"),
        "account": more.get("account", ""),
        "side": "customer",
        "text": text,
        "assignee": more.get("assignee", ""),
    }
    return json.dumps(row, ensure_ascii=False)


def messages() -> str:
    tom, ben = "tom@acme.example", "ben@river.example"
    hers = {"account": f"{NAME} & Daughters", "subject": f"My {WORDS}", "assignee": f"for {NAME}"}
    lines = [
        message(
            1, "t1", "2025-03-02T09:00:00Z", ADDRESS, NAME, f"Where is my {WORDS}? {PHONE}", **hers
        ),
        message(
            2,
            "t1",
            "2025-03-02T11:00:00Z",
            tom,
            "Tom Ito",
            f"Dear Wilhelmøra, we will send the {WORDS} by 9 March 2025.",
            to=ADDRESS,
        ),
        message(
            3,
            "t1",
            "2025-03-16T09:00:00Z",
            ADDRESS,
            NAME,
            f"You promised that the {WORDS} comes by 9 March. It has not come! When will it?",
            **hers,
        ),
        message(
            4,
            "t2",
            "2025-03-17T10:00:00Z",
            ben,
            "Ben Stone",
            f"My neighbour {NAME} says nobody answers her. Will you write to {ADDRESS.upper()}?",
        ),
        message(
            5, "t3", "2025-03-18T10:00:00Z", ben, "Ben Stone", "Ask ms QUATCHSKI: 07911-230461?"
        ),
        message(6, "t4", "2025-03-18T12:00:00Z", OTHER, "W. Q.", f"Is my {WORDS} lost? Please?"),
        message(7, "t5", "2025-03-19T12:00:00Z", ben, "Ben Stone", "Where is my own parcel?"),
        json.dumps({"id": "x", "at": "31/02/2025", "author": ADDRESS, "text": f"{NAME} again"}),
    ]
    return "\n".join(lines) + "\n"


def orders() -> str:
    """Hers, every week until March; and those of others, so that a rhythm can be pooled."""
    rows = ["order_id,customer_email,customer_name,ordered_at,item,amount,currency,card"]
    first = date(2024, 9, 4)
    for week in range(54):
        day = first + timedelta(weeks=week)
        if day < date(2025, 3, 27):
            rows.append(f"H{week},{ADDRESS},{NAME},{day},{THING},9.50,EUR,{NUMBER}")
        rows += [
            f"O{week}-{k},c{k}@river.example,Cora {k},{day + timedelta(days=k % 3)},tea,7,EUR,"
            for k in range(12)
        ]
    return "\n".join(rows) + "\n"


DOCUMENT = f"""# A plan

Our users want more. {NAME} told us at {ADDRESS} that we answer within two days.
We promise {NAME} that every parcel arrives within three days.

We always answer within one hour.
"""


@dataclass(frozen=True)
class Lived:
    """A workspace in which she was known, what was said before she was forgotten, and her id."""

    root: Path
    person: str
    said: dict[str, Called]
    pages: dict[str, str]


def exports(root: Path) -> list[Path]:
    """What the owner has outside troth, and adds."""
    root.mkdir(parents=True, exist_ok=True)
    files = {
        "desk.jsonl": messages(),
        "orders.csv": orders(),
        "plan.md": DOCUMENT,
        f"letter to {NAME}.md": f"# Dear {NAME}\n\nWe will refund you by 9 March 2025.\n",
        "troth.toml": '[people]\nstaff = ["acme.example"]\n',
    }
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")
    return [root / name for name in files if name != "troth.toml"]


def used(root: Path, say: dict[str, Called]) -> str:
    """Every command that makes sense while she is known; gives her id."""

    def run(name: str, *words: str | Path, code: int = 0) -> Called:
        say[name] = troth("-C", root, *words).fine(code)
        return say[name]

    run("look", "look", "--format", "json")
    run("look for her", "look", "--person", NAME)
    run("look for her as data", "look", "--person", NAME, "--format", "json")
    run("look back", "look", "--as-of", "2025-03-20", "--format", "csv")
    run("today", "today", "--all")
    run("today csv", "today", "--format", "csv")
    person = run("person", "person", NAME, "--format", "json").json["person"]["id"]
    run("person in words", "person", ADDRESS)
    run(
        "promise",
        *("promises", "note", f"A new {WORDS} for {NAME}", "--to", ADDRESS),
        *("--due", "2025-03-01", "--owner", "tom"),
    )
    groups = run("triage", "promises", "triage", "--format", "json").json
    for group in groups:
        run("confirm", "promises", "confirm", group["ids"][0], "--owner", "tom")
    held = run("promises", "promises", "list", "--format", "json").json
    to_her = [one for one in held if one["to"] and one["to"]["id"] == person]
    assert to_her, held
    run("mark", "promises", "mark", to_her[0]["id"], "broken", "--reason", f"{NAME} rang: {PHONE}")
    run("show", "promises", "show", to_her[0]["id"])
    repaired(run, to_her[0]["id"], root)
    run("reopen", "promises", "reopen", to_her[0]["id"], "--reason", f"for {NAME}")
    run("theirs", "promises", "theirs")
    run("triage theirs", "promises", "triage", "--theirs", "--format", "json")
    run("letter", "letter", ADDRESS, "--format", "eml", "-o", root / "letter.eml", "-q")
    say["verify"] = troth("-C", root, "verify", "--format", "json")
    noted(root, run, person)
    run("report", "report", "-o", root / "out.html", "-q")
    run("report as text", "report", "--format", "md", "-o", "-")
    run("explain", "explain", "unanswered")
    run("doctor", "doctor", "--format", "json")
    run("export", "export", NAME)
    with inside(root):
        say["check"] = troth("check", "plan.md", "--format", "json")
    record = say["look for her as data"].json[0]["cites"][0]["evidence"]
    run("correct", "correct", "apology", record, "none")
    run("grade", "grade", "promise", "--mine", "--format", "json")
    run("look again", "look")
    return person


def repaired(run: object, id: str, root: Path) -> None:
    """The repair of what broke, with her name in its steps, and the letter it drafts."""
    assert callable(run)
    why = f"{NAME} was rung on {PHONE}"
    run("owned", "promises", "repair", id, "--step", "owned", "--reason", why)
    offered = ("--step", "offered", "--offer", f"a new {WORDS} for {NAME}", "--amount", "9.5")
    run("offered", "promises", "repair", id, *offered)
    run("confirmed", "promises", "repair", id, "--step", "confirmed", "--reason", why)
    run("draft", "promises", "repair", id, "--draft", "-o", root / "draft.txt", "-q")
    run("repair", "promises", "repair", id, "--format", "json")


def noted(root: Path, run: object, person: str) -> None:
    """One of each note, with her name in the words of it."""
    assert callable(run)
    found = troth("-C", root, "look", "--person", NAME, "--format", "json").fine().json
    assert {one["lens"] for one in found} >= {"unanswered", "promise-overdue"}, found
    ids = [one["id"] for one in found]
    run("dismissed", "note", ids[0], "--dismiss", f"{NAME} is well: {PHONE}")
    run("wrong", "note", ids[-1], "--wrong", f"{NAME} never asked")
    run("answered", "note", person, "--answered", f"rang {NAME} on {PHONE}")
    run("away", "note", person, "--away", "2026-12-01")
    run("snoozed", "note", ids[0], "--snooze", "2026-12-01")
    run("done", "note", ids[-1], "--done", f"sent {NAME} her {WORDS}")


def served(root: Path) -> dict[str, str]:
    """Every page as a browser gets it, a text checked, and a file sent up."""
    from troth import config

    pages = app(open_home(root), config.load(root), token="here")
    said: dict[str, str] = {}
    with TestClient(pages, base_url="http://127.0.0.1") as browser:
        first = browser.get("/?token=here")
        csrf = re.search(r'name="csrf" value="([^"]+)"', browser.get("/add").text)
        assert first.status_code == 200
        assert csrf
        views = ("/people", "/promises", "/promises/theirs", "/confirm", "/documents", "/runs")
        for address in ("/", *views, "/add", "/repairs", "/renewals", "/journeys"):
            said[address] = browser.get(address).text
        said["search"] = browser.get("/search", params={"q": NAME}).text
        text = f"We promise {NAME} a refund."
        checked = browser.post("/check", data={"csrf": csrf[1], "text": text, "genre": "plan"})
        assert checked.status_code == 200
        upload = messages().replace('"m', '"u').encode()
        name = f"desk of {NAME}.jsonl"
        sent = browser.post(
            "/add",
            data={"csrf": csrf[1]},
            files={"files": (name, upload, "application/octet-stream")},
        )
        assert sent.status_code == 200
        said["jobs"] = _waited(browser)
    return said


def _waited(browser: httpx.Client) -> str:
    import time

    for _ in range(600):
        told = browser.get("/add.json").json()
        if all(job["state"] in ("done", "failed") for job in told["jobs"]):
            assert told["jobs"][0]["state"] == "done", told
            return json.dumps(told)
        time.sleep(0.1)
    raise AssertionError("The upload was never read.")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    root = tmp_path_factory.mktemp("privacy") / "acme"
    said = {"add": troth("-C", root, "add", *exports(root), "--format", "json").fine()}
    said["add again"] = troth("-C", root, "add", *exports(root)).fine()
    person = used(root, said)
    pages = served(root)
    return Lived(root, person, said, pages)


def forms(trace: str) -> Iterator[bytes]:
    """The trace as its bytes may stand in a file."""
    for spelt in {trace, trace.lower(), trace.upper(), unicodedata.normalize("NFD", trace)}:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
            try:
                yield spelt.encode(encoding)
            except UnicodeEncodeError:
                continue
        yield json.dumps(spelt)[1:-1].encode()


FORMS = {trace: frozenset(forms(trace)) for trace in TRACES}


def named_in(held: bytes) -> set[str]:
    return {trace for trace, spelt in FORMS.items() if any(one in held for one in spelt)}


def values(root: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the workspace as it lies there, and what its tables hold, decoded."""
    for path in sorted((root / ".troth").rglob("*")):
        yield f"the name {path.name}", str(path.relative_to(root)).encode()
        if not path.is_file():
            continue
        yield str(path.relative_to(root)), path.read_bytes()
        if path.suffix == ".parquet":
            yield (
                f"{path.name} decoded",
                json.dumps(
                    pq.read_table(path).to_pylist(), ensure_ascii=False, default=str
                ).encode(),
            )
        if path.suffix == ".sqlite":
            for table, held in dumped(path):
                yield f"{path.name}: {table}", held


def dumped(path: Path) -> Iterator[tuple[str, bytes]]:
    """A database's SQL text, its tables' plain rows, and the words of its full-text index."""
    con = sqlite3.connect(path)
    try:
        for name, sql in con.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
            if "VIRTUAL TABLE" not in sql.upper():
                yield name, str(con.execute(f'SELECT * FROM "{name}"').fetchall()).encode()
                continue
            con.execute(f'CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, "{name}", row)')
            yield name, str(con.execute("SELECT term FROM temp.held").fetchall()).encode()
        if path.name == "ledger.sqlite":
            yield from (("", statement.encode()) for statement in con.iterdump())
    finally:
        con.close()


def traces(root: Path) -> dict[str, set[str]]:
    """Where she can still be found, and by what."""
    found = {where: named_in(held) for where, held in values(root)}
    return {where: hits for where, hits in found.items() if hits}


def test_she_is_known_while_she_is_known(lived: Lived) -> None:
    """The search finds what is there; else it would prove nothing."""
    found = set().union(*traces(lived.root).values())
    assert found >= {NAME, ADDRESS, OTHER, PHONE, NUMBER, WORDS, THING, "nettlefold"}
    assert WORDS in traces(lived.root)["index.sqlite: words"]
    for command in ("look", "today", "person", "promises", "verify", "export"):
        assert NAME in lived.said[command].out, command
    assert NAME in lived.pages["search"]
    assert "W. Q." in lived.pages["/people"]


def test_every_lens_over_records_spoke_of_her(lived: Lived) -> None:
    told = lived.said["look"].json
    hers = {one["lens"] for one in told if NAME in json.dumps(one, ensure_ascii=False)}
    assert hers >= {"unanswered", "promise-overdue", "silence"}


def test_what_troth_itself_wrote_down_names_nobody(lived: Lived) -> None:
    """Findings, sightings, sayings and runs hold slots and spans, never a name or a word of hers."""
    seen = set()
    for table, held in dumped(lived.root / ".troth" / "ledger.sqlite"):
        seen.add(table)
        if table in ("", *INPUT):
            continue
        if table == "manifest":
            for file in (f"letter to {NAME}.md", f"desk of {NAME}.jsonl"):
                assert file.encode() in held
                held = held.replace(file.encode(), b"")
        assert not named_in(held), (table, named_in(held))
    assert seen >= {"sighting", "wording", "saying", "run", "promise", "manifest", *INPUT}


def test_nothing_is_logged(lived: Lived) -> None:
    for path in (lived.root / ".troth").rglob("*"):
        if path.is_file() and (path.suffix in ("", ".log") or path.name == "log"):
            assert not named_in(path.read_bytes()), path
    assert not list((lived.root / ".troth" / "tmp").iterdir())


def test_what_check_reads_holds_nobody(lived: Lived) -> None:
    """It may be carried to where texts are written, so it names no customer in any way."""
    held = (lived.root / ".troth" / "backing.json").read_bytes()
    assert b"We always answer within one hour." in held
    assert named_in(held) == set()


def test_forgotten_she_is_nowhere_and_comes_back_by_no_door(lived: Lived) -> None:
    """Forget both of her addresses; search; add the same exports and newer ones; search again."""
    root = lived.root
    receipts = [
        troth("-C", root, "forget", who, "--yes", "--format", "json").fine() for who in hers(root)
    ]
    assert receipts[0].json["person"] == lived.person
    for receipt in receipts:
        assert not named_in(receipt.out.encode() + receipt.err.encode())
    assert traces(root) == {}
    again = troth("-C", root, "add", *same(root), "--format", "json").fine().json
    assert again["people_new"] == 0
    assert sum(one["new"] for one in again["sources"]) == 0
    assert traces(root) == {}
    newer = root / "newer.jsonl"
    newer.write_text(later(), encoding="utf-8")
    late = troth("-C", root, "add", newer, "--format", "json").fine().json
    assert (late["people_new"], late["sources"][0]["forgotten"]) == (0, 3)
    troth("-C", root, "look").fine()
    assert traces(root) == {}


def same(root: Path) -> list[Path]:
    """What was added before, but for the file that its owner still calls by her name."""
    return [path for path in exports(root) if NAME not in path.name]


def later() -> str:
    """A newer export: she writes again, is answered, and buys."""
    lines = messages().splitlines()
    again = [line.replace('"m', '"n') for line in (lines[0], lines[1], lines[5])]
    return "\n".join([*again, lines[6], lines[7]]) + "\n"


def hers(root: Path) -> list[str]:
    """Her id, and the id of her second address: to troth they are two people until merged."""
    ids = []
    for who in (ADDRESS, OTHER):
        ids.append(troth("-C", root, "person", who, "--format", "json").fine().json["person"]["id"])
    return ids

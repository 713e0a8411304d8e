"""Whatever way somebody comes in: masked she can be neither written to nor called, and forgotten
she is nowhere and comes back by none of the ways she came."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient

from tests.calling import Called, troth
from tests.extend.cells_of import sheet, workbook
from tests.laws.test_privacy import forms, values
from troth.faces.web.application import app
from troth.store.home import open_home

NAME = "Zephyrine Okonkwo-Brandt"
ADDRESS = "zephyrine@brandtholm.example"
SECOND = "zob@quillstead.example"
PHONE = "+44 7911 230 461"
CARD = "4111 1111 1111 1111"
IBAN = "DE89 3704 0044 0532 0130 00"
NUMBER = "9507731"
CHAT = "U07ZEPHQX"
WORDS = "theorbo"
"""A word that nobody else writes."""
TRACES = (
    *(NAME, "Okonkwo", "Zephyrine", ADDRESS, SECOND, PHONE, "7911 230 461", "7911230461"),
    *(CARD, IBAN, NUMBER, CHAT, WORDS, "brandtholm", "quillstead"),
)
MASKED = (ADDRESS, SECOND, PHONE, "07911-230461", "7911230461", CARD, IBAN, "ben@river.example")
TOML = f"""company = "Acme"
# {NAME} is a friend of ours.
[people]
staff = ["acme.example"]
[files."kauf.csv"]
kind = "purchase"
map = {{ "Wann" = "at", "Wer" = "by", "Betrag" = "amount", "Nr" = "key" }}
"""
MASKS = '[privacy]\nmask = ["addresses", "numbers"]\n'


def desk() -> str:
    """A help desk with a column of its own, and a row nobody can read."""

    def row(n: int, who: str, name: str, text: str, **more: str) -> str:
        ours = who == "tom@acme.example"
        held = {
            "id": f"z{n}",
            "conversation": more.get("thread", "z1"),
            "at": f"2026-03-{n:02d}T09:00:00Z",
            "author": who,
            "author_name": name,
            "to": more.get("to", "tom@acme.example"),
            "direction": "out" if ours else "in",
            "text": text,
            "vip_note": more.get("note", ""),
        }
        return json.dumps(held, ensure_ascii=False)

    note = f"{NAME}, {PHONE}, pays by {CARD}"
    lines = [
        row(1, ADDRESS, NAME, f"Where is my {WORDS}? Call {PHONE} or {IBAN}. {NAME}", note=note),
        row(2, "tom@acme.example", "Tom Ito", f"We will send the {WORDS} by 9 March.", to=ADDRESS),
        row(9, ADDRESS, NAME, f"You promised the {WORDS} by 9 March! Take {CARD}. When?"),
        row(3, "ben@river.example", "Ben Stone", "Ask 07911-230461?", thread="z2"),
        json.dumps({"id": "x", "at": "31/02/2026", "author": ADDRESS, "text": f"{NAME} {PHONE}"}),
        json.dumps({"id": "y", "at": "31/02/2026", "author": "?", "text": f"of {NAME} only"}),
    ]
    return "\n".join(lines) + "\n"


def book() -> bytes:
    """A workbook whose sheet is called after her."""
    head = ["order_id", "customer_email", "customer_name", "ordered_at", "item", "amount", "card"]
    rows: dict[int, list[object]] = {1: [*head]}
    for n in range(2, 8):
        rows[n] = [f"W{n}", ADDRESS, NAME, f"2026-01-{n:02d}", f"{WORDS} string", 9.5, CARD]
    rows[8] = ["W8", "ben@river.example", "Ben Stone", "2026-01-09", "tea", 7.0, ""]
    return workbook({f"Orders of {NAME}": sheet(rows), "Others": sheet({1: rows[1], 2: rows[8]})})


def chat() -> bytes:
    """A chat export: her number in it, her address, her words."""
    users = [
        {"id": "U01TOM", "name": "tom", "profile": {"email": "tom@acme.example"}},
        {"id": CHAT, "name": "zob", "profile": {"email": ADDRESS, "real_name": NAME}},
    ]
    said = [
        {"type": "message", "user": CHAT, "text": f"my {WORDS}, again", "ts": "1772442000.000100"},
        {"type": "message", "user": "U01TOM", "text": f"<@{CHAT}> hello", "ts": "1772442060.0001"},
    ]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("users.json", json.dumps(users))
        archive.writestr("channels.json", json.dumps([{"id": "C01", "name": "help"}]))
        archive.writestr("help/2026-03-02.json", json.dumps(said))
    return held.getvalue()


def answers() -> pa.Table:
    """Answers to a survey, as a Parquet file."""
    columns = {
        "ID": ["1", "2"],
        "Email": [ADDRESS, "ben@river.example"],
        "Survey Type": ["nps", "nps"],
        "Score": ["3", "9"],
        "Comment": [f"No {WORDS} yet", "fine"],
        "Created At": ["1772442001", "1772442002"],
        "Region": [f"near {NAME}", "north"],
    }
    return pa.table(columns)


CONTACTS = (
    "Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage\n"
    f"{NUMBER},Zephyrine,Okonkwo-Brandt,{ADDRESS},{PHONE},customer\n"
    "9507732,Ben,Stone,ben@river.example,,customer\n"
)
MORE = (
    "Record ID,First Name,Last Name,Email,Lifecycle Stage\n"
    f"{NUMBER},Zephyrine,Okonkwo,{SECOND},customer\n"
)
MAILBOX = (
    f"From zob Mon Mar  2 09:00:00 2026\nFrom: {NAME} <{ADDRESS}>\nTo: help@acme.example\n"
    f"Date: Mon, 2 Mar 2026 09:00:00 +0000\nMessage-ID: <a17.1@mail.acme.example>\n"
    f"Subject: {WORDS}\n\nWhere is it? Ring {PHONE}.\n\n{NAME}\n"
)
BOUGHT = f"Nr;Wann;Wer;Betrag;Notiz\n1;2026-02-02;{ADDRESS};9,50;{NAME} {PHONE}\n"
"""A table no source knows, read by the mapping in troth.toml."""
DOCUMENT = f"# A plan\n\nWe promise {NAME} ({ADDRESS}, {PHONE}) a parcel within three days.\n"


def exports(root: Path) -> list[Path]:
    """What the owner has outside troth, and adds."""
    root.mkdir(parents=True, exist_ok=True)
    for name, text in {
        f"desk of {NAME}.jsonl": desk(),
        "contacts.csv": CONTACTS,
        "more contacts.csv": MORE,
        "plan.md": DOCUMENT,
        "box.mbox": MAILBOX,
        "kauf.csv": BOUGHT,
        f"letter to {ADDRESS}.md": f"# Dear {NAME}\n\nWe will refund you by 9 March 2026.\n",
    }.items():
        (root / name).write_text(text, encoding="utf-8")
    (root / "book.xlsx").write_bytes(book())
    (root / "chat.zip").write_bytes(chat())
    pq.write_table(answers(), root / "answers.parquet")
    return sorted(path for path in root.iterdir() if path.is_file() and path.name != "troth.toml")


@dataclass(frozen=True)
class Lived:
    """The workspace in which she was known."""

    root: Path
    person: str


def said(called: Called) -> str:
    return called.out + called.err


def commands(root: Path, person: str) -> Iterator[tuple[str, str]]:
    """Every command that tells of people, in every form."""
    for words in (
        ("look",),
        ("look", "--format", "json"),
        ("look", "--format", "csv"),
        ("today", "--all"),
        ("today", "--format", "json"),
        ("person", person),
        ("person", person, "--format", "json"),
        ("export", person),
        ("export", person, "--format", "html"),
        ("promises", "list"),
        ("promises", "list", "--format", "json"),
        ("promises", "list", "--format", "csv"),
        ("promises", "triage", "--format", "json"),
        ("report", "-o", "-"),
        ("report", "--format", "md", "-o", "-"),
        ("add", str(root / "again.jsonl"), "--dry-run"),
        ("add", str(root / "again.jsonl"), "--dry-run", "--format", "json"),
        ("person", "example"),
        ("search", "example"),
        ("search", "refund", "--format", "json"),
        ("search", "refund", "--format", "csv"),
        ("people", "list"),
        ("people", "list", "--format", "json"),
        ("people", "doubts"),
        ("people", "doubts", "--format", "csv"),
        ("doctor",),
    ):
        done = troth("-C", root, *words)
        assert "broke" not in done.err, done.err
        yield " ".join(words), said(done)


def pages(root: Path, person: str) -> Iterator[tuple[str, str]]:
    """Every page that tells of people, and its JSON."""
    from troth import config

    made = app(open_home(root), config.load(root), token="here", work=False)
    with TestClient(made, base_url="http://127.0.0.1") as browser:
        browser.get("/?token=here")
        told = browser.get(f"/people/{person}").text
        records = re.findall(r"/evidence/(e-[0-9a-f]+)", told)
        assert records
        places = [
            "/",
            "/people",
            f"/people/{person}",
            "/promises",
            "/documents",
            "/documents/plan.md",
        ]
        places += [f"/evidence/{one}" for one in dict.fromkeys(records)]
        for place in places:
            yield place, browser.get(place).text
            yield (
                f"{place}.json",
                browser.get("/today.json" if place == "/" else f"{place}.json").text,
            )
        for place in ("/runs", "/add", "/confirm", "/search?q=Zephyrine", f"/search?q={ADDRESS}"):
            yield place, browser.get(place).text
        for form in ("html", "json"):
            answer = browser.get(f"/people/{person}/export.{form}")
            assert answer.status_code == 200
            assert "attachment" in answer.headers["content-disposition"]
            yield f"export.{form}", answer.text
        run = re.search(r"/runs/([\w-]+)", browser.get("/runs").text)
        assert run
        yield "a run", browser.get(f"/runs/{run[1]}").text


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    root = tmp_path_factory.mktemp("ways") / "acme"
    files = exports(root)
    (root / "troth.toml").write_text(TOML, encoding="utf-8")
    told = troth("-C", root, "add", *files, "--format", "json").fine().json
    assert {one["outcome"] for one in told["sources"]} == {"read"}, told
    troth("-C", root, "look", "-q").fine()
    person = troth("-C", root, "person", ADDRESS, "--format", "json").fine().json["person"]["id"]
    troth("-C", root, "note", person, "--answered", f"rang {NAME} on {PHONE}").fine()
    (root / "out").mkdir()
    for name in (f"{NAME}.html", "hers.json"):
        form = name.rpartition(".")[2]
        words = ("export", person, "--format", form, "-o", root / "out" / name)
        troth("-C", root, *words, "-q").fine()
    troth("-C", root, "report", "-o", root / "out" / "report.html", "-q").fine()
    troth("-C", root, "person", person, "-o", root / "out" / "her.txt", "-q").fine()
    return Lived(root, person)


@pytest.fixture(scope="module")
def masked(lived: Lived) -> dict[str, str]:
    """All that commands and pages say while addresses and numbers are half hidden."""
    root, person = lived.root, lived.person
    assert ADDRESS in troth("-C", root, "export", person).fine().out
    (root / "again.jsonl").write_text(desk().replace('"z', '"q'), encoding="utf-8")
    (root / "troth.toml").write_text(TOML + MASKS, encoding="utf-8")
    return {**dict(commands(root, person)), **dict(pages(root, person))}


@pytest.fixture(autouse=True)
def unmasked(lived: Lived) -> Iterator[None]:
    """Each test leaves the settings as they were, and no export that nobody added."""
    yield
    (lived.root / "troth.toml").write_text(TOML, encoding="utf-8")
    (lived.root / "again.jsonl").unlink(missing_ok=True)


def named_in(held: bytes) -> set[str]:
    return {trace for trace in TRACES if any(form in held for form in FORMS[trace])}


FORMS = {trace: frozenset(forms(trace)) for trace in TRACES}


def traces(root: Path) -> dict[str, set[str]]:
    found = {where: named_in(held) for where, held in values(root)}
    found |= {str(path): named_in(path.read_bytes()) for path in (root / "out").iterdir()}
    return {where: hits for where, hits in found.items() if hits}


def test_with_masks_nobody_can_be_written_to_or_called(
    lived: Lived, masked: dict[str, str]
) -> None:
    assert len(masked) > 40
    for place, text in masked.items():
        for one in MASKED:
            assert one.lower() not in text.lower(), (place, one)
    export = masked[f"export {lived.person}"]
    assert "z…e@b…m.example" in export
    assert WORDS in export
    assert json.loads(export.rpartition("}")[0] + "}")["person"]["id"] == lived.person


def test_with_masks_ids_days_and_links_stay_whole(lived: Lived, masked: dict[str, str]) -> None:
    page = masked[f"/people/{lived.person}"]
    assert f"/people/{lived.person}/export.html" in page
    assert "/static/troth.css?v=" in page
    assert re.search(r'datetime="2026-03-0[129]T09:00:00', page)


def test_every_way_in_is_there_before(lived: Lived) -> None:
    """The search finds what is there; else it would prove nothing."""
    found = traces(lived.root)
    assert set().union(*found.values()) == set(TRACES)
    assert {Path(where).name for where in found} >= {"hers.json", f"{NAME}.html", "her.txt"}


def test_forgotten_she_is_nowhere_and_comes_back_by_no_way(lived: Lived) -> None:
    root = lived.root
    receipt = troth("-C", root, "forget", lived.person, "--yes", "--format", "json").fine()
    assert not named_in(receipt.out.encode() + receipt.err.encode())
    assert traces(root) == {}
    told = receipt.json
    assert told["reports"] >= 3
    assert {"message", "purchase", "survey_answer"} <= set(told["records"])
    assert any("line 2 of troth.toml" in note for note in told["notes"])
    before = troth("-C", root, "doctor", "--format", "json").fine().json
    assert before["forgotten"] >= 4
    again = troth("-C", root, "add", *exports(root), "--format", "json").fine().json
    assert again["people_new"] == 0
    assert sum(one["new"] + one["changed"] for one in again["sources"]) == 0
    assert sum("[forgotten]" in one["path"] for one in again["sources"]) >= 3
    after = troth("-C", root, "doctor", "--format", "json").fine().json
    assert {k: after[k] for k in ("people", "evidence")} == {
        k: before[k] for k in ("people", "evidence")
    }
    assert traces(root) == {}
    troth("-C", root, "look", "-q").fine()
    assert traces(root) == {}


def test_then_her_other_addresses_bring_nobody_in(lived: Lived) -> None:
    """After the one above: an address that her number was known by, and one it is known by now."""
    root = lived.root
    new = "z.ob@elsewhere.example"
    for n, text in enumerate(
        (
            MORE.replace(SECOND, new),
            f"message_id,conversation,at,direction,author,text\nk1,k1,2026-05-01,in,{new},hello\n",
            f"message_id,conversation,at,direction,author,text\nk2,k2,2026-05-01,in,{SECOND},hi\n",
        )
    ):
        (root / f"later{n}.csv").write_text(text, encoding="utf-8")
        done = troth("-C", root, "add", root / f"later{n}.csv", "--format", "json").fine().json
        assert (done["people_new"], done["sources"][0]["new"]) == (0, 0), text
        assert done["sources"][0]["forgotten"] == 1
    assert traces(root) == {}

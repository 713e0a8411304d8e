"""Proposals for CSV, JSON, workbooks and Parquet, on the command line and at a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.at_terminal import at_terminal
from tests.calling import inside, troth
from tests.extend.test_guessing import TABLES
from troth import config
from troth.acts.mapping import Choice, Proposal, propose
from troth.errors import UnknownNameError
from troth.store.home import create

ORDERS = TABLES["purchase"][0]
OPEN = "Created,Kunde,Betrag\n03/04/2026 10:00,17,3\n04/04/2026 11:00,18,5\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create(tmp_path / "acme")
    return tmp_path / "acme"


def test_in_a_pipe_the_lines_are_shown_and_nothing_is_written(folder: Path) -> None:
    (folder / "bestellungen.csv").write_text(ORDERS + ";;;;;;\n")
    with inside(folder):
        shown = troth("add", "--map", "bestellungen.csv").fine()
        assert "21 Nov 2025 · Ana Ruiz bought 2 × Birnen for 12.50 EUR" in shown.out
        assert '"Betrag" = "amount"' in shown.out
        assert "Nothing was written" in shown.err
        assert not (folder / "troth.toml").exists()
        told = troth("add", "--map", "--format", "json", "bestellungen.csv").fine().json
        assert told["kind"] == "purchase"
        assert told["map"]["Kundennr"] == "by"
        assert told["toml"] in shown.out + "\n"
        assert not (folder / "troth.toml").exists()


def test_with_yes_the_lines_are_written_and_the_file_goes_in_once(folder: Path) -> None:
    (folder / "bestellungen.csv").write_text(ORDERS)
    with inside(folder):
        said = troth("add", "--map", "--yes", "bestellungen.csv").fine()
        assert "2 purchases (2 new)" in said.out
        assert "very bytes" in troth("add", "bestellungen.csv").fine().out
        (folder / "bestellungen.csv").write_text(
            ORDERS + "00019;Cy;23.11.2025;B-3;Tee;1;3,00 EUR\n"
        )
        assert "1 new, 2 unchanged" in troth("add", "bestellungen.csv").fine().out


def test_every_sheet_and_every_parquet_column_has_its_proposal(folder: Path) -> None:
    columns = {"Kundennr": [17, 18], "Datum": ["2026-03-01", "2026-03-02"], "Betrag": [1.5, 2.5]}
    pq.write_table(pa.table(columns), folder / "verkauf.parquet")
    with inside(folder):
        told = troth("add", "--map", "--format", "json", "verkauf.parquet").fine().json
        assert told["path"] == "verkauf.parquet#table.csv"
        assert told["system"] == "verkauf"
        assert "2 purchases (2 new)" in troth("add", "--map", "--yes", "verkauf.parquet").fine().out
        own = config.load(folder).file("verkauf.parquet#table.csv")
        assert dict(own.map) == {"Kundennr": "by", "Datum": "at", "Betrag": "amount"}


def test_json_records_have_what_is_inside_them_proposed(folder: Path) -> None:
    records = [
        {"order": {"number": f"B{n}", "total": 2.5 + n}, "customer": {"id": n, "email": f"p{n}@post.example"},
         "created_at": f"2026-03-0{n}"}
        for n in (1, 2, 3)
    ]  # fmt: skip
    (folder / "shop.json").write_text(json.dumps({"orders": records}))
    with inside(folder):
        told = troth("add", "--map", "--format", "json", "shop.json").fine().json
        assert told["kind"] == "purchase"
        assert told["map"]["customer.id"] == "by"
        assert told["map"]["order.total"] == "amount"
        assert "3 purchases (3 new)" in troth("add", "--map", "--yes", "shop.json").fine().out


def test_settings_that_were_in_force_are_carried_on(folder: Path) -> None:
    (folder / "troth.toml").write_text('[files."*.csv"]\nencoding = "cp1252"\n')
    (folder / "käufe.csv").write_bytes("Kunde;Datum;Betrag\nÄnne;2026-03-01;2\n".encode("cp1252"))
    home = create(folder)
    (one,) = propose(home, config.load(folder), folder / "käufe.csv", "käufe.csv")
    assert isinstance(one, Proposal)
    assert one.own.encoding == "cp1252"
    with inside(folder):
        assert "1 purchase (1 new)" in troth("add", "--map", "--yes", "käufe.csv").fine().out


def test_the_day_in_a_file_s_name_is_proposed_where_no_column_says_when(folder: Path) -> None:
    (folder / "kauf_2026-03-01.csv").write_text("Kunde;Betrag\n17;2\n18;3\n")
    home = create(folder)
    (one,) = propose(
        home, config.load(folder), folder / "kauf_2026-03-01.csv", "kauf_2026-03-01.csv"
    )
    assert isinstance(one, Proposal)
    assert one.own.day == "2026-03-01"
    assert one.own.system == "kauf"
    choice = {one.path: Choice(kind="purchas")}
    with pytest.raises(UnknownNameError, match="purchase"):
        propose(home, config.load(folder), folder / one.path, one.path, choice)


def test_what_is_no_table_has_no_proposal(folder: Path) -> None:
    (folder / "note.txt").write_text("Hello\nthere\n")
    (folder / "nothing.csv").write_text("")
    with inside(folder):
        assert "no table" in troth("add", "--map", "note.txt").fine(2).out
        assert "empty" in troth("add", "--map", "nothing.csv").fine(2).out
        assert "standard input" in troth("add", "--map", "-", given=b"a,b\n1,2\n").fine(2).err


def test_at_a_terminal_it_is_changed_and_confirmed(folder: Path) -> None:
    (folder / "open.csv").write_text(OPEN)
    shown = at_terminal(
        ["add", "--map", "open.csv"],
        [
            ("is it 3 April (d) or March 4 (m)?", "d"),
            ("[y/N/e]", "e"),
            ("change:", "Kunde = about"),
            ("change:", "Kunden = about"),
            ("change:", "system: shop"),
            ("change:", ""),
            ("[y/N/e]", "y"),
        ],
        folder,
    )
    assert "There is no column “Kunden”; did you mean “Kunde”?" in shown
    assert "3 Apr 2026 10:00 · 17 bought for 3.00" in shown
    assert "2 purchases (2 new)" in shown
    own = config.load(folder).file("open.csv")
    assert (own.system, own.dates) == ("shop", "day first")
    assert own.map["Kunde"] == "about"


def test_at_a_terminal_a_no_writes_nothing(folder: Path) -> None:
    (folder / "bestellungen.csv").write_text(ORDERS)
    at_terminal(["add", "--map", "bestellungen.csv"], [("[y/N/e]", "")], folder)
    assert not (folder / "troth.toml").exists()


def test_at_a_terminal_an_open_date_is_asked_and_read_on(folder: Path) -> None:
    (folder / "orders.csv").write_text("customer,date,amount\n7,03/04/2026,12.50\n7,05/06/2026,1\n")
    (folder / "sure.csv").write_text("customer,date,amount\n7,23/04/2026,12.50\n")
    shown = at_terminal(
        ["add", "orders.csv", "sure.csv"], [("(m)?", "what"), ("(m)?", "m")], folder
    )
    assert "“03/04/2026” in column “date” of orders.csv: is it 3 April (d) or March 4 (m)?" in shown
    assert "orders.csv: 2 purchases (2 new), 4 Mar 2026 to 6 May 2026" in shown
    assert "sure.csv: 1 purchase (1 new)" in shown
    assert config.load(folder).file("orders.csv").dates == "month first"


def test_in_a_pipe_an_open_date_is_set_aside_with_the_line_to_write(folder: Path) -> None:
    (folder / "orders.csv").write_text("customer,date,amount\n7,03/04/2026,12.50\n7,05/06/2026,1\n")
    with inside(folder):
        assert 'dates = "day first"' in troth("add", "orders.csv").fine(2).out
        (folder / "troth.toml").write_text('[files."orders.csv"]\ndates = "day first"\n')
        assert "3 Apr 2026 to 5 Jun 2026" in troth("add", "orders.csv").fine().out

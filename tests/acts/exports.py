"""A folder of exports as a company has them: messages, contacts that belong together, a workbook."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.extend.cells_of import sheet, workbook
from troth.config import Settings, load
from troth.store.home import Home, create

SECRET = bytes(range(32))
"""The same in every workspace here, so that handles can be compared."""


def empty(root: Path, ledger: str = "") -> tuple[Home, Settings]:
    """A workspace into which nothing was added; its ledger at that address, if one is given."""
    home = create(root)
    home.secret_path.write_bytes(SECRET)
    lines = ["[people]", 'staff = ["acme.example"]']
    lines += ["[ledger]", f'url = "{ledger}"'] if ledger else []
    home.config.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return home, load(home.root)


def exports(folder: Path, size: int) -> Path:
    """Five files. Each tells of people of another, some rows are wrong, some stand in two files."""
    folder.mkdir(parents=True, exist_ok=True)
    people = [f"p{n}" for n in range(max(size // 20, 3))]
    write(folder / "1 desk.csv", MESSAGE, messages(size, people))
    _chat(folder / "2 chat.jsonl", size // 2, people)
    _contacts(folder / "3 contacts.csv", people)
    _orders(folder / "4 orders.xlsx", size // 4, people)
    again = messages(size, people)[size // 2 :] + messages(size // 2, people, first=size)
    write(folder / "5 desk of june.csv", MESSAGE, again)
    return folder


MESSAGE = ("message_id", "conversation", "at", "direction", "author", "author_name", "text")


def messages(size: int, people: Sequence[str], first: int = 0) -> list[Sequence[str]]:
    """Rows of a help desk, one in fifty of them wrong."""
    rows: list[Sequence[str]] = []
    for n in range(first, first + size):
        who = people[n * 7 % len(people)]
        at = "31/02/2026" if n % 50 == 49 else f"2026-03-{n % 28 + 1:02d} 09:{n % 60:02d}"
        name = f"Person {who[1:]}" if n % 3 else ""
        asked = f"Where is parcel {n}? It was to be here on Monday, and nobody answers me."
        rows.append((f"m{n}", f"c{n // 2}", at, "in", f"{who}@river.example", name, asked))
    return rows


def write(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    """A table as CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([head, *rows])
    return path


def _chat(path: Path, size: int, people: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for n in range(size):
            row = {"message_id": f"chat-{n}", "conversation": f"chat-{n // 4}", "text": f"Chat {n}"}
            row |= {"at": f"2026-02-{n % 28 + 1:02d}T10:00:00Z", "direction": "in"}
            row |= {"author": f"{people[n % len(people)]}@river.example"}
            out.write(json.dumps(row) + "\n" if n % 70 != 69 else "{broken\n")


def _contacts(path: Path, people: Sequence[str]) -> None:
    """Numbers beside addresses; every third is known by mail already, some share one, some are two."""
    head = ("Record ID", "First Name", "Last Name", "Email", "Phone Number", "Lifecycle Stage")
    head += ("Create Date", "Associated Company", "Associated Company IDs")
    head += ("Additional email addresses",)
    rows = []
    for n, who in enumerate(people):
        mail = f"{who}@river.example" if n % 3 else f"new{n}@lake.example"
        mail = "info@lake.example" if n % 10 == 9 else mail
        more = f"{people[n - 1]}@river.example" if n % 12 == 7 else ""
        day = "2026-01-07 09:00" if n % 40 != 39 else "31/02/2026"
        rows.append((str(100 + n), "Person", who[1:], mail, "", "Lead", day, "Shops", "5001", more))
    write(path, head, rows)


def _orders(path: Path, size: int, people: Sequence[str]) -> None:
    rows: dict[int, list[object]] = {1: ["Order ID", "Customer email", "Ordered at", "Amount"]}
    for n in range(size):
        amount: object = 10 + n % 90 if n % 60 != 59 else "much"
        who = f"{people[n % len(people)]}@river.example"
        rows[n + 2] = [f"o{n}", who, f"2026-01-{n % 28 + 1:02d} 12:00", amount]
    later = {1: rows[1], 2: ["x1", "new1@lake.example", "2026-02-03 12:00", 5]}
    path.write_bytes(workbook({"January": sheet(rows), "February": sheet(later)}))

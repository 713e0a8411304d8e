"""Small nasty tables: nulls, ties, the nights the clocks change, scripts, parts of a second."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pyarrow as pa

from troth.model.identity import record_id, version_of
from troth.store.schema import LEDGER, arrow_schema, plain_schema

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str, zone: ZoneInfo | None = None, fold: int = 0) -> int:
    """A time as UTC microseconds, exactly."""
    moment = datetime.fromisoformat(text).replace(tzinfo=zone or UTC, fold=fold)
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


END = at("2026-11-05T12:00:00")
TEXTS = (
    "Where is my parcel?",
    "Заказ не пришёл — почему?",
    "荷物はまだですか？",
    "Ich hätte gern das Geld zurück 😤",
    "e\u0301 and é are two spellings",
    "",
    None,
    "Thanks, sorted now!",
    "'); drop table message; --",
    "We will call you back by Friday.",
)


def messages() -> list[dict[str, object]]:
    """Conversations with every oddity; a thread of its own for each pair of texts."""
    rows: list[dict[str, object]] = []
    times = [
        at("2026-10-25T02:30:00", BERLIN),
        at("2026-10-25T02:30:00", BERLIN, fold=1),
        at("2026-03-29T01:59:59.999999"),
        at("2026-03-29T03:00:00", BERLIN),
        at("2026-10-31T23:59:59.500000"),
        at("2026-10-31T23:59:59.500000"),
        at("2026-11-01T00:00:00"),
        at("2026-11-04T09:00:00.000001"),
        -1_500_000,
        at("2026-11-05T11:59:59.999999"),
    ]
    for number, (text, ts_us) in enumerate(zip(TEXTS * 3, times * 3, strict=True)):
        who = f"h-{number % 4}" if number % 7 else None
        ours = number % 3 == 0
        rows.append(
            {
                "ts_us": ts_us,
                "zone": "Europe/Berlin" if number % 2 else None,
                "precision": ("second", "minute", "day")[number % 3],
                "by": "h-staff" if ours else who,
                "about": who,
                "thread": f"t{number % 5}" if number % 6 else None,
                "ours": "Kestrel" if number % 2 else None,
                "side": ("sender", None, "courier")[number % 3],
                "direction": "out" if ours else "in" if number % 8 else None,
                "text": text,
                "automatic": (None, False, True)[number % 3],
            }
        )
    return rows


def purchases() -> list[dict[str, object]]:
    """Rhythms: a steady one, ties on one day, one purchase only, none with a person."""
    steady = [at(f"2026-{month:02}-01T08:00:00.250000") for month in range(1, 11)]
    days = [*steady, *[at("2026-05-05T00:00:00")] * 3, at("2026-10-25T00:59:59.999999"), END]
    owners = ["h-0"] * len(steady) + ["h-1"] * 3 + ["h-2", None]
    return [
        {
            "ts_us": day,
            "precision": "day" if owner == "h-1" else "second",
            "by": owner,
            "about": owner,
            "side": "sender" if owner else None,
            "item": "паке́т" if number % 2 else None,
            "quantity": None if number % 3 else 1.0,
            "amount": (10.1, None, -0.0, 1e-9)[number % 4],
            "currency": "EUR" if number % 2 else None,
        }
        for number, (day, owner) in enumerate(zip(days, owners, strict=True))
    ]


def evidence(kind: str, rows: list[dict[str, object]], system: str = "desk") -> pa.Table:
    """Rows with ids, versions and origins."""
    full = [
        {
            "id": record_id(kind, system, str(number)),
            "version": version_of(kind, repr(row)),
            "system": system,
            "origin_file": f"{kind}.csv",
            "origin_row": number + 2,
            "seen_us": 1_000 + number,
            **row,
        }
        for number, row in enumerate(rows)
    ]
    return pa.Table.from_pylist(full, schema=arrow_schema(kind))


def ledger() -> dict[str, pa.Table]:
    """People (one with two handles, one of our own), and promises to some of them."""
    message = evidence("message", messages()).to_pylist()
    people = [
        ("h-0", "p-0", "a-0", "sender", False),
        ("h-1", "p-1", None, None, False),
        ("h-3", "p-1", None, None, False),
        ("h-staff", "p-staff", None, None, True),
    ]
    rows: dict[str, list[dict[str, object]]] = {
        "person": [
            dict(zip(("handle", "person", "account", "side", "staff"), one, strict=True))
            for one in people
        ],
        "promise": [
            _filled(
                "promise",
                promise=f"p-{number}",
                record=message[number]["id"],
                version=message[number]["version"],
                state=("open", "candidate", "kept")[number % 3],
                kind="dated",
                firmness="firm",
                confirmed=bool(number % 2),
                born_us=message[number]["ts_us"],
                due_us=(at("2026-10-25T02:30:00", BERLIN), None, END)[number % 3],
                to=f"h-{number % 4}",
                by="h-staff",
            )
            for number in range(6)
        ],
        "decision": [
            _filled(
                "decision",
                decision=f"d-{number}",
                at_us=message[number]["ts_us"],
                tell_by_us=(END, message[number]["ts_us"])[number % 2],
                promise=f"p-{number % 3}",
                words="We will send it tomorrow.",
                sentence="Nothing is sent.",
            )
            for number in range(4)
        ],
    }
    return {
        name: pa.Table.from_pylist(rows.get(name, []), schema=plain_schema(columns))
        for name, columns in LEDGER.items()
    }


def _filled(name: str, **known: object) -> dict[str, object]:
    """Of these values, those the table has a column for."""
    return {key: value for key, value in known.items() if key in LEDGER[name]}


def worlds() -> Mapping[str, dict[str, pa.Table]]:
    """Everything at once, and nothing at all."""
    full = {
        "message": evidence("message", messages()),
        "purchase": evidence("purchase", purchases(), "shop"),
        **ledger(),
    }
    return {
        "nasty": full,
        "empty": {name: table.schema.empty_table() for name, table in full.items()},
    }

"""What the company announced, released, decided and suffered: its tables, and what is planted in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from importlib.resources import files

from troth.demo.days import Days, moment
from troth.demo.files import iso, table
from troth.demo.scenes import STAFF
from troth.demo.world import Plant, Pledge, Resolved

DOWN = "10b"
"""The open day on which the ordering page was down."""
REGULARS = (
    "philippa@snowflorist.example",
    "quentin@mallorycakes.example",
    "rowena@thornepaper.example",
)
EXPORTERS = (
    "clementine@ruskhats.example",
    "ambrosia@keelbooks.example",
    "osbert@lyleframes.example",
    "winifred@ashteas.example",
    "lucasta@grievegloves.example",
    "orlando@pikecheese.example",
)
WEEKLY = "fabiola@cranecorks.example"
"""Who orders nothing for months, and opens the till every week."""
UPTIME = "We guarantee 99.9 % uptime of the ordering page each month."
SHOPS = "documents/terms-shops.md"
TERMS = "documents/terms.md"
DECIDED = {
    "courier-pay": None,
    "insurance": "by letter, all senders and shops",
    "refunds-in-december": None,
}
"""The decisions by the name of their text, and how those concerned were told, where they were."""
PLANTED: tuple[tuple[str, str, str, str], ...] = (
    ("promise-at-risk", TERMS, "We answer every message within one business day.", "in all it holds for senders; those who wait under `unanswered` wrote lately"),
    ("promise-broken", TERMS, "We answer every message within one business day.", "couriers wait longer than that in one case of five"),
    ("added-promise", "messages.csv", "You said I would get a photo of every delivery.", "three senders, in different words"),
    ("short-notice", "changes.csv", "The morning round costs £13.40", "told 60 days before, the amounts only 10 days before; 30 are promised"),
    ("moved-date", "changes.csv", "The old label form ends", "moved twice"),
    ("breaking-change", "till-changelog.md", "`export_pdf`", "gone in 1.5.0, and six people used it"),
    ("downtime", "incidents.json", "Orders cannot be placed", "90 minutes of a working morning, past the 99.9 % we promise"),
    ("late-to-know", "messages.csv", "The ordering page only shows a wheel. Is it down?", "a shop told us that it was down, and our first word was the answer to her"),
    ("decision-breaks-promise", TERMS, "Couriers are paid every Friday.", "the day to tell them has passed, and nobody was told"),
    ("worse-side", "courier", "first-reply", "in one case of five they wait longer than a business day; senders and shops seldom do"),
    ("terms-differ-by-side", SHOPS, "We close a shop's account only with 14 days' notice to you.", "couriers: at any time and without notice"),
)  # fmt: skip
"""What is planted: lens, file, words, why."""
ALIKE: tuple[tuple[str, str, str, str], ...] = (
    ("promise-broken", TERMS, "A complaint is closed within five business days.", "kept on each side"),
    ("added-promise", "messages.csv", "you said i get a rain jacket after a month", "three couriers, and our page for couriers says it"),
    ("added-promise", "messages.csv", "Parcelina said I would get a delivery window of one hour.", "a rival's promise, quoted"),
    ("added-promise", "messages.csv", "Do you promise that a parcel is wrapped in two layers?", "a question"),
    ("added-promise", "messages.csv", "You said I would get a printed report of my rounds each month.", "one person, three times"),
    ("short-notice", "changes.csv", "The cool box round costs £17.20", "told 60 days before, with all its terms at once"),
    ("moved-date", "changes.csv", "Hours before Christmas", "the same title a year later"),
    ("breaking-change", "till-changelog.md", "`old_label_form`", "gone in 1.6.0, and nobody used it"),
    ("breaking-change", "till-changelog.md", "`print_queue`", "gone in 2.0.0, a new major version"),
    ("downtime", "incidents.json", "The map is moved to a larger machine", "planned night work, announced a week before"),
    ("downtime", "incidents.json", "Receipts are slow", "12 minutes at noon"),
    ("downtime", "incidents.json", "The courier map stands still", "a public word after 5 minutes, within the budget"),
    ("late-to-know", "incidents.json", "The courier map stands still", "a public word after 5 minutes, and nobody had written"),
    ("late-to-know", "messages.csv", "The till is not working here. Is that our line or yours?", "a public word had come 9 minutes before"),
    ("late-to-know", "incidents.json", "The map is moved to a larger machine", "planned, and announced"),
    ("late-to-know", "incidents.json", "Receipts are slow", "nobody spoke of it"),
    ("decision-breaks-promise", TERMS, "Each delivery is insured up to £500.", "those concerned were told, and it is noted"),
    ("decision-breaks-promise", TERMS, "Refunds are paid within 48 hours.", "it strains the promise, and breaks none"),
    ("worse-side", "shop", "resolution", "no side waits clearly longer until a question is settled"),
    ("worse-side", "sender", "answer-rate", "on every side everybody is answered in the end"),
    ("terms-differ-by-side", SHOPS, "You can appeal a decision to close your account.", "couriers are heard too, in other words"),
)  # fmt: skip
"""What only looks like it."""


def planted() -> Iterator[Plant]:
    """The plants and near misses that concern no single person."""
    for lens, where, words, why in PLANTED:
        yield Plant(lens, "plant", None, where, why, words)
    for lens, where, words, why in ALIKE:
        yield Plant(lens, "near miss", None, where, why, words)


def pledges(days: Days) -> tuple[Pledge, ...]:
    """The promise of uptime in the terms for shops."""
    review = moment(days.today + timedelta(90), time(17))
    return (Pledge(UPTIME, SHOPS, STAFF["tom"].name, due_us=review),)


def decisions(days: Days) -> tuple[Resolved, ...]:
    """What was decided, each with the text of its file."""
    folder = files("troth.demo") / "texts" / "decisions"
    return tuple(
        Resolved(f"{name}.md", days.words((folder / f"{name}.md").read_text("utf-8")), told)
        for name, told in DECIDED.items()
    )


def tables(days: Days) -> dict[str, str]:
    """The files by their name."""
    return {
        "changes.csv": _changes(days.today),
        "till-changelog.md": _changelog(days.today),
        "usage.csv": _usage(days),
        "incidents.json": _incidents(days),
    }


def _changes(today: date) -> str:
    def day(away: int) -> str:
        return (today + timedelta(away)).isoformat()

    moved = f"{day(-20)}; {day(4)}"
    rows = (
        ("The morning round costs £13.40", "price", day(-55), day(-5), day(5), "", "shop"),
        ("The cool box round costs £17.20", "price", day(-52), day(-52), day(8), "", "shop"),
        ("The old label form ends", "product", day(-60), day(-60), day(30), moved, "shop"),
        ("Hours before Christmas", "product", day(-395), day(-395), day(-340), "", "sender"),
        ("Hours before Christmas", "product", day(-30), day(-30), day(25), "", "sender"),
        ("A second depot opens", "product", day(-1), day(-1), day(50), "", "shop"),
    )
    columns = ("what", "kind", "announced", "terms_known", "effect", "moved_from", "side")
    return table(columns, rows)


def _changelog(today: date) -> str:
    held = (
        ("2.0.0", -2, "Removed", "`print_queue`: the till prints by itself."),
        ("1.6.0", -14, "Removed", "`old_label_form`."),
        ("1.5.0", -30, "Removed", "`export_pdf`."),
        ("1.4.0", -75, "Added", "`export_csv`."),
    )
    parts = [
        f"## [{version}] - {today + timedelta(away)}\n\n### {kind}\n\n- {words}\n"
        for version, away, kind, words in held
    ]
    return "\n".join(["# Changelog of the Kestrel till (an invented company)\n", *parts])


def _usage(days: Days) -> str:
    rows: list[tuple[int, str, str]] = []
    for at, shop in enumerate(EXPORTERS):
        for away in (74, 60, 46, 33):
            day = days.today - timedelta(away)
            rows.append((moment(day, time(14 + at % 3, 5 * at)), shop, "export_pdf"))
            if at < 3:
                rows.append((moment(day, time(15, 30 + at)), shop, "print_queue"))
    for week in range(16):
        rows.append(
            (moment(days.today - timedelta(1 + 7 * week), time(16, 40)), WEEKLY, "till_opened")
        )
    down = days.day(DOWN)
    for at, shop in enumerate(REGULARS):
        for week in range(1, 11):
            for hour in (10, 11, 12):
                day = down - timedelta(7 * week)
                rows.append((moment(day, time(hour, 12 + 7 * at)), shop, "till_opened"))
        rows.append((moment(days.back(1), time(9, 5 * at)), shop, "till_opened"))
    told = ((shop, event, iso(at_us)) for at_us, shop, event in sorted(rows))
    return table(("user_email", "event", "time"), told)


def _incidents(days: Days) -> str:
    down = days.day(DOWN)

    def at(away: int, hour: int, minute: int = 0) -> str:
        return iso(moment(down + timedelta(away), time(hour, minute)))

    shown = [
        _incident("k0", "The till cannot be opened", "major", at(-63, 10), at(-63, 10, 15),
                  [("investigating", "The till cannot be opened. We are on it.", at(-63, 10, 3))]),
        _incident("k1", "The courier map stands still", "major", at(-42, 11), at(-42, 11, 25),
                  [("investigating", "The map stands still. We are looking into it.", at(-42, 11, 5))]),
        _incident("k2", "Receipts are slow", "minor", at(-21, 12), at(-21, 12, 12), []),
        {
            **_incident("k3", "The map is moved to a larger machine", "maintenance",
                        at(-11, 9), at(-3, 0, 30), []),
            "status": "completed",
            "scheduled_for": at(-4, 23),
        },
        _incident("k4", "Orders cannot be placed", "major", at(0, 10), at(0, 11, 30),
                  [("resolved", "Orders can be placed again.", at(0, 12, 10))]),
    ]  # fmt: skip
    page = {
        "id": "kestrel",
        "name": "Kestrel (invented)",
        "updated_at": iso(moment(days.back(1), time(18))),
    }
    return json.dumps({"page": page, "incidents": shown}, indent=1, ensure_ascii=False) + "\n"


def _incident(
    id: str, name: str, impact: str, start: str, end: str, updates: Iterable[tuple[str, str, str]]
) -> dict[str, object]:
    told = [{"status": status, "body": body, "created_at": at} for status, body, at in updates]
    return {
        "id": id,
        "name": name,
        "status": "resolved",
        "impact": impact,
        "created_at": start,
        **({} if impact == "maintenance" else {"started_at": start}),
        "resolved_at": end,
        "incident_updates": told,
    }

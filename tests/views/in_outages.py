"""A small courier company with outages: three who book on Mondays, one of whom nobody knows the hours."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from troth.acts import promises
from troth.acts.add import add
from troth.acts.opening import opened
from troth.config import Settings
from troth.store.home import create

MONDAY = datetime(2026, 3, 2, 10)
TITLE = "Booking <img src=x onerror=window.hacked=1> is down"


def us(at: str) -> int:
    return int(datetime.fromisoformat(f"{at}+00:00").timestamp()) * 1_000_000


NOW = us("2026-03-04T12:00")
REGULARS = (("ines", "Ines Marlow", 12), ("otto", "Otto Brandt", 32), ("ada", "Ada Quill", 251))


def incident(name: str, title: str, start: str, end: str, **more: object) -> dict[str, object]:
    held = {"id": name, "name": title, "status": "resolved", "impact": "major"}
    return {**held, "started_at": start, "resolved_at": end, "incident_updates": [], **more}


INCIDENTS = (
    incident("i7", TITLE, "2026-03-02T10:00:00Z", "2026-03-02T11:30:00Z"),
    incident(
        "i8", "Slow sign-in", "2026-03-02T11:00:00Z", "2026-03-02T11:20:00Z", impact="minor",
        incident_updates=[
            {"status": "resolved", "body": "Over.", "created_at": "2026-03-02T11:05:00Z"}
        ],
    ),
    incident(
        "s1", "Database move", "", "", status="completed", created_at="2026-02-20T09:00:00Z",
        scheduled_for="2026-03-01T22:00:00Z", scheduled_until="2026-03-01T23:00:00Z",
    ),
)  # fmt: skip
MESSAGES = (
    'c1,2026-03-02T10:14:00Z,in,ines@post.example,Ines Marlow,"I cannot book a courier.",1',
    'c1,2026-03-02T10:50:00Z,out,Tom,Tom,"You are right, we are on it.",2',
    'c1,2026-03-04T09:00:00Z,out,Tom,Tom,"We have credited you 15 GBP for Monday.",3',
)


def write(folder: Path) -> list[Path]:
    """The files as they come from the status page, the product and the help desk."""
    folder.mkdir(parents=True, exist_ok=True)
    used = ["user_id,name,event,time"]
    for week in range(1, 9):
        for who, name, minute in REGULARS:
            at = MONDAY - timedelta(weeks=week) + timedelta(minutes=minute)
            used.append(f"{who}@post.example,{name},book_courier,{at:%Y-%m-%dT%H:%M:%SZ}")
    used.append("new@post.example,Noor Vance,book_courier,2026-02-26T15:00:00Z")
    page = {"page": {"updated_at": "2026-03-04T12:00:00Z"}, "incidents": INCIDENTS}
    head = "conversation,at,direction,author,author_name,text,message_id"
    texts = {
        "incidents.json": json.dumps(page),
        "usage.csv": "\n".join(used),
        "messages.csv": "\n".join((head, *MESSAGES)),
    }
    for name, text in texts.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    return [folder / name for name in texts]


def company(root: Path) -> Path:
    """A workspace with all of it, and 99.9 % uptime promised since New Year."""
    home = create(root)
    add(home, Settings(), write(root / "files"), now_us=NOW)
    with opened(home, Settings()) as work:
        promises.note(
            work, "99.9 % uptime each month", who="Tom", owner="Tom", now_us=NOW,
            since_us=us("2026-01-01"),
        )  # fmt: skip
    return root

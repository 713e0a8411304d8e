"""What somebody would send who wants a page to run his script."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

SCRIPT = "<script>window.hacked=1</script>"
IMAGE = "<img src=x onerror=window.hacked=1>"
BREAK = "\"'><svg onload=window.hacked=1>"
QUESTION = f"Where is my refund? {SCRIPT} {IMAGE} {BREAK} {{{{7*7}}}} </textarea></title>"


def write(folder: Path, at_us: int) -> list[Path]:
    """A table of messages and two documents; gives their paths."""
    folder.mkdir()
    return [_messages(folder, at_us), _page(folder), _letter(folder)]


def _messages(folder: Path, at_us: int) -> Path:
    path = folder / "desk <b onmouseover=window.hacked=1>.csv"
    at = datetime.fromtimestamp(at_us / 1e6 - 20 * 86_400, UTC)
    with path.open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(
            ("message_id", "conversation", "at", "direction", "author", "subject", "text")
        )
        who = f'"Eve {IMAGE}" <eve@example.org>'
        thread = f"t{BREAK}"
        day = at.strftime("%Y-%m-%d")
        rows.writerow(("1", thread, f"{day} 09:00", "in", who, SCRIPT, QUESTION))
        rows.writerow(
            (
                "2",
                thread,
                f"{day} 09:30",
                "out",
                "tom",
                IMAGE,
                f"We will refund £4 by Friday. {SCRIPT}",
            )
        )
        rows.writerow(("3", thread, f"{day} 10:00", "in", who, BREAK, QUESTION))
        rows.writerow(("4", f"u{IMAGE}", f"31/02/2025 {SCRIPT}", "in", who, "", IMAGE))
    return path


def _page(folder: Path) -> Path:
    path = folder / "launch ' onload=window.hacked=1 .html"
    path.write_text(
        f"<title>Launch {BREAK}</title>{SCRIPT}<p>Every plan includes support around the clock."
        f" We always answer within one hour. {IMAGE}</p>",
        encoding="utf-8",
    )
    return path


def _letter(folder: Path) -> Path:
    path = folder / "plan.md"
    path.write_text(
        f"---\ntitle: Plan {IMAGE}\ngenre: plan\n---\n\n# Plan {SCRIPT}\n\n"
        f"The market will grow. Users want more. {BREAK}\n",
        encoding="utf-8",
    )
    return path

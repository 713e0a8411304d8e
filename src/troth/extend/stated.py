"""When a JSON export says that it was made, in what stands above its first list."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from troth.extend.opened import Opened
from troth.model.covered import Covered
from troth.patterns import later

MADE = ("generated_at", "exported_at", "export_generated_at", "extracted_at")
_EPOCH = later(r"\d{9,10}")


def stated(opened: Opened, *names: str) -> Covered | None:
    """The moment under the first of these names that holds one; None where there is none."""
    text = opened.head_text.lstrip("\ufeff \t\r\n")
    if not text.startswith("{"):
        return None
    above = text.split("[", 1)[0]
    for name in names or MADE:
        found = re.search(rf'"{re.escape(name)}"\s*:\s*(?:"([^"]{{1,40}})"|(\d{{9,10}})\b)', above)
        until = until_of(found[1] or found[2]) if found else None
        if until is not None:
            return until
    return None


def until_of(value: str | None) -> Covered | None:
    """A moment as exports state it: ISO 8601 (UTC where no zone is named), or seconds since 1970."""
    try:
        if value is None:
            return None
        if _EPOCH.fullmatch(value):
            return Covered(int(value) * 1_000_000)
        at = datetime.fromisoformat(value)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return Covered(round(at.timestamp() * 1_000_000))
    except (ValueError, OverflowError):
        return None

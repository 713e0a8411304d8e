"""When did our status page say that something was wrong, or would be worked on?

What it reads: the incidents and scheduled maintenances of a Statuspage page as its API gives them:
incidents.json and scheduled-maintenances.json, an array, JSON lines, or a web hook's single call. The
updates become one text in the order of time, with the postmortem at its end; when each was posted, and
when planned work was announced, is kept beside it. What has no end is open.

How it is recognised: by records with a name, a status, an impact and incident_updates. Planned work is
told by scheduled_for, by the list it stands in, by its impact and by the words of its status.

What it sets aside: records without a start that can be read, and those that end before they start.

Source: Atlassian, Statuspage API, Incidents and Scheduled Maintenances, and the Status API of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from troth.extend.source import (
    Covered,
    Draft,
    Nested,
    Opened,
    Origin,
    Reject,
    Sample,
    SourceCard,
    nested,
    peeked,
    stated,
)
from troth.extend.values import mapping, objects, rest, said, shown, times_of
from troth.text.mail import text_of_html
from troth.text.moments import Moment, Times

_SITE = re.compile(r'"url"\s*:\s*"(https?://[^"\s]+)"')
CARD = SourceCard(
    kinds=frozenset({"incident"}),
    endings=(".json", ".jsonl", ".ndjson"),
    system="statuspage",
)

LISTS = ("incidents", "scheduled_maintenances")
PLANNED = frozenset(("scheduled", "in_progress", "verifying", "completed"))
OVER = frozenset(("resolved", "completed", "postmortem"))
_KNOWN = frozenset(
    ["id", "name", "status", "impact", "created_at", "updated_at", "started_at", "resolved_at", "scheduled_for", "shortlink", "incident_updates", "components", "postmortem_body", "postmortem_published_at"]
)  # fmt: skip
_UPDATE = '[{"status": "%s", "body": "%s", "created_at": "%s"}, {"status": "%s", "body": "%s", "created_at": "%s"}]'

EXAMPLES = (
    Sample(
        "incidents.json",
        '{"page": {"id": "p1"}, "incidents": [{"id": "i7", "name": "Slow sign-in", "status": "resolved",'
        ' "impact": "minor", "created_at": "2026-03-02T09:05:00Z", "started_at": "2026-03-02T09:00:00Z",'
        ' "resolved_at": "2026-03-02T09:40:00Z", "shortlink": "https://status.acme.example/i7",'
        ' "components": [{"name": "Sign-in"}], "incident_updates": '
        + _UPDATE
        % ("resolved", "All is well.", "2026-03-02T09:40:00Z", "investigating", "We look into it.",
           "2026-03-02T09:05:00Z")
        + '}, {"id": "i8", "name": "Mail delayed", "status": "monitoring", "impact": "major", '
        '"created_at": "2026-03-09T08:00:00Z", "resolved_at": null, "incident_updates": []}]}',
        gives=2,
        title="An incident that is over and one that is open",
    ),
    Sample(
        "scheduled-maintenances.json",
        '{"scheduled_maintenances": [{"id": "s1", "name": "Database move", "status": "completed", '
        '"impact": "maintenance", "created_at": "2026-03-01T09:00:00Z", "scheduled_for": '
        '"2026-03-07T22:00:00Z", "scheduled_until": "2026-03-07T23:00:00Z", "incident_updates": []}, '
        '{"id": "s2", "name": "Undated", "status": "scheduled", "impact": "maintenance", '
        '"created_at": "soon", "incident_updates": []}]}',
        gives=1,
        sets_aside=1,
        says="has no start",
        title="Planned work, and work without a day",
    ),
)  # fmt: skip


def recognises(opened: Opened) -> float:
    """By the names of its first records."""
    found = [_unwrapped(each.values) for each in peeked(opened, *LISTS)]
    alike = sum(map(_is_incident, found))
    return 0.98 if found and 2 * alike > len(found) else 0.0


def read(opened: Opened) -> Iterator[Covered | Draft | Reject]:
    """Incidents and planned work, each with what was said about it."""
    times = times_of(opened)
    if (until := stated(opened, "updated_at")) is not None:
        yield until
    site = _site(opened)
    for item in nested(opened, *LISTS):
        yield item if isinstance(item, Reject) else _incident(opened, item, times, site)


def _unwrapped(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The incident itself, where a web hook's call holds it."""
    return mapping(values, "incident") or values


def _is_incident(values: Mapping[str, Any]) -> bool:
    return {"name", "status", "incident_updates"} <= set(values) and bool(
        {"impact", "scheduled_for", "started_at", "shortlink"} & set(values)
    )


def _site(opened: Opened) -> str | None:
    """The address of the status page, as the page says it above its incidents."""
    found = _SITE.search(opened.head_text.split("[", 1)[0])
    return found[1].rstrip("/") if found else None


def _incident(
    opened: Opened, item: Nested, times: Times, site: str | None = None
) -> Draft | Reject:
    values = _unwrapped(item.values)
    status = said(values.get("status")).lower()
    planned = _is_planned(values, item.within, status)
    starts = ("scheduled_for",) if planned else ()
    start = _time(values, times, *starts, "started_at", "created_at")
    if start is None:
        return _aside(opened, item, "has no start that can be read")
    end = _end(values, times, planned, status)
    if end is not None and end[0] < start[0]:
        return _aside(opened, item, "ends before it starts")
    number = said(values.get("id"))
    link = said(values.get("shortlink"))
    if not link and site and re.fullmatch(r"\w+", number):
        link = f"{site}/incidents/{number}"
    return Draft(
        kind="incident",
        at_us=start[0],
        origin=Origin(opened.path, item.number, link=link or None),
        key=number or None,
        precision="day" if start[1] == "day" else "minute" if start[1] == "minute" else "second",
        zone=start[2],
        system=opened.reading.system,
        fields={
            "title": said(values.get("name")),
            "impact": said(values.get("impact")) or None,
            "start_us": start[0],
            "end_us": end[0] if end else None,
            "planned": planned,
            "text": _text(values, times),
        },
        extra=_extra(values, status, times, planned),
    )


def _is_planned(values: Mapping[str, Any], within: str, status: str) -> bool:
    told = said(values.get("scheduled_for")) or within == "scheduled_maintenances"
    return bool(told or status in PLANNED or said(values.get("impact")) == "maintenance")


def _time(values: Mapping[str, Any], times: Times, *names: str) -> Moment | None:
    """The first of these times that can be read."""
    return next((moment for name in names if (moment := times.read(said(values.get(name))))), None)


def _end(values: Mapping[str, Any], times: Times, planned: bool, status: str) -> Moment | None:
    """When it was over: as it says, else by the update that says so, else as planned."""
    if status and status not in OVER:
        return None
    found = _time(values, times, "resolved_at")
    if found is None and status:
        said_so = (
            _time(each, times, "display_at", "created_at")
            for each in objects(values.get("incident_updates"))
            if said(each.get("status")).lower() in ("resolved", "completed")
        )
        found = min((one for one in said_so if one), key=lambda one: one[0], default=None)
    return found or (_time(values, times, "scheduled_until") if planned and status else None)


def _text(values: Mapping[str, Any], times: Times) -> str:
    """Every update and the postmortem, the oldest first."""
    told: list[tuple[int, int, str]] = []
    for at, each in enumerate(objects(values.get("incident_updates"))):
        moment = _time(each, times, "display_at", "created_at", "updated_at")
        label = said(each.get("status")).replace("_", " ").capitalize()
        words = _words(each.get("body"))
        if words:
            told.append((moment[0] if moment else 0, -at, f"{label}: {words}" if label else words))
    lines = [line for _, _, line in sorted(told)]
    after = _words(values.get("postmortem_body"))
    return "\n\n".join([*lines, f"Postmortem: {after}"] if after else lines)


def _words(body: object) -> str:
    text = said(body)
    return text_of_html(text) if "</" in text or "<br" in text else text


def _extra(values: Mapping[str, Any], status: str, times: Times, planned: bool) -> dict[str, str]:
    parts = (said(each.get("name")) for each in objects(values.get("components")))
    updates = (_told_at(each, times) for each in objects(values.get("incident_updates")))
    told = {
        "status": status,
        "updates_at": " ".join(sorted(at for at in updates if at)),
        "announced_at": _iso(_time(values, times, "created_at")) if planned else "",
        "components": ", ".join(part for part in parts if part),
        "postmortem_published_at": said(values.get("postmortem_published_at")),
    }
    return {**{name: one for name, one in told.items() if one}, **rest(values, _KNOWN)}


def _told_at(update: Mapping[str, Any], times: Times) -> str:
    """When an update with words was posted."""
    posted = _time(update, times, "display_at", "created_at", "updated_at")
    return _iso(posted) if _words(update.get("body")) else ""


def _iso(moment: Moment | None) -> str:
    if moment is None or moment[1] == "day":
        return ""
    return datetime.fromtimestamp(moment[0] // 1_000_000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _aside(opened: Opened, item: Nested, says: str) -> Reject:
    return opened.reject(
        f"The incident {says}.",
        "It was set aside. Correct it in the export and add the file again.",
        row=item.number,
        excerpt=shown(dict(item.values)),
    )

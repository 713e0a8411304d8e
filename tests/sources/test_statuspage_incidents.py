"""Status pages: incidents and planned work, their ends, and what was said about them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from happenings import (
    MINUTE,
    NINE,
    Taken,
    best,
    keeps_to_its_own,
    opened,
    shows_what_it_says,
    shuffled,
    taken,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.sources import statuspage_incidents

INCIDENT: dict[str, Any] = {
    "id": "i7",
    "name": "Slow sign-in",
    "status": "resolved",
    "impact": "minor",
    "created_at": "2026-03-02T09:05:00.000Z",
    "started_at": "2026-03-02T10:00:00.000+01:00",
    "updated_at": "2026-03-02T09:40:00Z",
    "resolved_at": "2026-03-02T09:40:00Z",
    "shortlink": "https://stspg.example/i7",
    "page_id": "p1",
    "components": [{"id": "c1", "name": "Sign-in"}, {"name": "API"}],
    "incident_updates": [
        {"status": "resolved", "body": "All is well.", "created_at": "2026-03-02T09:40:00Z"},
        {
            "status": "monitoring",
            "body": "<p>A fix &amp; a watch</p>",
            "created_at": "2026-03-02T09:20:00Z",
        },
        {"status": "investigating", "body": "We look.", "created_at": "2026-03-02T09:05:00Z"},
    ],
    "postmortem_body": "A disk was full.",
    "postmortem_published_at": "2026-03-04T09:00:00Z",
}
PLANNED: dict[str, Any] = {
    "id": "s1",
    "name": "Database move",
    "status": "scheduled",
    "impact": "none",
    "created_at": "2026-03-01T09:00:00Z",
    "scheduled_for": "2026-03-02T09:00:00Z",
    "scheduled_until": "2026-03-02T10:00:00Z",
    "incident_updates": [],
}


def read(*incidents: Any, within: str = "incidents") -> Taken:
    return taken(statuspage_incidents, "i.json", json.dumps({"page": {}, within: list(incidents)}))


def test_the_samples_give_what_they_say() -> None:
    shows_what_it_says("statuspage-incidents")


def test_it_knows_its_own_files_and_leaves_all_others() -> None:
    keeps_to_its_own("statuspage-incidents")
    for content in (
        [INCIDENT],
        INCIDENT,
        {"page": {}, "incidents": [INCIDENT]},
        {"scheduled_maintenances": [PLANNED]},
        {"meta": {}, "page": {}, "incident": INCIDENT},
    ):
        for indent in (None, 2):
            text = json.dumps(content, indent=indent)
            if (
                isinstance(content, dict)
                and "page" not in content
                and content is INCIDENT
                and indent
            ):
                continue
            assert best(opened("i.json", text)) == "statuspage-incidents", text[:80]


def test_an_incident_has_its_times_its_words_in_order_and_its_link() -> None:
    (draft,), _, rejects = read(INCIDENT)
    assert rejects == []
    assert (draft.key, draft.at_us, draft.origin.link) == ("i7", NINE, "https://stspg.example/i7")
    assert draft.fields == {
        "title": "Slow sign-in",
        "impact": "minor",
        "start_us": NINE,
        "end_us": NINE + 40 * MINUTE,
        "planned": False,
        "text": "Investigating: We look.\n\nMonitoring: A fix & a watch\n\nResolved: All is well."
        "\n\nPostmortem: A disk was full.",
    }
    assert draft.extra == {
        "status": "resolved",
        "components": "Sign-in, API",
        "updates_at": "2026-03-02T09:05:00Z 2026-03-02T09:20:00Z 2026-03-02T09:40:00Z",
        "postmortem_published_at": "2026-03-04T09:00:00Z",
        "page_id": "p1",
    }


def test_an_open_incident_has_no_end_and_a_resolved_one_takes_it_from_its_updates() -> None:
    (draft,), _, _ = read({**INCIDENT, "status": "monitoring", "resolved_at": None})
    assert draft.fields["end_us"] is None
    (draft,), _, _ = read({**INCIDENT, "resolved_at": None})
    assert draft.fields["end_us"] == NINE + 40 * MINUTE
    (draft,), _, _ = read({**INCIDENT, "resolved_at": None, "incident_updates": []})
    assert draft.fields["end_us"] is None


@pytest.mark.parametrize(
    ("change", "within"),
    [
        ({}, "incidents"),
        ({"scheduled_for": None}, "scheduled_maintenances"),
        ({"scheduled_for": None, "status": "in_progress"}, "incidents"),
        ({"scheduled_for": None, "status": "resolved", "impact": "maintenance"}, "incidents"),
    ],
)
def test_planned_work_is_told_by_its_day_its_list_its_status_or_its_impact(
    change: dict[str, Any], within: str
) -> None:
    (draft,), _, _ = read({**PLANNED, **change}, within=within)
    assert draft.fields["planned"] is True


def test_planned_work_begins_when_planned_and_ends_only_when_it_is_over() -> None:
    (draft,), _, _ = read(PLANNED, within="scheduled_maintenances")
    assert (draft.at_us, draft.fields["end_us"]) == (NINE, None)
    assert draft.extra["scheduled_until"] == "2026-03-02T10:00:00Z"
    assert draft.extra["announced_at"] == "2026-03-01T09:00:00Z"
    (draft,), _, _ = read({**PLANNED, "status": "completed"})
    assert draft.fields["end_us"] == NINE + 60 * MINUTE


def test_what_has_no_start_or_ends_before_it_is_set_aside() -> None:
    drafts, _, rejects = read(
        INCIDENT,
        {**INCIDENT, "started_at": "soon", "created_at": None},
        {**INCIDENT, "resolved_at": "2026-03-01T00:00:00Z"},
        "no incident",
    )
    assert len(drafts) == 1
    assert [each.origin.row for each in rejects] == [2, 3, 4]
    assert "no start" in rejects[0].says
    assert "ends before it starts" in rejects[1].says


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)
SECONDS = st.integers(0, 2 * 10**9)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(WORDS, SECONDS, st.integers(0, 10**6) | st.none(), st.lists(WORDS, max_size=4)),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["page", "array", "lines"]),
    st.booleans(),
    st.randoms(),
)
def test_what_was_posted_is_what_is_read(
    posted: list[tuple[str, int, int | None, list[str]]], form: str, mark: bool, chance: Any
) -> None:
    zero = datetime(1971, 1, 1, tzinfo=UTC)
    made = []
    for n, (name, at, length, updates) in enumerate(posted):
        start = zero + timedelta(seconds=at)
        told = [
            {
                "status": "update",
                "body": body,
                "created_at": (start + timedelta(seconds=k)).isoformat(),
            }
            for k, body in enumerate(updates)
        ]
        chance.shuffle(told)
        record = {
            "id": f"i{n}",
            "name": name,
            "status": "identified" if length is None else "resolved",
            "impact": "major",
            "started_at": start.isoformat(),
            "resolved_at": None
            if length is None
            else (start + timedelta(seconds=length)).isoformat(),
            "incident_updates": told,
            "more": n,
        }
        names = list(record)
        chance.shuffle(names)
        made.append({each: record[each] for each in names})
    text = {
        "page": json.dumps({"page": {"id": "p"}, "incidents": made}, indent=1),
        "array": json.dumps(made, ensure_ascii=False),
        "lines": "\r\n".join(map(json.dumps, made)),
    }[form]
    content = ("\ufeff" if mark else "") + text
    assert best(opened("i.json", content)) == "statuspage-incidents"
    drafts, _, rejects = taken(statuspage_incidents, "i.json", content)
    assert rejects == []
    assert len(drafts) == len(posted)
    for n, (draft, (name, at, length, updates)) in enumerate(zip(drafts, posted, strict=True)):
        start = round((zero + timedelta(seconds=at)).timestamp()) * 1_000_000
        assert (draft.key, draft.fields["title"], draft.fields["start_us"]) == (
            f"i{n}",
            name,
            start,
        )
        assert draft.fields["end_us"] == (None if length is None else start + length * 1_000_000)
        assert draft.fields["text"] == "\n\n".join(f"Update: {body}" for body in updates)
        assert draft.extra["more"] == str(n)


@settings(max_examples=150, deadline=None)
@given(shuffled([INCIDENT, PLANNED]), st.sampled_from(["incidents", "scheduled_maintenances"]))
def test_whatever_stands_where_every_record_is_given_or_set_aside(
    records: list[Any], within: str
) -> None:
    drafts, _, rejects = read(*records, within=within)
    assert len(drafts) + len(rejects) == len(records)
    drafts, _, rejects = taken(statuspage_incidents, "i.json", json.dumps(records))
    taken(statuspage_incidents, "i.jsonl", "\n".join(map(json.dumps, records)))

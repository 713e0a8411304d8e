"""How far records reach, and the way back to where they came from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acts.adding import table, workspace
from tests.calling import troth
from troth.acts.add import add
from troth.acts.linking import filled
from troth.acts.opening import opened
from troth.config import load
from troth.extend.source import open_bytes, stated, until_of
from troth.ledger import manifest
from troth.views.age import records_until
from troth.views.opening import reading

NOW = 1_700_000_000_000_000


def write(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value))
    return path


def until(root: Path) -> dict[str, str]:
    """What every page and command says."""
    return dict(troth("-C", root, "today", "--format", "json").fine().json["records_until"])


def test_an_export_that_states_its_end_is_known_to_reach_so_far(tmp_path: Path) -> None:
    incident = {
        "id": "i7",
        "name": "Late",
        "status": "resolved",
        "impact": "minor",
        "created_at": "2026-03-02T08:00:00Z",
        "started_at": "2026-03-02T08:00:00Z",
        "resolved_at": "2026-03-02T09:00:00Z",
        "incident_updates": [],
    }
    page = {
        "id": "p",
        "name": "Acme",
        "url": "https://status.acme.example",
        "updated_at": "2026-03-09T10:00:00Z",
    }
    root = tmp_path / "ws"
    root.mkdir()
    export = {"page": page, "incidents": [incident]}
    troth("-C", root, "add", write(root / "status.json", export)).fine()
    assert until(root) == {"statuspage": "2026-03-09T10:00:00Z"}
    with opened(*_place(root)) as work:
        (found,) = work.index.search("Late") or list(work.index.records(_ids(work.index)).values())
        assert found.origin.link == "https://status.acme.example/incidents/i7"
    health = troth("-C", root, "doctor", "--format", "json").json
    assert health["reach"] == {"statuspage": "2026-03-09T10:00:00Z"}


def _place(root: Path):  # type: ignore[no-untyped-def]
    from troth.store.home import open_home

    return open_home(root), load(root)


def _ids(index) -> list[str]:  # type: ignore[no-untyped-def]
    rows = index.connection().execute("select hex(id) from record")
    return [f"e-{id.lower()}" for (id,) in rows]


def test_zendesk_says_where_its_incremental_export_ends(tmp_path: Path) -> None:
    ticket = {
        "id": 35,
        "requester_id": 7,
        "submitter_id": 7,
        "assignee_id": 9,
        "subject": "Late",
        "description": "Where is it?",
        "status": "open",
        "created_at": "2026-03-02T08:00:00Z",
        "updated_at": "2026-03-02T08:00:00Z",
        "url": "https://acme.zendesk.com/api/v2/tickets/35.json",
    }
    root = tmp_path / "ws"
    root.mkdir()
    page = {"tickets": [ticket], "count": 1, "end_of_stream": True, "end_time": 1773136800}
    troth("-C", root, "add", write(root / "tickets.json", page)).fine()
    assert until(root) == {"zendesk": "2026-03-10T10:00:00Z"}


def test_an_end_to_come_is_taken_for_the_moment_of_reading(tmp_path: Path) -> None:
    home, settings = workspace(tmp_path / "ws")
    add(
        home,
        settings,
        [table(home.root / "tickets_2026-01-01_2030-03-31.csv", "1,1000,,,a")],
        now_us=NOW,
    )
    with opened(home, settings) as work, work.ledger.read() as con:
        assert manifest.coverage(con) == {"tests": 1000}
        with reading(work.ledger, work.index, settings, NOW) as read:
            assert records_until(read) == {"tests": "1970-01-01T00:00:00Z"}


@pytest.mark.parametrize(
    ("text", "until_us"),
    [
        ('{"generated_at": "2026-03-09T10:00:00+02:00", "rows": []}', 1_773_043_200_000_000),
        ('{"exported_at": 1773136800, "rows": []}', 1_773_136_800_000_000),
        ('{"rows": [{"generated_at": "2026-03-09"}]}', None),
        ('{"generated_at": "soon"}', None),
        ('[{"generated_at": "2026-03-09"}]', None),
        ('{"generated_at": "9999-99-99T00:00:00Z"}', None),
    ],
)
def test_only_what_stands_above_the_records_is_a_statement(text: str, until_us: int | None) -> None:
    found = stated(open_bytes("a.json", text.encode()))
    assert (found and found.until_us) == until_us
    assert until_of(None) is None


def test_links_are_made_from_the_setting_and_also_for_what_was_read_before(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    home, settings = workspace(root)
    header = "key,at,by,about,text,thread"
    add(home, settings, [table(root / "a.csv", "1,1000,,,old one,t/1", header=header)], now_us=NOW)
    link = 'link = "https://acme.example/t/{thread}"'
    (root / "troth.toml").write_text(f'lenses = ["troth_lenses"]\n[files."*.csv"]\n{link}\n')
    settings = load(root)
    with opened(home, settings) as work:
        (one,) = work.index.search("old")
    assert one.origin.link == "https://acme.example/t/t%2F1"
    both = 'link = "https://acme.example/t/{thread}#{key}"'
    (root / "troth.toml").write_text(f'lenses = ["troth_lenses"]\n[files."*.csv"]\n{both}\n')
    settings = load(root)
    row = "2&x,1000,,,new one,t/1"
    add(home, settings, [table(root / "b.csv", row, "3,1000,,,alone,", header=header)], now_us=NOW)
    with opened(home, settings) as work:
        (new,) = work.index.search("new")
        (alone,) = work.index.search("alone")
        (old,) = work.index.search("old")
    assert new.origin.link == "https://acme.example/t/t%2F1#2%26x"
    assert alone.origin.link is None
    assert old.origin.link is None
    assert (
        filled("https://a.example/{key}", key="javascript:x") == "https://a.example/javascript%3Ax"
    )


def test_every_command_says_how_old_the_records_are(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    root.mkdir()
    head = "message_id,conversation,at,direction,author,text"
    row = "1,c,2026-03-02 09:00,in,ana@river.example,Where is my parcel? Please answer!"
    (root / "m.csv").write_text(f"{head}\n{row}\n")
    troth("-C", root, "add", root / "m.csv").fine()
    for words in (["look"], ["promises", "list"], ["verify"]):
        said = troth("-C", root, *words).fine()
        assert "messages up to" in said.err, words
    assert "messages up to" in troth("-C", root, "person", "ana@river.example").fine().out
    page = troth("-C", root, "person", "ana@river.example", "--format", "json").fine().json
    assert page["records_until"] == {"messages": "2026-03-02T09:00:00Z"}
    for one in troth("-C", root, "look", "--format", "json").fine().json:
        assert one["records_until"] == {"messages": "2026-03-02T09:00:00Z"}

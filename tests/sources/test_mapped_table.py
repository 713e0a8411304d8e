"""A table as its owner maps it: every place of every kind, and every fault of a mapping in words."""

from __future__ import annotations

import json

import pytest
from tests.sources.told import SHARED, Said, said

from troth import registry
from troth.extend.places import KIND_NAMES, PERSON, places
from troth.extend.source import Identifier, Introduction, Reading, Reject, open_bytes
from troth.model.evidence import KINDS, Draft

SOURCE = registry.load("sources", "mapped-table")
VALUES = {
    "time": "2026-03-02 09:30",
    "number": "7",
    "money": "12.50 EUR",
    "direction": "in",
    "words": "Words as they stand",
    "text": "something",
}


def read(content: str, kind: str, map: dict[str, str], name: str = "t.csv", **more: object) -> Said:
    found = Said([], [], [])
    reading = Reading(kind=kind, map=map, **more)  # type: ignore[arg-type]
    for item in SOURCE.read(open_bytes(name, content.encode(), reading=reading)):
        if isinstance(item, Reject):
            found.rejects.append(item)
        elif isinstance(item, Introduction):
            found.people.append(item)
        else:
            found.drafts.extend(item.drafts())
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_place_of_every_kind_can_be_filled(kind: str) -> None:
    known = places(kind)
    cells = {name: VALUES[place.reads] for name, place in known.items()}
    cells |= {
        "by": "ana@post.example",
        "about": "17",
        "to": "bo@post.example",
        "cc": "cy@post.example",
    }
    cells |= {"zone": "Europe/Berlin", "system": "shop", "link": "https://shop.example/1"}
    cells |= {name: "yes" for name in ("automatic", "planned") if name in known}
    header = ",".join(f"My {name}" for name in cells)
    row = ",".join(cells.values())
    found = read(f"{header},Rest\n{row},left\n", kind, {f"My {name}": name for name in cells})
    assert found.rejects == []
    (draft,) = found.drafts
    assert draft.kind == kind
    assert (draft.key, draft.thread, draft.ours, draft.side) == ("something",) * 4
    assert draft.by == Identifier("email", "ana@post.example", "something")
    assert draft.about == Identifier("id", "shop:17", "something")
    assert draft.account == Identifier("account", "something", "something")
    assert {(part, one.value) for part, one in draft.parties} == {
        ("to", "bo@post.example"),
        ("cc", "cy@post.example"),
    }
    assert draft.system == "shop"
    assert draft.origin.link == "https://shop.example/1"
    assert draft.zone == "Europe/Berlin"
    assert draft.at_us == at("2026-03-02T08:30")
    assert set(draft.fields) == {column.name for column in KINDS[kind]}
    assert draft.extra == {"Rest": "left"}


def at(moment: str) -> int:
    from datetime import UTC, datetime

    return int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()) * 1_000_000


def test_people_are_introduced_by_all_that_a_row_says() -> None:
    names = list(places(PERSON))
    cells = {
        "id": "17",
        "email": "ana@post.example; ruiz@post.example",
        "phone": "+49 30 1234567",
        "name": "Ana Ruiz",
        "first_name": "A",
        "last_name": "R",
        "title": "owner",
        "account": "Kiosk 14",
        "side": "merchant",
        "stage": "customer",
        "shared": "info@kiosk.example",
        "at": "2026-03-02",
        "system": "shop",
    }
    assert set(cells) == set(names)
    row = ";".join('"' + cells[name] + '"' for name in names)
    nobody = ";".join("Nobody" if name == "name" else "" for name in names)
    table = "\n".join([";".join(names), row, nobody, ""])
    found = read(table, PERSON, {name: name for name in names})
    (one,) = found.people
    assert [each.value for each in one.identifiers] == [
        "shop:17",
        "ana@post.example",
        "ruiz@post.example",
        "+49 30 1234567",
    ]
    assert {each.name for each in one.identifiers} == {"Ana Ruiz"}
    assert [each.value for each in one.accounts] == ["Kiosk 14"]
    assert [each.value for each in one.shared] == ["info@kiosk.example"]
    assert (one.side, one.stage, one.title, one.system) == ("merchant", "customer", "owner", "shop")
    assert one.at_us == at("2026-03-02")
    assert ["names nobody" in each.says for each in found.rejects] == [True]


@pytest.mark.parametrize(
    ("map", "says"),
    [
        ({"Datum": "at", "Kundenr": "by"}, "no column “Kundenr” (did you mean “Kundennr”?)"),
        (
            {"Datum": "at", "Betrag": "amuont"},
            "“amuont” is no place of a purchase (did you mean “amount”?)",
        ),
        (
            {"Datum": "at", "Kundennr": "by", "Kunde": "by"},
            "“Kundennr” and “Kunde” are both mapped to “by”",
        ),
        ({"Kundennr": "by"}, "No column is mapped to “at”"),
    ],
)
def test_a_mapping_that_cannot_be_followed_is_one_reject(map: dict[str, str], says: str) -> None:
    found = read(
        "Kundennr,Kunde,Datum,Betrag\n1,Ana,2026-03-02,3\n2,Bo,2026-03-03,4\n", "purchase", map
    )
    assert found.drafts == []
    (reject,) = found.rejects
    assert says in reject.says
    assert '[files."t.csv"]' in reject.advice


def test_all_faults_of_a_mapping_are_told_at_once() -> None:
    (reject,) = read("a,b\n1,2\n", "purchase", {"x": "by", "b": "wrong"}).rejects
    assert all(part in reject.says for part in ("“x”", "“wrong”", "“at”"))


def test_people_need_more_than_a_name() -> None:
    (reject,) = read("n,m\nAna,1\nBo,2\n", PERSON, {"n": "name"}).rejects
    assert "a name alone is nobody" in reject.says


def test_a_stated_day_dates_rows_that_name_none() -> None:
    map = {"who": "by", "when": "at", "sum": "amount"}
    rows = "who,when,sum\n7,,1\n8,2026-03-09,2\n9,soon,3\n"
    found = read(rows, "purchase", map, day="2026-03-01", zone="Europe/Berlin")
    assert [each.at_us for each in found.drafts] == [at("2026-02-28T23:00"), at("2026-03-08T23:00")]
    assert [each.precision for each in found.drafts] == ["day", "day"]
    assert [each.origin.row for each in found.rejects] == [4]
    del map["when"]
    found = read("who,sum\n7,1\n", "purchase", map, day="2026-03-01")
    assert found.drafts[0].at_us == at("2026-03-01")
    assert found.drafts[0].extra == {"dated by": "the day stated in troth.toml"}


def test_json_is_read_into_its_records_and_out_of_its_page() -> None:
    records = [{"who": {"id": 7, "vip": True}, "on": "2026-03-02", "n": 12345678901234567890}]
    map = {"who.id": "by", "on": "at", "n": "key", "who.vip": "side"}
    for content in (
        json.dumps(records),
        json.dumps(records[0]),
        json.dumps({"data": {"orders": records, "next": None}}, indent=1),
    ):
        (draft,) = read(content, "purchase", map, "t.json", system="s").drafts
        assert draft.by == Identifier("id", "s:7")
        assert draft.key == "12345678901234567890"
        assert draft.side == "true"


def test_a_name_that_only_later_records_have_is_a_column_all_the_same() -> None:
    lines = [json.dumps({"on": "2026-03-02", "id": str(n)}) for n in range(5_000)]
    lines.append('{"on": "2026-03-02", "id": "x", "who": "7"}')
    found = read("\n".join(lines), "use", {"who": "by", "on": "at"}, "t.jsonl", system="s")
    assert len(found.drafts) == 5_001
    assert found.drafts[-1].by == Identifier("id", "s:7")
    (reject,) = read("\n".join(lines), "use", {"whom": "by", "on": "at"}, "t.jsonl").rejects
    assert "no column “whom”" in reject.says


def test_rows_of_one_number_are_its_lines_and_a_document_s_rows_its_versions() -> None:
    map = {"nr": "key", "on": "at", "what": "item"}
    rows = "nr,on,what\nB1,2026-03-02,tea\nB1,2026-03-02,milk\nB1,2026-03-02,tea\n"
    assert [each.key for each in read(rows, "purchase", map).drafts] == ["B1", "B1#2", "B1"]
    map = {"nr": "path", "on": "at", "what": "text"}
    assert [each.key for each in read(rows, "document", map).drafts] == ["B1", "B1", "B1"]


def test_messages_know_ours_from_theirs_and_whom_an_answer_is_for() -> None:
    opened = open_bytes(
        "post.csv",
        b"on,who,ticket,words\n"
        b"2026-03-02 09:00,ana@post.example,T1,Where is it?\n"
        b"2026-03-02 10:00,mia@acme.example,T1,On its way.\n",
        reading=Reading(
            kind="message", map={"on": "at", "who": "by", "ticket": "thread", "words": "text"}
        ),
        staff=frozenset(["acme.example"]),
    )
    drafts: list[Draft] = [each for frame in SOURCE.read(opened) for each in frame.drafts()]
    assert [each.fields["direction"] for each in drafts] == ["in", "out"]
    assert drafts[1].about == Identifier("email", "ana@post.example")
    assert drafts[1].by == Identifier("staff", "mia@acme.example")


def test_an_answer_is_asked_by_its_header_and_has_its_scale() -> None:
    (draft,) = read("on,NPS\n2026-03-02,9\n", "survey_answer", {"on": "at", "NPS": "score"}).drafts
    assert draft.fields == {"score": 9.0, "question": "NPS", "scale": "nps"}


def test_a_period_begins_when_it_starts() -> None:
    rows = "wer,von,bis\n7,2026-03-01,2026-04-01\n"
    (draft,) = read(rows, "period", {"wer": "by", "von": "start", "bis": "end"}).drafts
    assert draft.at_us == draft.fields["start_us"] == at("2026-03-01")


def test_what_cannot_be_is_set_aside_row_by_row() -> None:
    rows = "on,tz,title,plan\n2026-03-02 09:00,Mars/Base,a,no\n2026-03-02 09:00,UTC,b,perhaps\n"
    map = {"on": "at", "tz": "zone", "title": "title", "plan": "planned"}
    found = read(rows, "incident", map)
    assert found.drafts == []
    assert "“Mars/Base”, which is none" in found.rejects[0].says
    assert "neither yes nor no" in found.rejects[1].says


def test_it_is_chosen_only_where_the_settings_say_so() -> None:
    for path in (SHARED / "events").glob("*"):
        assert SOURCE.recognises(open_bytes(path.name, path.read_bytes()[:4096])) == 0
    assert said(SOURCE, "a,b\n1,2\n").rejects[0].says.startswith("Nothing says what the rows")
    assert SOURCE.CARD.kinds == frozenset(KIND_NAMES) - {PERSON}


def test_order_logs_under_foreign_headers_give_all_their_purchases() -> None:
    log = SHARED / "events" / "cdnow_sample.txt"
    if not log.is_file():
        pytest.skip(f"the purchase log is not at {log}")
    lines = [line.split() for line in log.read_text().splitlines() if line.split()]
    rows = [
        "Käufer;Tag;Stück;Umsatz",
        *(f"{a};{d};{n};{s.replace('.', ',')}" for a, _, d, n, s in lines),
    ]
    map = {"Käufer": "by", "Tag": "at", "Stück": "quantity", "Umsatz": "amount"}
    found = read("\n".join(rows), "purchase", map, "verkauf.csv")
    assert len(found.drafts) == len(lines) == 6_919
    assert found.rejects == []
    assert sum(each.fields["amount"] for each in found.drafts) == pytest.approx(  # type: ignore[misc]
        sum(float(s) for *_, s in lines)
    )

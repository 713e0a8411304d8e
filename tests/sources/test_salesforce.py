"""Salesforce: ids of two lengths, deletions, and what each of the four objects tells."""

from __future__ import annotations

import json
import random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.told import ANY, matrix, no_data_claimed, paths, put, said, table

from troth.extend.salesforce import whole_id
from troth.extend.source import Identifier, Sample, open_bytes
from troth.sources import (
    salesforce_accounts,
    salesforce_cases,
    salesforce_contacts,
    salesforce_opportunities,
)

ALL = (salesforce_cases, salesforce_contacts, salesforce_accounts, salesforce_opportunities)
each = pytest.mark.parametrize("source", ALL, ids=lambda one: one.__name__.rsplit(".")[-1])


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("001A0000006Vm9r", "001A0000006Vm9rIAC"),
        ("003G000001SUbc4", "003G000001SUbc4IAD"),
        ("500000000000001", "500000000000001AAA"),
        ("ABCDEABCDEABCDE", "ABCDEABCDEABCDE555"),
        ("abcdeabcdeabcde", "abcdeabcdeabcdeAAA"),
    ],
)
def test_an_id_of_fifteen_characters_gets_the_checksum_that_is_published(
    short: str, whole: str
) -> None:
    assert whole_id(short) == whole
    assert whole_id(whole) == whole


def test_an_id_that_lost_its_case_is_mended_by_its_checksum() -> None:
    assert whole_id("001A0000006VM9RIAC") == "001A0000006Vm9rIAC"
    assert whole_id("001a0000006vm9riac") == "001A0000006Vm9rIAC"


def test_an_id_of_mixed_case_is_never_changed_by_a_wrong_checksum() -> None:
    assert whole_id("001A0000006Vm9rAAA") == "001A0000006Vm9rIAC"


def test_the_id_of_nothing_is_none_and_what_is_no_id_stays() -> None:
    assert whole_id("000000000000000AAA") is None
    assert whole_id("000000000000000") is None
    assert whole_id("00001026") == "00001026"
    assert whole_id(None) is None


@given(st.text(st.sampled_from("ABCXYZabcxyz0189"), min_size=15, max_size=15))
def test_ids_that_differ_only_in_case_stay_apart(head: str) -> None:
    if head != "0" * 15:
        whole = whole_id(head)
        assert whole is not None
        assert whole.startswith(head)
        assert whole_id(whole) == whole
        if head.swapcase() != head:
            assert whole_id(head.swapcase())[15:] != whole[15:]  # type: ignore[index]


CASE = {
    "Id": "5003t00001AbCdEAAV",
    "CaseNumber": "00001026",
    "ContactId": "0033t00002AbCdE",
    "ContactEmail": "Ana@Post.example",
    "SuppliedName": "Ana Example",
    "AccountId": "0013t00003AbCdE",
    "Subject": "No parcel",
    "Description": "Where is\nmy parcel?",
    "Status": "Closed",
    "Origin": "Email",
    "IsEscalated": "false",
    "OwnerId": "0053t00005AbCdE",
    "CreatedDate": "2026-03-02T09:00:01.000Z",
    "ClosedDate": "2026-03-04T10:00:02.000+0000",
    "LastModifiedDate": "2026-03-05T10:00:03.000Z",
    "IsDeleted": "false",
    "Region__c": "North",
}
CREATED = 1_772_442_001_000_000


@pytest.mark.parametrize("seed", range(6))
def test_a_case_comes_back_exactly_whatever_the_layout(seed: int) -> None:
    rng = random.Random(seed)
    names = list(CASE)
    rng.shuffle(names)
    text = table([CASE], names, lineterminator=rng.choice(["\n", "\r\n"]), delimiter=",;"[seed % 2])
    first, _, rest = text.partition("\n")
    if seed % 3 == 0:
        first = first.upper()
    content = ("\ufeff" if seed % 2 else "") + first + "\n" + rest
    found = said(salesforce_cases, content)
    assert found.rejects == []
    (message,) = found.of("message")
    created, closed = found.of("step")
    ana = Identifier("email", "ana@post.example", "Ana Example")
    assert (message.key, message.at_us, message.by) == ("5003t00001AbCdEAAV", CREATED, ana)
    assert message.fields == {
        "direction": "in",
        "channel": "email",
        "subject": "No parcel",
        "text": "Where is\nmy parcel?",
    }
    assert (created.key, created.at_us) == ("5003t00001AbCdEAAV:created", CREATED)
    assert created.extra["region__c".upper() if seed % 3 == 0 else "Region__c"] == "North"
    assert created.about == ana
    assert created.thread == closed.thread == "5003t00001AbCdEAAV"
    assert created.account == Identifier("account", "salesforce:0013t00003AbCdEAAV", None)
    assert created.fields["resource"] == "0053t00005AbCdEAAV"
    assert "status" not in created.fields
    assert closed.fields["status"] == "Closed"
    assert closed.at_us == 1_772_618_402_000_000
    (tied,) = found.people
    assert [one.value for one in tied.identifiers] == [
        "salesforce:0033t00002AbCdEAAV",
        "ana@post.example",
    ]


def test_both_lengths_of_an_id_give_the_same_keys() -> None:
    short = {**CASE, "Id": CASE["Id"][:15]}
    assert (
        said(salesforce_cases, table([short], list(short))).keys()
        == said(salesforce_cases, table([CASE], list(CASE))).keys()
    )


def test_an_escalation_without_a_date_is_dated_at_the_latest_and_says_so() -> None:
    row = {**CASE, "IsEscalated": "1"}
    steps = said(salesforce_cases, table([row], list(row))).of("step")
    escalated = next(step for step in steps if step.fields["activity"] == "case escalated")
    assert escalated.at_us == 1_772_618_402_000_000
    assert escalated.extra["dated"].startswith("at the latest")
    row["Escalated_Date__c"] = "2026-03-03T08:00:00Z"
    steps = said(salesforce_cases, table([row], list(row))).of("step")
    assert [step.fields["activity"] for step in steps] == [
        "case created",
        "case escalated",
        "case closed",
    ]
    assert "dated" not in steps[1].extra


def test_a_report_with_labels_and_numbers_only_is_read() -> None:
    report = (
        "Case Number,Contact Name,Contact Email,Subject,Status,Case Owner,Date/Time Opened,"
        "Date/Time Closed\n"
        '00001026,Ana Example,ana@post.example,No parcel,Closed,Mia,"13/2/2026, 9:00 AM",\n'
        "Grand Totals (1 records)\n"
    )
    found = said(salesforce_cases, report)
    assert [draft.key for draft in found.drafts] == ["00001026:created"]
    assert found.drafts[0].fields["resource"] == "Mia"
    assert len(found.rejects) == 1


def test_html_and_quoted_mail_in_a_description_are_stripped() -> None:
    row = {**CASE, "Description": "<p>Any news?</p><div>Ana</div>"}
    (message,) = said(salesforce_cases, table([row], list(row))).of("message")
    assert message.fields["text"] == "Any news?\nAna"
    row["Description"] = "Any news?\n\nOn 1 March 2026 Acme wrote:\n> We will see."
    (message,) = said(salesforce_cases, table([row], list(row))).of("message")
    assert message.fields["text"] == "Any news?"


def test_a_deleted_row_declares_its_deletion_and_a_won_deal_is_then_no_purchase() -> None:
    deal = {
        "Id": "0063t00004AbCdE",
        "Name": "Forty chairs",
        "StageName": "Closed Won",
        "Amount": "4000.00",
        "CloseDate": "2026-03-20",
        "IsWon": "true",
        "CreatedDate": "2026-03-02T09:00:00Z",
        "SystemModstamp": "2026-04-02T09:00:00Z",
        "IsDeleted": "true",
    }
    found = said(salesforce_opportunities, table([deal], list(deal)))
    assert [draft.fields["activity"] for draft in found.drafts] == [
        "opportunity created",
        "opportunity won",
        "deleted",
    ]
    deal["IsDeleted"] = "false"
    found = said(salesforce_opportunities, table([deal], list(deal)))
    (sold,) = found.of("purchase")
    assert (sold.fields["amount"], sold.precision) == (4000.0, "day")


def test_an_open_opportunity_keeps_its_hoped_for_close_date_beside() -> None:
    (open_one,) = [
        draft
        for draft in said(
            salesforce_opportunities, salesforce_opportunities.EXAMPLES[0].text
        ).drafts
        if draft.thread == "0063t00004AbCdFAAV"
    ]
    assert open_one.extra["close"].startswith("2026-09-30")
    assert open_one.fields == {"activity": "opportunity created", "status": "Proposal"}


def test_a_contact_merged_into_another_is_the_same_person() -> None:
    people = said(salesforce_contacts, salesforce_contacts.EXAMPLES[0].text).people
    assert len(people) == 2
    assert people[0].identifiers[0] in [
        Identifier(one.scheme, one.value, "Ana Example") for one in people[1].identifiers
    ]
    assert people[1].stage == "deleted"
    assert people[0].accounts == (Identifier("account", "salesforce:0013t00003AbCdEAAV", None),)


def test_an_account_keeps_its_parent_and_a_reference_to_nothing_is_none() -> None:
    found = said(salesforce_accounts, salesforce_accounts.EXAMPLES[0].text).drafts
    assert "ParentId" not in found[0].extra
    assert found[1].extra["ParentId"] == "0013t00003AbCdEAAV"
    assert found[0].account == Identifier(
        "account", "salesforce:0013t00003AbCdEAAV", "Example Holding"
    )


@each
def test_the_source_wins_on_its_own_and_loses_on_all_others(source: ModuleType) -> None:
    matrix(source)
    no_data_claimed(source)


@each
def test_the_samples_give_what_they_say_and_the_same_keys_again(source: ModuleType) -> None:
    for sample in source.EXAMPLES:
        assert isinstance(sample, Sample)
        found = said(source, sample.text, sample.name)
        assert (len(found.drafts), len(found.rejects)) == (sample.gives, sample.sets_aside)
        assert sample.says is None or any(sample.says in one.says for one in found.rejects)
        assert found.keys() == said(source, sample.text, sample.name).keys()


API: dict[ModuleType, dict[str, Any]] = {
    salesforce_cases: CASE,
    salesforce_contacts: {
        "Id": "0033t00002AbCdE",
        "LastName": "Example",
        "Email": "ana@post.example",
        "Account": {"attributes": {"type": "Account"}, "Name": "Example Shops"},
        "AccountId": "0013t00003AbCdE",
        "CreatedDate": "2026-03-02T09:00:00Z",
    },
    salesforce_accounts: {
        "Id": "0013t00003AbCdE",
        "Name": "Example Shops",
        "ParentId": None,
        "CreatedDate": "2026-03-02T09:00:00Z",
        "SystemModstamp": "2026-03-03T09:00:00Z",
        "IsDeleted": True,
    },
    salesforce_opportunities: {
        "Id": "0063t00004AbCdE",
        "StageName": "Closed Won",
        "Amount": 4000.5,
        "CloseDate": "2026-03-20",
        "IsWon": True,
        "IsClosed": True,
        "CreatedDate": "2026-03-02T09:00:00Z",
    },
}
TYPES = dict(zip(ALL, ("Case", "Contact", "Account", "Opportunity"), strict=True))


@each
def test_json_of_the_api_is_told_by_its_type(source: ModuleType) -> None:
    record = {"attributes": {"type": TYPES[source]}, **API[source]}
    page = json.dumps({"totalSize": 1, "done": True, "records": [record]})
    found = said(source, page, "t.json")
    assert found.rejects == []
    assert found.drafts or found.people
    for other in ALL:
        sure = other.recognises(open_bytes("t.json", page.encode()))
        assert (sure > 0.9) == (other is source)


@each
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_arbitrary_json_anywhere_never_raises_and_loses_no_record(
    source: ModuleType, data: st.DataObject
) -> None:
    good = {"attributes": {"type": TYPES[source]}, **API[source]}
    page: Any = {"records": [good, good, good]}
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from([one for one in paths(page) if len(one) > 1]))
        page = put(page, path, data.draw(ANY))
    found = said(source, json.dumps(page), "t.json")
    assert found.rows() >= {1, 2, 3}


@each
@settings(max_examples=60, deadline=None)
@given(cells=st.lists(st.text(max_size=10), min_size=1, max_size=20), seed=st.integers(0, 99))
def test_arbitrary_cells_never_raise_and_every_row_is_told_or_set_aside(
    source: ModuleType, cells: list[str], seed: int
) -> None:
    rng = random.Random(seed)
    record = {name: str(value) for name, value in API[source].items() if value is not None}
    rows: list[dict[str, str]] = []
    for cell in cells:
        row = {**record, "Id": record["Id"][:10] + f"{len(rows):05d}"}
        row[rng.choice(list(row))] = cell.replace("\0", "")
        row["Email"] = f"a{len(rows)}@post.example"
        rows.append(row)
    found = said(source, table(rows, list(rows[0]), quoting=1))
    assert len(found.rows()) >= len(rows)

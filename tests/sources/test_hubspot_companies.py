"""HubSpot's companies: named accounts, which belongs under which, and never a person."""

from __future__ import annotations

from tests.sources.told import matrix, no_data_claimed, said, table

from troth.extend.source import Identifier, open_bytes
from troth.sources import (
    hubspot_companies,
    hubspot_contacts,
    hubspot_deals,
    hubspot_feedback,
    hubspot_tickets,
)

COMPANY = {
    "Record ID": "5002",
    "Company name": "Example Shops",
    "Company Domain Name": "shops.example",
    "Industry": "Retail",
    "Parent Company ID": "5001",
    "Company owner": "Mia",
    "Create Date": "2026-03-02 09:00",
    "Favourite colour": "red",
}
CREATED = 1_772_442_000_000_000


def test_a_company_is_an_account_under_its_parent_and_nobody() -> None:
    found = said(hubspot_companies, table([COMPANY], list(COMPANY)))
    (placed,) = found.people
    assert placed.identifiers == ()
    assert placed.accounts == (Identifier("account", "hubspot:5002", "Example Shops"),)
    assert placed.parent == Identifier("account", "hubspot:5001")
    (step,) = found.drafts
    assert (step.key, step.at_us, step.thread) == (
        "company:5002:created",
        CREATED,
        "company:5002",
    )
    assert step.account == Identifier("account", "hubspot:5002", "Example Shops")
    assert step.extra["Favourite colour"] == "red"
    assert step.extra["domain"] == "shops.example"


def test_a_company_that_is_its_own_parent_is_placed_under_nothing() -> None:
    row = {**COMPANY, "Parent Company ID": "5002"}
    found = said(hubspot_companies, table([row], list(row)))
    assert ([one.parent for one in found.people], len(found.drafts)) == ([None], 1)
    assert found.people[0].owner == row["Company owner"]
    bare = {**row, "Company owner": ""}
    assert said(hubspot_companies, table([bare], list(bare))).people == []


def test_what_has_no_id_or_no_date_is_set_aside_with_its_place() -> None:
    rows = [{**COMPANY, "Record ID": ""}, {**COMPANY, "Create Date": ""}]
    found = said(hubspot_companies, table(rows, list(COMPANY)))
    assert [one.origin.row for one in found.rejects] == [2, 3]


def test_the_pages_of_the_api_read_like_the_table() -> None:
    text = (
        '{"results": [{"id": "5002", "properties": {"name": "Example Shops", '
        '"domain": "shops.example", "industry": "RETAIL", "hs_parent_company_id": "5001", '
        '"createdate": "2026-03-02T09:00:00.000Z"}}]}'
    )
    opened = open_bytes("companies.json", text.encode())
    assert hubspot_companies.recognises(opened) > 0.9
    found = said(hubspot_companies, text, "companies.json")
    assert [(one.key, one.at_us) for one in found.drafts] == [("company:5002:created", CREATED)]
    assert found.people[0].parent == Identifier("account", "hubspot:5001")


def test_no_other_object_of_hubspot_is_taken_for_companies_nor_they_for_it() -> None:
    others = (hubspot_contacts, hubspot_deals, hubspot_feedback, hubspot_tickets)
    own = open_bytes("companies.csv", table([COMPANY], list(COMPANY)).encode())
    assert hubspot_companies.recognises(own) > 0.9
    assert [each.recognises(own) for each in others] == [0] * 4
    for each in others:
        for sample in each.EXAMPLES:
            opened = open_bytes(sample.name, sample.text.encode())
            assert hubspot_companies.recognises(opened) == 0, sample.title


def test_it_claims_no_file_of_another_kind() -> None:
    matrix(hubspot_companies)
    no_data_claimed(hubspot_companies)

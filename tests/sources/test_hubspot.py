"""HubSpot: labels in four languages, lists in one cell, and what each of the four objects tells."""

from __future__ import annotations

import json
import random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.told import ANY, matrix, no_data_claimed, paths, put, said, table

from troth.extend.source import Identifier, open_bytes
from troth.sources import hubspot_contacts, hubspot_deals, hubspot_feedback, hubspot_tickets

ALL = (hubspot_contacts, hubspot_deals, hubspot_tickets, hubspot_feedback)
each = pytest.mark.parametrize("source", ALL, ids=lambda one: one.__name__.rsplit(".")[-1])

CONTACT = {
    "Record ID": "101",
    "First Name": "Ana",
    "Last Name": "Example",
    "Email": "Ana@Post.example",
    "Additional email addresses": "ana.two@post.example;ana3@post.example",
    "Phone Number": "+44 20 7946 0000",
    "Lifecycle Stage": "Customer",
    "Lead Status": "Connected",
    "Contact owner": "Mia Owner",
    "Create Date": "2026-03-02 09:00",
    "Associated Company": "Example Shops;Example Bank",
    "Associated Company IDs": "5001;5002",
    "Favourite colour": "red",
}
CREATED = 1_772_442_000_000_000
ENGLISH = ["Record ID", "First Name", "Last Name", "Email", "Lifecycle Stage", "Contact owner"]
LABELS = {
    "en": [*ENGLISH, "Create Date"],
    "de": [
        "Datensatz-ID",
        "Vorname",
        "Nachname",
        "E-Mail-Adresse",
        "Lifecycle-Phase",
        "Kontakt-Zuständiger",
        "Erstellungsdatum",
    ],
    "fr": [
        "ID d’enregistrement",
        "Prénom",
        "Nom",
        "E-mail",
        "Phase du cycle de vie",
        "Propriétaire du contact",
        "Date de création",
    ],
    "es": [
        "ID de registro",
        "Nombre",
        "Apellidos",
        "Correo",
        "Etapa del ciclo de vida",
        "Propietario del contacto",
        "Fecha de creación",
    ],
    "inside": [
        "hs_object_id",
        "firstname",
        "lastname",
        "email",
        "lifecyclestage",
        "hubspot_owner_id",
        "createdate",
    ],
}


@pytest.mark.parametrize("seed", range(6))
def test_a_contact_comes_back_exactly_whatever_the_layout(seed: int) -> None:
    rng = random.Random(seed)
    names = list(CONTACT)
    rng.shuffle(names)
    text = table(
        [CONTACT], names, lineterminator=["\n", "\r\n"][seed % 2], delimiter=",\t"[seed % 2]
    )
    found = said(hubspot_contacts, ("\ufeff" if seed % 3 else "") + text)
    (ana,) = found.people
    assert [(one.scheme, one.value) for one in ana.identifiers] == [
        ("id", "hubspot:101"),
        ("email", "ana@post.example"),
        ("email", "ana.two@post.example"),
        ("email", "ana3@post.example"),
        ("phone", "+44 20 7946 0000"),
    ]
    assert {one.name for one in ana.identifiers} == {"Ana Example"}
    assert ana.accounts == (
        Identifier("account", "hubspot:5001", "Example Shops"),
        Identifier("account", "hubspot:5002", "Example Bank"),
    )
    assert (ana.stage, ana.at_us, ana.extra["Favourite colour"]) == ("Customer", CREATED, "red")
    assert found.keys() == [("step", "contact:101:created")]
    (step,) = found.drafts
    assert (step.at_us, step.thread, step.precision) == (CREATED, "contact:101", "minute")
    assert step.fields == {"activity": "contact created", "resource": "Mia Owner"}
    assert step.extra["stage"] == "Customer"


@pytest.mark.parametrize("language", LABELS)
def test_the_core_labels_are_known_in_each_language(language: str) -> None:
    names = LABELS[language]
    row = dict(
        zip(
            names,
            ["101", "Ana", "Example", "ana@post.example", "Lead", "Mia", "2026-03-02 09:00"],
            strict=True,
        )
    )
    text = table([row], names)
    assert hubspot_contacts.recognises(open_bytes("k.csv", text.encode())) >= 0.97
    found = said(hubspot_contacts, text)
    (ana,) = found.people
    assert ana.identifiers[1] == Identifier("email", "ana@post.example", "Ana Example")
    assert ana.stage == "Lead"
    assert found.drafts[0].fields["resource"] == "Mia"
    assert found.drafts[0].at_us == CREATED


def test_each_stage_whose_date_is_told_is_its_own_step() -> None:
    row = {
        **CONTACT,
        "Became a Lead Date": "2026-03-05 10:00",
        "Became a Marketing Qualified Lead Date": "2026-03-06 10:00",
        'Date entered "Customer (Lifecycle Stage Pipeline)"': "2026-03-07",
    }
    steps = said(hubspot_contacts, table([row], list(row))).drafts
    assert [step.fields["activity"] for step in steps] == [
        "contact created",
        "became lead",
        "became marketing qualified lead",
        "became customer",
    ]
    assert len({step.key for step in steps}) == 4
    assert steps[3].precision == "day"


def test_todays_stage_is_never_dated_by_the_create_date() -> None:
    (step,) = said(hubspot_contacts, table([CONTACT], list(CONTACT))).drafts
    assert "status" not in step.fields
    assert "became" not in str(step.fields["activity"])


def test_a_contact_without_a_create_date_is_introduced_all_the_same() -> None:
    row = {**CONTACT, "Create Date": ""}
    found = said(hubspot_contacts, table([row], list(row)))
    assert (len(found.people), found.drafts, found.rejects) == (1, [], [])


def test_records_merged_into_a_contact_are_the_same_person() -> None:
    row = {**CONTACT, "hs_calculated_merged_vids": "55:1700000000000;56:1700000000000"}
    (ana,) = said(hubspot_contacts, table([row], list(row))).people
    assert {"hubspot:55", "hubspot:56"} <= {one.value for one in ana.identifiers}


def test_dates_that_may_be_read_two_ways_are_asked_about_and_mixed_styles_are_read() -> None:
    rows = [{**CONTACT, "Record ID": str(n), "Create Date": f"0{n}/02/2026"} for n in range(1, 4)]
    found = said(hubspot_contacts, table(rows, list(CONTACT)))
    assert found.people == []
    assert 'dates = "day first"' in found.rejects[0].advice
    assert len(said(hubspot_contacts, table(rows, list(CONTACT)), dates="%d/%m/%Y").people) == 3
    rows = [
        {**CONTACT, "Record ID": "1", "Create Date": "2026-03-02 09:00"},
        {**CONTACT, "Record ID": "2", "Create Date": "1772442000000"},
        {**CONTACT, "Record ID": "3", "Create Date": "2026-03-02T09:00:00.000Z"},
        {**CONTACT, "Record ID": "4", "Create Date": "02.03.2026 09:00"},
    ]
    mixed = said(hubspot_contacts, table(rows, list(CONTACT)))
    assert [step.at_us for step in mixed.drafts] == [CREATED] * 4


def test_a_list_of_companies_is_no_list_of_contacts() -> None:
    text = (
        "Record ID,Company name,Company owner,Lifecycle Stage,Create Date\n1,A,B,Lead,2026-03-02\n"
    )
    assert hubspot_contacts.recognises(open_bytes("companies.csv", text.encode())) == 0


DEAL = {
    "Record ID": "9001",
    "Deal Name": "Forty chairs",
    "Deal Stage": "Closed Won",
    "Amount": "4,000.50",
    "Currency": "eur",
    "Close Date": "2026-03-20 10:00",
    "Create Date": "2026-03-02 09:00",
    "Deal owner": "Mia",
    "Associated Contact": "Ana Example (ana@post.example);Bo Example (bo@post.example)",
    "Associated Contact IDs": "101;102",
    "Associated Company": "Example Shops",
    "Associated Company IDs": "5001",
}


def test_a_won_deal_is_two_steps_and_a_purchase_with_all_its_people() -> None:
    found = said(hubspot_deals, table([DEAL], list(DEAL)))
    created, won = found.of("step")
    (sold,) = found.of("purchase")
    ana = Identifier("email", "ana@post.example", "Ana Example")
    bo = Identifier("email", "bo@post.example", "Bo Example")
    assert [created.fields["activity"], won.fields["activity"]] == ["deal created", "deal won"]
    assert created.about == won.about == sold.by == ana
    assert created.parties == (("contact", bo),)
    assert (sold.fields["amount"], sold.fields["currency"]) == (4000.5, "EUR")
    assert sold.at_us == won.at_us == 1_774_000_800_000_000
    assert sold.account == Identifier("account", "hubspot:5001", "Example Shops")
    assert [[way.value for way in one.identifiers] for one in found.people] == [
        ["hubspot:101", "ana@post.example"],
        ["hubspot:102", "bo@post.example"],
    ]


def test_names_that_no_id_can_be_told_to_have_are_kept_beside() -> None:
    row = {**DEAL, "Associated Contact": "Ana Example", "Associated Company IDs": "5001;5002"}
    created = said(hubspot_deals, table([row], list(row))).of("step")[0]
    assert created.about == Identifier("id", "hubspot:101", None)
    assert created.extra["contact"] == "Ana Example"
    assert created.extra["company_ids"] == "5001;5002"


@pytest.mark.parametrize(
    ("stage", "end"),
    [
        ("Closed Won", "won"),
        ("closedwon", "won"),
        ("Gewonnen", "won"),
        ("Fermée gagnée", "won"),
        ("Cierre ganado", "won"),
        ("Closed Lost", "lost"),
        ("closedlost", "lost"),
        ("Verloren", "lost"),
        ("Perdu", "lost"),
        ("Contract sent", None),
        ("Wonderful", None),
    ],
)
def test_a_stage_that_ends_a_deal_is_known_by_its_words(stage: str, end: str | None) -> None:
    row = {**DEAL, "Deal Stage": stage}
    steps = said(hubspot_deals, table([row], list(row))).of("step")
    assert [step.fields["activity"] for step in steps[1:]] == ([f"deal {end}"] if end else [])
    assert end or steps[0].extra["close"].startswith("2026-03-20T10:00")


def test_a_portals_own_stage_counts_as_won_where_a_column_says_so() -> None:
    row = {**DEAL, "Deal Stage": "Signed", "Is Closed Won": "true"}
    assert len(said(hubspot_deals, table([row], list(row))).of("purchase")) == 1


def test_keys_of_contacts_deals_and_tickets_never_meet() -> None:
    keys = [
        key
        for source in ALL
        for sample in source.EXAMPLES
        for key in set(said(source, sample.text.replace("9001", "77"), sample.name).keys())
    ]
    assert len(keys) == len(set(keys))


def test_the_newest_step_of_a_ticket_carries_its_status() -> None:
    created, closed = said(hubspot_tickets, hubspot_tickets.EXAMPLES[0].text).drafts
    assert "status" not in created.fields
    assert closed.fields == {
        "activity": "ticket closed",
        "status": "Closed",
        "resource": "mia@acme.example",
    }
    assert created.thread == closed.thread == "ticket:77"


@pytest.mark.parametrize(
    ("kind", "scale"),
    [
        ("NPS", "nps"),
        ("Customer loyalty", "nps"),
        ("CSAT", "csat"),
        ("Customer Satisfaction", "csat"),
        ("CES", "ces"),
        ("Customer Support", "ces"),
        ("Custom", None),
    ],
)
def test_the_scale_of_an_answer_follows_from_the_type_of_its_survey(
    kind: str, scale: str | None
) -> None:
    text = (
        "Record ID,Survey name,Survey type,Rating,Submission date,Contact email\n"
        f"512,After the order,{kind},7,2026-03-02 09:00,ana@post.example\n"
    )
    (answer,) = said(hubspot_feedback, text).drafts
    assert answer.fields.get("scale") == scale
    assert answer.fields["score"] == 7.0
    assert answer.by == Identifier("email", "ana@post.example", None)


def test_a_rating_in_words_is_kept_beside() -> None:
    text = "Record ID,Survey name,Rating,Create date\n512,After the order,Happy,2026-03-02\n"
    (answer,) = said(hubspot_feedback, text).drafts
    assert "score" not in answer.fields
    assert answer.extra["rating"] == "Happy"


@each
def test_the_source_wins_on_its_own_and_loses_on_all_others(source: ModuleType) -> None:
    matrix(source)
    no_data_claimed(source)


@each
def test_the_samples_give_what_they_say_and_the_same_keys_again(source: ModuleType) -> None:
    for sample in source.EXAMPLES:
        found = said(source, sample.text, sample.name)
        assert (len(found.drafts), len(found.rejects)) == (sample.gives, sample.sets_aside)
        assert sample.says is None or any(sample.says in one.says for one in found.rejects)
        assert found.keys() == said(source, sample.text, sample.name).keys()


API: dict[ModuleType, dict[str, Any]] = {
    hubspot_contacts: {
        "firstname": "Ana",
        "email": "ana@post.example",
        "lifecyclestage": "lead",
        "createdate": "2026-03-02T09:00:00.000Z",
    },
    hubspot_deals: {
        "dealname": "Forty chairs",
        "dealstage": "closedwon",
        "amount": "4000.5",
        "closedate": "2026-03-20T09:00:00.000Z",
    },
    hubspot_tickets: {
        "subject": "No parcel",
        "hs_pipeline_stage": "1",
        "createdate": "2026-03-02T09:00:00.000Z",
    },
    hubspot_feedback: {
        "hs_survey_name": "After",
        "hs_survey_type": "NPS",
        "hs_value": "9",
        "hs_createdate": "2026-03-02T09:00:00.000Z",
    },
}


def _page(source: ModuleType) -> dict[str, object]:
    made = "2026-03-02T09:00:00.000Z"
    return {
        "results": [
            {"id": str(n), "properties": API[source], "createdAt": made, "archived": False}
            for n in (1, 2, 3)
        ],
        "paging": {"next": {"after": "4"}},
    }


@each
def test_json_of_the_api_is_told_by_its_properties(source: ModuleType) -> None:
    page = json.dumps(_page(source))
    found = said(source, page, "t.json")
    assert found.rejects == []
    assert len({draft.thread or draft.key for draft in found.drafts}) == 3
    for other in ALL:
        sure = other.recognises(open_bytes("t.json", page.encode()))
        assert (sure > 0.9) == (other is source)


@each
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_arbitrary_json_anywhere_never_raises_and_loses_no_record(
    source: ModuleType, data: st.DataObject
) -> None:
    page = _page(source)
    for _ in range(data.draw(st.integers(1, 3))):
        places = [one for one in paths(page) if one[0] == "results" and len(one) > 1]
        page = put(page, data.draw(st.sampled_from(places)), data.draw(ANY))
    found = said(source, json.dumps(page), "t.json")
    assert found.rows() >= {1, 2, 3}


@each
@settings(max_examples=60, deadline=None)
@given(cells=st.lists(st.text(max_size=10), min_size=1, max_size=20), seed=st.integers(0, 99))
def test_arbitrary_cells_never_raise_and_every_row_is_told_or_set_aside(
    source: ModuleType, cells: list[str], seed: int
) -> None:
    rng = random.Random(seed)
    rows = []
    for place, cell in enumerate(cells):
        row = {"Record ID": "", **{name: str(value) for name, value in API[source].items()}}
        row[rng.choice(list(row))] = cell.replace("\0", "")
        row["Record ID"] = str(place + 1)
        rows.append(row)
    found = said(source, table(rows, list(rows[0]), quoting=1))
    assert len(found.rows()) >= len(rows) or found.rejects

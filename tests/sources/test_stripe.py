"""Stripe: money in the smallest unit, times in UTC, and what its three objects tell."""

from __future__ import annotations

import json
import random
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.told import ANY, matrix, no_data_claimed, paths, put, said, table

from troth.extend.source import Identifier, open_bytes
from troth.extend.stripe import major
from troth.sources import stripe_customers, stripe_invoices, stripe_subscriptions

ALL = (stripe_subscriptions, stripe_invoices, stripe_customers)
each = pytest.mark.parametrize("source", ALL, ids=lambda one: one.__name__.rsplit(".")[-1])
AT = 1_772_442_000_000_000


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("1999", "eur", "19.99"),
        ("1999", "JPY", "1999"),
        ("1999", "kwd", "1.999"),
        ("500", "ugx", "5.00"),
        ("500", "isk", "5.00"),
        ("-500", "usd", "-5.00"),
        ("0", "usd", "0.00"),
        ("soon", "usd", "soon"),
        ("NaN", "usd", "NaN"),
        ("9" * 400, "usd", "9" * 400),
        ("12.5", "usd", "0.125"),
    ],
)
def test_money_is_written_out_as_the_currency_counts(
    amount: str, currency: str, written: str
) -> None:
    assert major(amount, currency) == written


SUBSCRIPTION = {
    "id": "sub_1A",
    "Customer ID": "cus_1",
    "Customer Name": "Ana Example",
    "Customer Email": "Ana@Post.example",
    "Plan": "pro",
    "Quantity": "1",
    "Currency": "eur",
    "Interval": "month",
    "Amount": "1,029.50",
    "Status": "canceled",
    "Cancellation Reason": "too_expensive",
    "Created (UTC)": "2026-01-02 09:00",
    "Start Date (UTC)": "2026-03-02 09:00",
    "Current Period Start (UTC)": "2026-03-02 09:00",
    "Current Period End (UTC)": "2026-04-02 09:00",
    "Trial Start (UTC)": "",
    "Canceled At (UTC)": "2026-03-10 08:00",
    "Ended At (UTC)": "2026-04-02 09:00",
    "team (metadata)": "red",
}
ENDED = 1_775_120_400_000_000


@pytest.mark.parametrize("seed", range(6))
def test_a_subscription_comes_back_exactly_whatever_the_layout(seed: int) -> None:
    rng = random.Random(seed)
    names = list(SUBSCRIPTION)
    rng.shuffle(names)
    text = table([SUBSCRIPTION], names, lineterminator=["\n", "\r\n"][seed % 2])
    first, end, rest = text.partition("\n")
    first = first.lower() if seed % 3 == 0 else first
    found = said(stripe_subscriptions, ("\ufeff" if seed % 2 else "") + first + end + rest)
    assert found.rejects == []
    (period,) = found.drafts
    assert (period.key, period.at_us) == ("sub_1A", AT)
    assert period.by == Identifier("email", "ana@post.example", "Ana Example")
    assert period.fields == {
        "plan": "pro",
        "status": "cancelled",
        "start_us": AT,
        "end_us": ENDED,
        "amount": 1029.5,
        "currency": "EUR",
    }
    assert period.extra["team (metadata)"] == "red"
    assert "too_expensive" in period.extra.values()
    assert period.origin.link == "https://dashboard.stripe.com/subscriptions/sub_1A"
    (ana,) = found.people
    assert [one.value for one in ana.identifiers] == ["stripe:cus_1", "ana@post.example"]


@pytest.mark.parametrize(
    ("changed", "end"),
    [
        ({"Ended At (UTC)": "", "Status": "active", "Canceled At (UTC)": ""}, None),
        ({"Ended At (UTC)": ""}, 1_773_129_600_000_000),
        ({"Ended At (UTC)": "", "Status": "active", "Cancel At Period End": "true"}, ENDED),
    ],
)
def test_a_period_ends_when_the_export_says_so(changed: dict[str, str], end: int | None) -> None:
    row = {**SUBSCRIPTION, **changed}
    (period,) = said(stripe_subscriptions, table([row], list(row))).drafts
    assert period.fields.get("end_us") == end


def test_several_subscriptions_of_one_address_are_several_periods_of_one_person() -> None:
    rows = [{**SUBSCRIPTION, "id": f"sub_{n}"} for n in range(3)]
    found = said(stripe_subscriptions, table(rows, list(SUBSCRIPTION)))
    assert len(found.drafts) == 3
    assert len(found.people) == 1


def test_times_that_the_headers_call_utc_stay_so_whatever_zone_is_declared() -> None:
    text = table([SUBSCRIPTION], list(SUBSCRIPTION))
    (period,) = said(stripe_subscriptions, text, zone="America/New_York").drafts
    assert period.at_us == AT


def test_a_subscription_of_the_api_with_several_items_costs_what_all_cost() -> None:
    record = {
        "id": "sub_1",
        "object": "subscription",
        "customer": {"id": "cus_1", "email": "ana@post.example", "name": "Ana"},
        "currency": "eur",
        "status": "canceled",
        "start_date": 1772442000,
        "ended_at": 1775120400,
        "cancellation_details": {"reason": "cancellation_requested", "feedback": "too_expensive"},
        "metadata": {"team": "red"},
        "items": {
            "data": [
                {"quantity": 2, "price": {"nickname": "pro", "unit_amount": 1000}},
                {"quantity": 1, "price": {"id": "price_2", "unit_amount": 550}},
            ]
        },
    }
    found = said(stripe_subscriptions, json.dumps(record), "s.jsonl")
    (period,) = found.drafts
    assert period.fields == {
        "plan": "pro + price_2",
        "status": "cancelled",
        "start_us": AT,
        "end_us": ENDED,
        "amount": 25.5,
        "currency": "EUR",
    }
    assert period.extra["Cancellation Reason"] == "too_expensive"
    assert period.extra["team (metadata)"] == "red"
    assert period.by == Identifier("email", "ana@post.example", "Ana")


@pytest.mark.parametrize(
    ("status", "kinds"),
    [
        ("paid", ["step", "purchase"]),
        ("open", ["step"]),
        ("void", ["step"]),
        ("uncollectible", ["step"]),
        ("draft", ["step"]),
    ],
)
def test_only_a_paid_invoice_is_a_purchase(status: str, kinds: list[str]) -> None:
    row = {
        "id": "in_1",
        "Customer": "cus_1",
        "Date (UTC)": "2026-03-02 09:00",
        "Amount Due": "29.00",
        "Amount Paid": "29.00",
        "Total": "29.00",
        "Currency": "eur",
        "Status": status,
    }
    found = said(stripe_invoices, table([row], list(row)))
    assert [draft.kind for draft in found.drafts] == kinds
    assert found.drafts[0].fields["status"] == status


def test_a_trial_invoice_over_nothing_is_no_purchase() -> None:
    text = stripe_invoices.EXAMPLES[0].text.replace("29.00", "0.00")
    assert said(stripe_invoices, text).of("purchase") == []


def test_old_exports_tell_by_their_columns_paid_and_forgiven() -> None:
    text = (
        "id,Customer,Date (UTC),Amount Due,Total,Currency,Paid,Forgiven,Closed\n"
        "in_1,cus_1,2026-03-02 09:00,29.00,29.00,eur,true,false,true\n"
        "in_2,cus_1,2026-03-02 09:00,29.00,29.00,eur,false,true,true\n"
        "in_3,cus_1,2026-03-02 09:00,29.00,29.00,eur,false,false,false\n"
    )
    found = said(stripe_invoices, text)
    assert [draft.fields["status"] for draft in found.of("step")] == [
        "paid",
        "uncollectible",
        "open",
    ]
    assert [draft.key for draft in found.of("purchase")] == ["in_1"]


def test_an_invoice_of_the_api_is_voided_when_it_was_and_counts_in_its_currency() -> None:
    record = {
        "id": "in_1",
        "object": "invoice",
        "customer": "cus_1",
        "customer_email": "ana@post.example",
        "currency": "jpy",
        "status": "void",
        "created": 1772442000,
        "total": 3000,
        "status_transitions": {"finalized_at": 1772442060, "voided_at": 1772445600},
    }
    found = said(stripe_invoices, json.dumps({"object": "list", "data": [record]}), "i.json")
    issued, voided = found.drafts
    assert (issued.key, issued.at_us, issued.extra["total"]) == (
        "in_1:issued",
        AT + 60_000_000,
        "3000",
    )
    assert (voided.fields["activity"], voided.fields["status"]) == ("invoice voided", "void")
    record.update(currency="eur", status="paid", amount_paid=3000)
    found = said(stripe_invoices, json.dumps([record]), "i.json")
    assert found.of("purchase")[0].fields["amount"] == 30.0


def test_customers_are_introduced_and_give_no_record() -> None:
    found = said(stripe_customers, stripe_customers.EXAMPLES[1].text, "c.json")
    assert found.drafts == []
    (cy,) = found.people
    assert [one.value for one in cy.identifiers] == [
        "stripe:cus_3",
        "cy@post.example",
        "+44 20 7946 0000",
    ]
    assert (cy.at_us, cy.extra["balance"]) == (AT, "-5.00")


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


def _record(source: ModuleType, number: int) -> dict[str, object]:
    kind = {stripe_subscriptions: "sub", stripe_invoices: "in", stripe_customers: "cus"}[source]
    named = {"sub": "subscription", "in": "invoice", "cus": "customer"}[kind]
    return {
        "id": f"{kind}_{number}",
        "object": named,
        "customer": f"cus_{number}",
        "customer_email": f"a{number}@post.example",
        "email": f"a{number}@post.example",
        "currency": "eur",
        "status": "paid",
        "created": 1772442000,
        "total": 3000,
        "amount_paid": 3000,
        "metadata": {"team": "red"},
        "items": {"data": [{"quantity": 1, "price": {"id": "price_1", "unit_amount": 100}}]},
        "lines": {"data": [{"description": "Pro"}]},
        "status_transitions": {"paid_at": 1772442000},
    }


@each
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_arbitrary_json_anywhere_never_raises_and_loses_no_record(
    source: ModuleType, data: st.DataObject
) -> None:
    page = {"object": "list", "data": [_record(source, n) for n in (1, 2, 3)]}
    for _ in range(data.draw(st.integers(1, 3))):
        places = [one for one in paths(page) if len(one) > 1]
        page = put(page, data.draw(st.sampled_from(places)), data.draw(ANY))
    found = said(source, json.dumps(page), "t.json")
    assert found.rows() >= {1, 2, 3}


@each
@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60) | st.sampled_from(["{" * 5000, "[" * 5000, '{"data": [', "[]", "{}"]))
def test_arbitrary_text_never_raises(source: ModuleType, text: str) -> None:
    for name in ("t.json", "t.csv"):
        said(source, text, name)
        said(source, '{"object": "list", "data": [' + text, name)


def test_a_cell_of_ten_megabytes_is_kept_or_set_aside() -> None:
    record = {**_record(stripe_invoices, 1), "description": "x" * 10_000_000}
    found = said(stripe_invoices, json.dumps({"data": [record]}), "i.json")
    assert len(found.drafts) == 2
    row = {**SUBSCRIPTION, "team (metadata)": "x" * 10_000_000}
    found = said(stripe_subscriptions, table([row, SUBSCRIPTION], list(row)))
    assert len(found.drafts) == 1
    assert len(found.rejects) == 1


def test_objects_of_another_type_are_not_claimed() -> None:
    page = '{"object": "list", "data": [{"id": "ch_1", "object": "charge", "amount": 5}]}'
    assert [source.recognises(open_bytes("c.json", page.encode())) for source in ALL] == [0, 0, 0]

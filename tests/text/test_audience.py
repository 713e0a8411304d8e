"""For whom a text is written."""

from __future__ import annotations

from troth.text.audience import between_firms, is_technical


def test_a_text_for_those_who_build_software() -> None:
    assert is_technical("The API sends JSON to the server; developers find the schema there.")
    assert not is_technical("Our server brought the soup, and the developers of the house came.")


def test_a_contract_between_firms_speaks_of_its_parties() -> None:
    assert between_firms("The Supplier delivers to the Customer. Each Party bears its own costs.")
    assert not between_firms("You can give back what you bought. The Seller sends you your money.")
    assert not between_firms("Parcels are handed over at the door.")

"""Whose notice it is: the maker's name is no side, and the end of an account no change."""

from __future__ import annotations

from troth.text.noticed import noticed


def test_the_makers_name_in_a_title_is_no_side() -> None:
    words = "Prices change with thirty days' notice."
    (found,) = noticed(words, "Terms of Kestrel Couriers (an invented company)")
    assert found.side is None
    (found,) = noticed(words, "Terms of Service for Couriers")
    assert found.side == "couriers"


def test_closing_a_shops_account_is_no_change_for_everybody() -> None:
    (found,) = noticed("We close a shop's account only with 14 days' notice to you.", "Terms")
    assert found.ends
    assert not found.covers("price", "shop")

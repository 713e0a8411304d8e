"""Whom somebody looks for, by any of their spellings."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from tests.ledger.conftest import SECRET
from troth.ledger import directory, tables
from troth.ledger.migrations.versions import r0003_names_without_marks as step
from troth.ledger.opening import Ledger
from troth.model.evidence import Identifier

JOSE = Identifier("email", "jose.n@example.org", "José Núñez")
NUMBERS = (
    Identifier("id", "shop:112"),
    Identifier("id", "shop:4712"),
    Identifier("id", "shop:12"),
    Identifier("id", "shop:120"),
)


@pytest.mark.parametrize("typed", ["Jose", "JOSÉ", "Jose\u0301 N", "nunez", "NÚÑEZ", "José Nuñez"])
def test_marks_do_not_matter(ledger: Ledger, typed: str) -> None:
    with ledger.begin() as con:
        directory.resolve(con, SECRET, [JOSE, Identifier("email", "ana@example.org", "Ana")])
        assert [one.name for one in directory.find(con, typed)] == ["José Núñez"]


def test_a_customer_number_comes_before_longer_ones_that_hold_it(ledger: Ledger) -> None:
    with ledger.begin() as con:
        directory.resolve(con, SECRET, NUMBERS)
        assert directory.find(con, "12")[0].known_as == "12"
        assert len(directory.matching(con, "12")) == 4


@pytest.mark.parametrize(
    "typed", ["", "\x00", "%", "_", "\\", "'; --", "\ud800", "🤗", "x" * 9_000]
)
def test_any_text_finds_nobody_and_breaks_nothing(ledger: Ledger, typed: str) -> None:
    with ledger.begin() as con:
        directory.resolve(con, SECRET, [JOSE])
        assert directory.matching(con, typed) == []


def test_people_met_before_are_found_without_marks_as_well(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ledger.begin() as con:
        directory.resolve(con, SECRET, [JOSE, *NUMBERS])
        column = tables.handle.c.folded
        now = sorted(con.execute(sa.select(column)).scalars())
        old = "josé núñez\njose.n@example.org"
        con.execute(tables.handle.update().where(column.like("jos%")).values(folded=old))
        assert directory.matching(con, "jose nunez") == []
        monkeypatch.setattr(step.op, "get_bind", lambda: con)
        step.upgrade()
        assert sorted(con.execute(sa.select(column)).scalars()) == now
        assert len(directory.matching(con, "jose nunez")) == 1

"""Ledgers as the tests of the ledger have them."""

from __future__ import annotations

from tests.ledger.conftest import ledger, postgres

__all__ = ["ledger", "postgres"]

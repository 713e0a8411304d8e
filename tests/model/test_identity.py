"""Ids that sit in immutable files and public links: golden values, and an engine gives the same."""

from __future__ import annotations

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from troth.model.identity import (
    digest,
    finding_id,
    handle_of,
    record_id,
    saying_id,
    version_of,
)

SECRET = bytes(range(32))
words = st.text(st.characters(codec="utf-8", exclude_characters="\x00\x1f"), max_size=40)


def test_golden_values_never_change() -> None:
    assert record_id("message", "zendesk", "418") == "e-fafdf9bd95badae4ddb8"
    assert finding_id("silence", "h-1", "e-2") == "f-a3747862ee79b4af69c3"
    assert saying_id("e-2", 4, 19) == "s-912a455223deabd7b6b4"
    assert version_of("a", "b") == "f04cdced9736a69da610"
    assert handle_of(SECRET, "email", "ana@post.example") == "h-47d011f07b660a1186ea"


@given(words, words, words)
def test_an_engine_computes_the_same_id(kind: str, system: str, key: str) -> None:
    sql = "select 'e-' || substr(sha256(concat_ws(chr(31), ?, ?, ?)), 1, 20)"
    (found,) = duckdb.execute(sql, [kind, system, key]).fetchone() or ("",)
    assert found == record_id(kind, system, key)


@given(words, words)
def test_parts_do_not_run_together(a: str, b: str) -> None:
    assert (digest("e", a, b) == digest("e", a + b, "")) == (b == "")


def test_a_handle_hangs_on_the_secret_and_the_scheme() -> None:
    one = handle_of(SECRET, "email", "ana@post.example")
    assert handle_of(SECRET, "phone", "ana@post.example") != one
    assert handle_of(b"another secret of thirty-two byte", "email", "ana@post.example") != one

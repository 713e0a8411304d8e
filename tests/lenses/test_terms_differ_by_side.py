"""The lens `terms-differ-by-side`: which texts are held against each other."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from tests.in_world import context
from troth.lenses import terms_differ_by_side
from troth.model.finding import Finding
from troth.store.schema import plain_schema

WARNED = "We close your account only with 14 days' notice to you."
AT_WILL = "We may close your account at any time and without notice."


def paper(path: str, text: str, **more: Any) -> dict[str, Any]:
    return {"record": f"e-{path}", "version": "v1", "ts_us": 0, "path": path, "text": text, **more}


def judged(*rows: dict[str, Any]) -> list[Finding]:
    schema = plain_schema(terms_differ_by_side.CARD.schema)
    batch = pa.Table.from_pylist(list(rows), schema=schema)
    found: list[Finding] = list(terms_differ_by_side.judge(batch, context("2026-04-01")))
    return found


def test_the_side_that_is_told_less_is_the_subject_and_both_are_quoted() -> None:
    (one,) = judged(paper("t/shops.md", WARNED), paper("t/couriers.md", AT_WILL))
    assert (one.status, one.subject.kind, one.subject.id) == ("speaks", "side", "courier")
    spans = [cite.span for cite in one.cites]
    assert [span and (span.start, span.end) for span in spans] == [
        (0, len(WARNED)),
        (0, len(AT_WILL)),
    ]


def test_the_order_of_documents_does_not_matter() -> None:
    two = paper("t/shops.md", WARNED), paper("t/couriers.md", AT_WILL)
    assert judged(*two) == judged(*reversed(two))


def test_a_side_stated_by_the_record_goes_before_the_name_of_the_file() -> None:
    (one,) = judged(paper("t/shops.md", WARNED, side="host"), paper("t/couriers.md", AT_WILL))
    assert "couriers are told less than hosts" in one.says


def test_other_houses_and_other_brands_are_not_compared() -> None:
    assert judged(paper("a/shops.md", WARNED), paper("b/couriers.md", AT_WILL)) == []
    red, blue = {"ours": "red"}, {"ours": "blue"}
    assert judged(paper("t/shops.md", WARNED, **red), paper("t/couriers.md", AT_WILL, **blue)) == []


def test_terms_for_everybody_hold_for_both() -> None:
    general = paper("t/general.md", WARNED)
    assert judged(general, paper("t/shops.md", WARNED), paper("t/couriers.md", AT_WILL)) == []


def test_a_power_to_answer_a_breach_is_no_refusal() -> None:
    breach = "If you breach these terms we may close your account without notice."
    assert judged(paper("t/shops.md", WARNED), paper("t/couriers.md", breach)) == []


def test_one_text_alone_says_nothing() -> None:
    assert judged(paper("t/shops.md", WARNED)) == []

"""The neutral shape: one answer a row, its value in the column of its type."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.opinions import sure, table, taken

from troth.extend.source import Identifier
from troth.sources import survey_table

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)
NAMES = [
    "collected_at", "source_type", "source_id", "source_name", "field_id", "field_label",
    "field_type", "value_text", "value_number", "value_boolean", "value_date", "value_json",
    "metadata", "language", "user_identifier",
]  # fmt: skip


def answer(**values: str) -> dict[str, str]:
    fixed = {"collected_at": "2026-03-02T09:00:00Z", "field_id": "q1", "user_identifier": "0017"}
    return {**dict.fromkeys(NAMES, ""), **fixed, **values}


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 10), WORDS), min_size=1, max_size=6),
    st.permutations(NAMES),
    st.booleans(),
)
def test_values_come_back_exactly_from_tables_and_records(
    told: list[tuple[int, str]], names: list[str], as_json: bool
) -> None:
    rows = [answer(field_type="nps", value_number=str(n), value_text=text) for n, text in told]
    rows = [{name: row[name] for name in names} for row in rows]
    content = json.dumps(rows) if as_json else table(rows)
    drafts, _, rejects = taken(survey_table, "a.json" if as_json else "a.csv", content)
    assert rejects == []
    assert [draft.fields["score"] for draft in drafts] == [score for score, _ in told]
    assert [draft.fields.get("text") for draft in drafts] == [text or None for _, text in told]
    assert {draft.fields["scale"] for draft in drafts} == {"nps"}
    assert {draft.by for draft in drafts} == {Identifier("id", "surveys:0017")}
    assert sure(survey_table, "a.json" if as_json else "a.csv", content) >= 0.97


def test_each_type_of_value_is_kept_and_none_lost() -> None:
    rows = [
        answer(field_type="boolean", value_boolean="false"),
        answer(field_type="date", value_date="2026-02-01"),
        answer(field_type="categorical", value_json='["a", "b"]', value_text="a"),
        answer(field_type="rating", value_number="0"),
        answer(field_type="nps", value_number="11"),
        answer(field_type="text"),
    ]
    drafts, _, rejects = taken(survey_table, "a.csv", table(rows))
    assert [draft.fields.get("text") for draft in drafts] == ["false", "2026-02-01", "a", None]
    assert drafts[2].extra["value_json"] == '["a", "b"]'
    assert (drafts[3].fields["score"], drafts[3].fields["scale"]) == (0.0, "rating")
    assert [reject.origin.row for reject in rejects] == [6, 7]
    assert drafts[0].fields["question"] == "q1"


def test_an_answer_number_is_its_key_and_a_response_its_thread() -> None:
    row = {"id": "a1", "response_id": "r1", **answer(field_label="Why?", value_text="x")}
    (draft,) = taken(survey_table, "a.csv", table([row]))[0]
    assert (draft.key, draft.thread, draft.fields["question"]) == ("a1", "r1", "Why?")
    assert draft.extra["field_id"] == "q1"

"""All sources of surveys and reviews together: each knows its own and no other, and none raises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linear import assert_linear
from tests.opinions import sure, table, taken

from troth import registry
from troth.extend.source import open_bytes, open_file
from troth.sources import (
    apple_reviews,
    google_play_reviews,
    nps_answers,
    price_answers,
    qualtrics,
    reviews,
    survey_table,
    surveymonkey,
    typeform,
)

OURS = [
    typeform, qualtrics, surveymonkey, nps_answers, google_play_reviews, apple_reviews, reviews,
    survey_table, price_answers,
]  # fmt: skip
SHELF = {name: registry.load("sources", name) for name in registry.extensions("sources")}
NAMES = {module.__name__.rpartition(".")[2].replace("_", "-"): module for module in OURS}
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
CLAIMED = {
    "nps_testdata_cran.csv": "nps-answers",
    "psm_product_x.csv": "price-answers",
    "psm_synthetic.csv": "price-answers",
    "psm_wshoekstra.csv": "price-answers",
}


@pytest.mark.parametrize("owner", sorted(NAMES))
def test_each_wins_on_its_own_samples_against_the_whole_shelf(owner: str) -> None:
    for sample in NAMES[owner].EXAMPLES:
        scores = {name: sure(module, sample.name, sample.text) for name, module in SHELF.items()}
        rivals = {name: score for name, score in scores.items() if name != owner}
        assert scores[owner] > max(rivals.values()), (sample.name, scores)


@pytest.mark.parametrize("owner", sorted(set(SHELF) - set(NAMES)))
def test_none_of_ours_takes_a_sample_of_another_source(owner: str) -> None:
    for sample in SHELF[owner].EXAMPLES:
        scores = {name: sure(module, sample.name, sample.text) for name, module in NAMES.items()}
        own = sure(SHELF[owner], sample.name, sample.text)
        assert max(scores.values()) == 0 or max(scores.values()) < own, (sample.name, scores)


@pytest.mark.skipif(not DATA.exists(), reason=f"the public data are not at {DATA}")
def test_public_files_go_to_their_own_source_and_the_rest_is_not_ours() -> None:
    for file in [*(DATA / "events").glob("*.*"), *(DATA / "care").glob("*.jsonl")]:
        if file.name == "reference_numbers.json":
            continue
        opened = open_file(file)
        claims = {n for n, module in NAMES.items() if module.recognises(opened) > 0}
        assert claims == ({CLAIMED[file.name]} if file.name in CLAIMED else set()), file.name


BASE = {
    "typeform": {"#": "t1", "How likely to recommend us?": "9", "email": "ana@post.example",
                 "Start Date (UTC)": "2026-03-02 09:00", "Submit Date (UTC)": "2026-03-02 09:00",
                 "Network ID": "n"},
    "qualtrics": {"ResponseId": "R_1", "RecordedDate": "2026-03-02 09:00:00", "Finished": "1",
                  "Status": "0", "RecipientEmail": "ana@post.example", "Q1": "9"},
    "surveymonkey": {"Respondent ID": "1", "Collector ID": "4", "End Date": "2026-03-02 09:00",
                     "Why?": "x"},
    "nps-answers": {"id": "1", "person": "5", "survey_type": "nps", "score": "9", "comment": "x",
                    "created_at": "1772442000"},
    "google-play-reviews": {"Package Name": "a", "Star Rating": "5", "Review Text": "x",
                            "Review Submit Millis Since Epoch": "1772442000123",
                            "Review Link": "https://p.example?reviewId=1"},
    "apple-reviews": {"rating": "5", "title": "a", "body": "b", "reviewerNickname": "n",
                      "createdDate": "2026-03-02T09:00:00Z", "response": "r"},
    "reviews": {"Rating": "5", "Review Text": "x", "Date": "2026-03-02", "Reviewer": "Ana"},
    "survey-table": {"collected_at": "2026-03-02", "field_id": "q", "value_text": "x",
                     "value_number": "", "user_identifier": "7"},
    "price-answers": {"too_cheap": "1", "cheap": "2", "expensive": "3", "too_expensive": "4"},
}  # fmt: skip
CELL = (
    st.sampled_from(["", "-", "NULL", "NaN", "0", "-99", "11", "1e9", "inf", "９", "\0", "{", "[1]",
                     '{"id": {"a": []}, "email": 7}', "03/04/2026", "9999-12-31", "a\nb", '"', "😀",
                     "10 - Extremely likely", "=1+1", "@", "a@b.example", "x" * 100_000])
    | st.text(max_size=12)
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | CELL | st.just("\ud83d"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(BASE)), st.data())
def test_any_cell_anywhere_in_a_table_is_given_or_set_aside(
    owner: str, data: st.DataObject
) -> None:
    rows = [dict(BASE[owner]) for _ in range(3)]
    for row in rows:
        for name in data.draw(st.lists(st.sampled_from(sorted(row)), max_size=3)):
            row[name] = data.draw(CELL)
    drafts, _, rejects = taken(NAMES[owner], "a.csv", table(rows))
    blank = [row for row in rows if not "".join(row.values()).strip()]
    places = {draft.origin.row for draft in drafts} | {reject.origin.row for reject in rejects}
    whole = any(reject.origin.row is None for reject in rejects)
    assert whole or len(places) >= len(rows) - len(blank) - (owner in ("qualtrics", "surveymonkey"))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(BASE)), st.data())
def test_any_value_anywhere_in_json_never_raises(owner: str, data: st.DataObject) -> None:
    records: list[object] = [dict(BASE[owner]) for _ in range(3)]
    for record in records:
        assert isinstance(record, dict)
        for name in data.draw(st.lists(st.sampled_from(sorted(record)), max_size=3)):
            record[name] = data.draw(JSON)
    records.insert(data.draw(st.integers(0, 3)), data.draw(JSON))
    array = json.dumps(records)
    lines = "\n".join(json.dumps(record) for record in records)
    for name, text in (
        ("a.json", array),
        ("a.jsonl", lines),
        ("b.json", json.dumps({"data": records})),
    ):
        taken(NAMES[owner], name, text)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(BASE)),
    st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore")),
    st.booleans(),
)  # fmt: skip
def test_arbitrary_bytes_never_raise(owner: str, rest: bytes, headed: bool) -> None:
    head = table([BASE[owner]]).encode() if headed else b""
    taken(NAMES[owner], "a.csv", head + rest)


def test_an_address_is_the_same_person_in_every_source() -> None:
    for owner in ("typeform", "qualtrics", "nps-answers", "survey-table"):
        row = dict(BASE[owner])
        for name in ("email", "RecipientEmail", "person", "user_identifier"):
            if name in row:
                row[name] = "Ana@Post.example"
        drafts, _, _ = taken(NAMES[owner], "a.csv", table([row]))
        assert drafts[0].by is not None
        assert (drafts[0].by.scheme, drafts[0].by.value.lower()) == ("email", "ana@post.example")


@pytest.mark.parametrize("owner", sorted(BASE))
def test_many_rows_are_no_more_work_than_their_number(owner: str) -> None:
    line = table([BASE[owner]]).splitlines(keepends=True)

    def of(times: int) -> bytes:
        return (line[0] + line[1] * times).encode()

    def taken_in(content: bytes) -> None:
        opened = open_bytes("a_2026-03-02.csv", content, modified_us=1)
        assert sum(1 for _ in NAMES[owner].read(opened)) > 0

    assert_linear(taken_in, of(2_000), of(8_000))

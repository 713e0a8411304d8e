"""Scores and comments: the vendors' shapes, plain tables, and on which scale they are."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.opinions import sure, table, taken

from troth.extend.source import Frame, Identifier, open_file
from troth.sources import nps_answers

REAL = Path(__file__).resolve().parents[2] / ".." / "shared/data/events/nps_testdata_cran.csv"
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)


@pytest.mark.skipif(not REAL.exists(), reason=f"the answers are not at {REAL}")
def test_a_thousand_real_answers_are_read_as_they_are() -> None:
    opened = open_file(REAL)
    assert nps_answers.recognises(opened) >= 0.97
    items = list(nps_answers.read(opened))
    drafts = [draft for item in items if isinstance(item, Frame) for draft in item.drafts()]
    assert len(drafts) == 1000
    groups = Counter(
        "promoter" if score >= 9 else "passive" if score >= 7 else "detractor"
        for score in (float(str(draft.fields["score"])) for draft in drafts)
    )
    assert groups == {"detractor": 362, "passive": 176, "promoter": 462}
    assert {draft.fields["scale"] for draft in drafts} == {"nps"}
    assert {draft.precision for draft in drafts} == {"day"}
    assert drafts[0].account == Identifier("account", "Account C", "Account C")
    assert drafts[0].extra["BU"] == "Apples"
    assert drafts[0].extra["Region"] == "NAM"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 10), WORDS), min_size=1, max_size=10),
    st.permutations(["ID", "Email", "Survey Type", "Score", "Comment", "Created At", "Tags"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([str.upper, str.lower, str]),
)
def test_scores_and_comments_come_back_exactly(
    answers: list[tuple[int, str]], names: list[str], end: str, cased: object
) -> None:
    rows = [
        {
            "ID": str(at),
            "Email": f"p{at}@post.example",
            "Survey Type": "nps",
            "Score": str(score),
            "Comment": comment,
            "Created At": str(1_772_442_000 + at),
            "Tags": "a",
        }
        for at, (score, comment) in enumerate(answers)
    ]
    text = table([{cased(n): row[n] for n in names} for row in rows], end=end)  # type: ignore[operator]
    drafts, _, rejects = taken(nps_answers, "export.csv", "\ufeff" + text)
    assert rejects == []
    for at, (score, comment) in enumerate(answers):
        assert drafts[at].key == str(at)
        assert drafts[at].at_us == (1_772_442_000 + at) * 1_000_000
        assert drafts[at].fields["score"] == score
        assert drafts[at].fields.get("text") == (comment or None)
        assert drafts[at].by == Identifier("email", f"p{at}@post.example")
        assert drafts[at].system == "delighted"


def test_delighted_with_the_person_inside_keeps_her_properties_and_the_way_back() -> None:
    answer = {
        "id": "210", "person": {"id": "8", "email": "ana@post.example", "name": "Ana",
        "phone_number": None, "created_at": 1}, "survey_type": "csat", "score": 1,
        "comment": "Cold <again>", "permalink": "https://d.example/r/210",
        "created_at": 1772442000, "updated_at": None, "person_properties": {"Plan": "Pro"},
        "tags": ["late"], "notes": [],
    }  # fmt: skip
    drafts, introduced, rejects = taken(nps_answers, "d.json", json.dumps([answer]))
    assert rejects == []
    (draft,) = drafts
    assert draft.fields == {"scale": "csat", "score": 1.0, "text": "Cold <again>"}
    assert draft.origin.link == "https://d.example/r/210"
    assert json.loads(draft.extra["person_properties"]) == {"Plan": "Pro"}
    assert json.loads(draft.extra["person"])["created_at"] == "1"
    assert introduced[0].identifiers[0].value == "delighted:8"


def test_planhat_is_dated_by_the_answer_and_unanswered_ones_are_set_aside() -> None:
    text = (
        "email,score,comment,dateSent,dateAnswered,source\n"
        "ana@post.example,0,Never,2026-03-01T08:00:00Z,2026-03-02T09:00:00Z,mail\n"
        "tom@post.example,,,2026-03-01T08:00:00Z,,mail\n"
    )
    drafts, _, rejects = taken(nps_answers, "planhat.csv", text)
    assert [(draft.fields["score"], draft.at_us) for draft in drafts] == [
        (0.0, 1_772_442_000_000_000)
    ]
    assert drafts[0].extra["dateSent"] == "2026-03-01T08:00:00Z"
    assert len(rejects) == 1


@pytest.mark.parametrize(
    ("name", "header", "scores", "scale"),
    [
        ("a.csv", "score", ["4", "5", "9"], "nps"),
        ("a.csv", "score", ["4", "0"], "nps"),
        ("a.csv", "score", ["55", "90"], None),
        ("csat-march.csv", "score", ["4", "5"], "csat"),
        ("a.csv", "CSAT", ["4", "5"], "csat"),
        ("a.csv", "ces_score", ["4", "7"], "ces"),
        ("a.csv", "nps", ["4", "5"], "nps"),
        ("a.csv", "How likely are you to recommend us?", ["4", "5"], "nps"),
    ],
)
def test_the_scale_is_told_by_names_or_by_the_scores(
    name: str, header: str, scores: list[str], scale: str | None
) -> None:
    rows = [
        {"email": f"{at}@post.example", header: each, "comment": "x", "date": "2026-03-02"}
        for at, each in enumerate(scores)
    ]
    drafts, _, rejects = taken(nps_answers, name, table(rows))
    assert rejects == []
    assert {draft.fields.get("scale") for draft in drafts} == {scale}
    assert [draft.fields["score"] for draft in drafts] == [float(each) for each in scores]


def test_an_open_scale_is_asked_for_and_read_once_it_is_declared() -> None:
    text = "email,score,comment,date\nana@post.example,4,x,2026-03-02\n"
    drafts, _, rejects = taken(nps_answers, "a.csv", text)
    assert drafts == []
    assert 'map = { "score" = "nps" }' in rejects[0].advice
    drafts, _, rejects = taken(nps_answers, "a.csv", text, map={"score": "csat"})
    assert (drafts[0].fields["scale"], rejects) == ("csat", [])


def test_several_scores_of_a_row_are_an_answer_each_and_keep_their_keys() -> None:
    text = "id,email,nps,csat,comment,date\n7,ana@post.example,0,5,Fine,2026-03-02\n"
    drafts, _, _ = taken(nps_answers, "a.csv", text)
    assert [
        (d.key, d.fields["scale"], d.fields["score"], d.fields.get("text")) for d in drafts
    ] == [
        ("7", "nps", 0.0, "Fine"),
        ("7:csat", "csat", 5.0, None),
    ]


def test_an_ugly_table_loses_nothing_but_what_is_no_answer() -> None:
    text = (
        "\ufeffNPS Score;E-Mail;Comment;Date;Shop;\r\n"
        '10;ana@post.example;"So\r\nfast; really";02.03.2026;Köln;\r\n'
        "ten;tom@post.example;;02.03.2026;Bonn;\r\n"
        "3,5;tom@post.example;;02.03.2026;Bonn;\r\n"
        ";;;02.03.2026;Bonn;\r\n"
        ";anonymous;Only words;02.03.2026;Bonn;\r\n"
    )
    drafts, _, rejects = taken(nps_answers, "a.csv", text)
    assert [(d.fields.get("score"), d.fields.get("text")) for d in drafts] == [
        (10.0, "So\r\nfast; really"),
        (None, "Only words"),
    ]
    assert drafts[1].by is None
    assert len(rejects) == 3


def test_without_a_date_the_file_says_which_column_is_missing() -> None:
    text = "email,score,comment\nana@post.example,9,x\n"
    assert sure(nps_answers, "a.csv", text) > 0
    drafts, _, rejects = taken(nps_answers, "a.csv", text)
    assert drafts == []
    assert "at" in rejects[0].says


@pytest.mark.parametrize(
    "header",
    ["rating,title,text,date", "ticket_id,score,email,comment,date", "customer,date,amount", "time,status,age"],
)  # fmt: skip
def test_other_tables_are_not_claimed(header: str) -> None:
    assert sure(nps_answers, "a.csv", header + "\n" + ",".join("1" for _ in header.split(","))) == 0

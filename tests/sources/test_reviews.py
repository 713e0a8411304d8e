"""Review tables of many sites: scores, words, replies, and who is known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.opinions import sure, table, taken

from troth.extend.source import Identifier
from troth.sources import reviews

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)
NAMES = ["Review ID", "Rating", "Title", "Text", "Date", "Reviewer", "Verified", "Company Reply"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 10), WORDS, WORDS, WORDS), min_size=1, max_size=6),
    st.permutations(NAMES),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([str.upper, str.lower, str]),
)
def test_reviews_come_back_exactly(
    told: list[tuple[int, str, str, str]], names: list[str], end: str, cased: object
) -> None:
    rows = [
        dict(zip(NAMES, [f"t{at}", str(n), title, text, "2026-03-02", "Ana", "true", reply], strict=True))
        for at, (n, title, text, reply) in enumerate(told)
    ]  # fmt: skip
    content = table([{cased(n): row[n] for n in names} for row in rows], end=end)  # type: ignore[operator]
    drafts, _, rejects = taken(reviews, "r.csv", "\ufeff" + content)
    assert rejects == []
    for at, (score, title, text, reply) in enumerate(told):
        fields = drafts[at].fields
        assert (drafts[at].key, fields["score"]) == (f"t{at}", score)
        assert fields.get("title") == (title or None)
        assert fields.get("text") == (text or None)
        assert fields.get("reply") == (reply or None)
    assert sure(reviews, "r.csv", content) > 0.9


def test_a_name_alone_is_nobody_and_an_address_or_number_is_somebody() -> None:
    text = (
        "rating,text,date,reviewer,reviewer_id,reviewer_email\n"
        "1,a,2026-03-02,Ana S.,,\n"
        "2,b,2026-03-02,Tom,0042,\n"
        "3,c,2026-03-02,Tom,0042,tom@post.example\n"
    )
    drafts, _, _ = taken(reviews, "r.csv", text)
    assert [draft.by for draft in drafts] == [
        None,
        Identifier("id", "reviews:0042"),
        Identifier("email", "tom@post.example"),
    ]
    assert drafts[0].extra["reviewer"] == "Ana S."


def test_what_is_liked_and_disliked_are_two_texts_beside_one_rating() -> None:
    text = (
        "Review ID,Date,Rating,Title,What do you like best?,What do you dislike?\n"
        "g1,2026-03-02,0,Solid,It is fast. ,\n"
        "g2,2026-03-02,4.5,,Cheap,Slow\n"
    )
    drafts, _, rejects = taken(reviews, "g2.csv", text)
    assert rejects == []
    assert [draft.fields["score"] for draft in drafts if draft.kind == "review"] == [0.0, 4.5]
    assert [
        (draft.thread, draft.fields["question"], draft.fields["text"])
        for draft in drafts
        if draft.kind == "survey_answer"
    ] == [
        ("g1", "What do you like best?", "It is fast. "),
        ("g2", "What do you like best?", "Cheap"),
        ("g2", "What do you dislike?", "Slow"),
    ]
    assert len({draft.key for draft in drafts}) == 5


def test_a_count_of_likes_is_no_answer() -> None:
    text = "review_id,rating,text,date,likes\n1,5,Good,2026-03-02,12\n"
    drafts, _, _ = taken(reviews, "r.csv", text)
    assert [draft.kind for draft in drafts] == ["review"]
    assert drafts[0].extra == {"likes": "12"}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("great,Good,2026-03-02", "which is no number"),
        ("55,Good,2026-03-02", "above 10"),
        ("5,Good,03.32.2026", "no date"),
        (",,2026-03-02", "neither a rating nor words"),
    ],
)
def test_what_is_no_review_is_set_aside(row: str, says: str) -> None:
    drafts, _, rejects = taken(
        reviews, "r.csv", f"rating,review_text,date\n3,x,2026-03-02\n{row}\n"
    )
    assert len(drafts) == 1
    assert [says in reject.says for reject in rejects] == [True]


@pytest.mark.parametrize(
    "header",
    [
        "email,score,comment,date",
        "ticket_id,rating,text,date,reviewer",
        "rating,title,body,reviewerNickname,createdDate",
        "customer,date,rating,amount",
        "survey_type,score,comment,created_at,review_url",
    ],
)
def test_other_tables_are_not_claimed(header: str) -> None:
    assert sure(reviews, "a.csv", header + "\n" + ",".join("1" for _ in header.split(","))) == 0

"""Typeform: every question of every response, who answered, and what is no answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.opinions import sure, table, taken

from troth.extend.source import Identifier
from troth.sources import typeform

ASKED = ["How likely are you to recommend us?", "What could be better?", "Wie viele Filialen?"]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)


def response(at: int, answers: list[str], **hidden: str) -> dict[str, str]:
    return {
        "#": f"t{at}",
        **dict(zip(ASKED, answers, strict=True)),
        **hidden,
        "Start Date (UTC)": "2026-03-02 08:59:00",
        "Submit Date (UTC)": f"2026-03-02 09:00:{at % 60:02}",
        "Network ID": f"n{at}",
    }


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 10), WORDS, st.integers(0, 99)), min_size=1, max_size=8),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([",", ";", "\t"]),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_what_was_answered_comes_back_exactly(
    answers: list[tuple[int, str, int]], end: str, delimiter: str, marked: bool, chance: object
) -> None:
    rows = [response(at, [str(a), b, str(c)]) for at, (a, b, c) in enumerate(answers)]
    names = list(rows[0])
    chance.shuffle(names)  # type: ignore[attr-defined]
    text = table([{n: row[n] for n in names} for row in rows], delimiter=delimiter, end=end)
    drafts, _, rejects = taken(typeform, "r.csv", ("\ufeff" if marked else "") + text)
    assert rejects == []
    said = {(d.thread, d.fields["question"]): d.fields for d in drafts}
    for at, (score, words, number) in enumerate(answers):
        assert said[f"t{at}", ASKED[0]]["score"] == score
        assert said[f"t{at}", ASKED[0]]["scale"] == "nps"
        assert said[f"t{at}", ASKED[2]]["score"] == number
        if words.strip():
            assert said[f"t{at}", ASKED[1]]["text"] == words
        else:
            assert (f"t{at}", ASKED[1]) not in said
    again = taken(typeform, "r.csv", text)[0]
    assert [d.key for d in again] == [d.key for d in drafts]
    assert len({d.key for d in drafts}) == len(drafts)


def test_hidden_fields_make_the_person_and_introduce_her_once() -> None:
    rows = [
        response(1, ["9", "", ""], email="ana@post.example", user_id="0017", utm_source="mail"),
        response(2, ["8", "Fine", ""], email="ana@post.example", user_id="0017", utm_source=""),
        response(3, ["7", "", ""], email="", user_id="NULL", utm_source=""),
        response(4, ["0", "", ""], email="no", user_id="", utm_source=""),
    ]
    drafts, introduced, rejects = taken(typeform, "r.csv", table(rows))
    assert rejects == []
    assert [d.by for d in drafts if d.thread == "t1"] == [Identifier("email", "ana@post.example")]
    assert {d.by for d in drafts if d.thread in ("t3", "t4")} == {None}
    assert [each.identifiers for each in introduced] == [
        (Identifier("id", "typeform:0017"), Identifier("email", "ana@post.example"))
    ]
    extras = {d.thread: d.extra for d in drafts}
    assert extras["t1"]["utm_source"] == "mail"
    assert extras["t4"]["email"] == "no"


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ("What's your email address?", True),
        ("Deine E-Mail?", True),
        ("Your friend's email?", False),
        ("Which emails annoy you?", False),
    ],
)
def test_only_a_question_for_the_own_address_says_who_answered(header: str, known: bool) -> None:
    row = {**response(1, ["9", "", ""]), header: "ana@post.example"}
    drafts, _, _ = taken(typeform, "r.csv", table([row]))
    assert (drafts[0].by is not None) == known
    assert len(drafts) == (1 if known else 2)


def test_rows_that_are_no_answer_are_set_aside_with_their_reason() -> None:
    rows = [response(at, ["9", "", ""]) for at in range(4)]
    rows[0]["Submit Date (UTC)"] = ""
    rows[1][ASKED[0]] = ""
    rows[2][ASKED[0]] = "11"
    drafts, _, rejects = taken(typeform, "r.csv", table(rows))
    assert [d.thread for d in drafts] == ["t3"]
    assert {reject.origin.row for reject in rejects} == {2, 3, 4}
    assert any("No question of this row was answered" in reject.says for reject in rejects)


def test_a_time_that_says_it_is_utc_stays_so_whatever_zone_is_declared() -> None:
    text = table([response(0, ["9", "", ""])])
    plain = taken(typeform, "r.csv", text)[0][0].at_us
    assert taken(typeform, "r.csv", text, zone="Europe/Berlin")[0][0].at_us == plain


def test_it_is_known_by_its_own_columns_in_any_case() -> None:
    text = table([response(0, ["9", "", ""])])
    assert sure(typeform, "r.csv", text.replace("Network ID", "NETWORK ID")) >= 0.97
    assert sure(typeform, "r.csv", text.replace("Network ID", "Network")) == 0

"""SurveyMonkey: a second header row, and questions over several columns."""

from __future__ import annotations

from tests.opinions import sure, taken

from troth.extend.source import Identifier
from troth.sources import surveymonkey

HEAD = (
    "Respondent ID,Collector ID,Date Created,Date Modified,IP Address,Email Address,First Name,"
    "Last Name,Custom Data 1,How likely is it that you would recommend us?,What did you use?,,,"
    "Anything else?\n"
)
SECOND = ",,,,,,,,,Response,Phone,Mail,Other (please specify),Open-Ended Response\n"


def line(at: int, rest: str, person: str = ",,") -> str:
    return f"{at},401,2026-03-02 08:00:00,2026-03-02 09:00:00,,{person},,{rest}\n"


def test_each_choice_taken_is_an_answer_to_its_question() -> None:
    text = HEAD + SECOND + line(1, "0,Phone,,A pigeon,Thanks", "ana@post.example,Ana,Sol")
    drafts, introduced, rejects = taken(surveymonkey, "s.csv", text)
    assert (introduced, rejects) == ([], [])
    assert [(draft.fields["question"], draft.fields.get("text")) for draft in drafts] == [
        ("How likely is it that you would recommend us?", None),
        ("What did you use? – Phone", "Phone"),
        ("What did you use? – Other (please specify)", "A pigeon"),
        ("Anything else?", "Thanks"),
    ]
    assert drafts[0].fields["score"] == 0.0
    assert {draft.by for draft in drafts} == {Identifier("email", "ana@post.example", "Ana Sol")}
    assert {draft.origin.row for draft in drafts} == {3}


def test_without_a_second_header_row_no_response_is_lost() -> None:
    text = HEAD + line(1, "9,,,,") + line(2, "10,,,,")
    drafts, _, rejects = taken(surveymonkey, "s.csv", text)
    assert [draft.fields["score"] for draft in drafts] == [9.0, 10.0]
    assert rejects == []


def test_a_response_without_a_number_is_set_aside_or_kept_but_never_taken_for_a_header() -> None:
    text = HEAD + SECOND + ",401,,,,,,,,9,,,,\n" + line(2, "10,,,,")
    drafts, _, rejects = taken(surveymonkey, "s.csv", text)
    assert [draft.fields["score"] for draft in drafts] == [10.0]
    assert [reject.origin.row for reject in rejects] == [3]


def test_it_is_known_by_respondent_and_collector() -> None:
    assert sure(surveymonkey, "s.csv", HEAD + SECOND) >= 0.97
    assert sure(surveymonkey, "s.csv", HEAD.replace("Collector", "Other")) == 0

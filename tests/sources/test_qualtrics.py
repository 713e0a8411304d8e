"""Qualtrics: two header rows below the header, previews, embedded data and older exports."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.opinions import sure, taken

from troth.extend.source import Identifier
from troth.sources import qualtrics

COLUMNS = [
    ("StartDate", "Start Date", "startDate"),
    ("EndDate", "End Date", "endDate"),
    ("Status", "Response Type", "status"),
    ("Progress", "Progress", "progress"),
    ("Finished", "Finished", "finished"),
    ("RecordedDate", "Recorded Date", "recordedDate"),
    ("ResponseId", "Response ID", "_recordId"),
    ("RecipientLastName", "Recipient Last Name", "recipientLastName"),
    ("RecipientFirstName", "Recipient First Name", "recipientFirstName"),
    ("RecipientEmail", "Recipient Email", "recipientEmail"),
    ("ExternalReference", "External Data Reference", "externalDataReference"),
    ("DistributionChannel", "Distribution Channel", "distributionChannel"),
    ("Q1_NPS_GROUP", "How likely? - Group", "QID1_NPS_GROUP"),
    ("Q1", "How likely would you be to\nrecommend us?", "QID1"),
    ("Q2", "And why?", "QID2_TEXT"),
    ("Q3_First Click", "Timing - First Click", "QID3_FIRST_CLICK"),
    ("Segment", "Segment", "Segment"),
]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)


def export(rows: list[dict[str, str]], *, end: str = "\r\n", delimiter: str = ",") -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=end, delimiter=delimiter)
    writer.writerow([name for name, _, _ in COLUMNS])
    writer.writerow([label for _, label, _ in COLUMNS])
    zone = {"timeZone": "America/Denver"}
    writer.writerow(
        [json.dumps({"ImportId": code, **(zone if "Date" in code else {})}) for *_, code in COLUMNS]
    )
    writer.writerows([[row.get(name, "") for name, _, _ in COLUMNS] for row in rows])
    return text.getvalue()


def row(at: int, score: str = "9", **more: str) -> dict[str, str]:
    return {
        "StartDate": "2026-03-02 08:00:00",
        "EndDate": "2026-03-02 08:59:00",
        "RecordedDate": "2026-03-02 09:00:00",
        "Status": "IP Address",
        "Progress": "100",
        "Finished": "True",
        "ResponseId": f"R_{at}",
        "Q1": score,
        "Q1_NPS_GROUP": "Promoter",
        "Q3_First Click": "1.204",
        "Segment": "gold",
        **more,
    }


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 10), WORDS), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_answers_come_back_exactly_in_each_encoding(
    answers: list[tuple[int, str]], end: str, delimiter: str, encoding: str
) -> None:
    text = export(
        [row(at, str(score), Q2=why) for at, (score, why) in enumerate(answers)],
        end=end,
        delimiter=delimiter,
    )
    drafts, _, rejects = taken(qualtrics, "q.csv", text.encode(encoding))
    assert rejects == []
    said = {draft.key: draft.fields for draft in drafts}
    for at, (score, why) in enumerate(answers):
        assert said[f"R_{at}:QID1"]["score"] == score
        assert said[f"R_{at}:QID1"]["scale"] == "nps"
        assert said.get(f"R_{at}:QID2_TEXT", {}).get("text") == (
            why if why.strip() and why.strip() != "-99" else None
        )
    assert len(said) == len(drafts)


def test_the_zone_stands_below_the_header_and_the_question_in_the_labels() -> None:
    drafts, _, _ = taken(qualtrics, "q.csv", export([row(1)]))
    assert drafts[0].at_us == 1_772_467_200_000_000
    assert drafts[0].zone == "America/Denver"
    assert drafts[0].fields["question"] == "How likely would you be to\nrecommend us?"
    assert drafts[0].origin.row == 5
    assert drafts[0].extra["Segment"] == "gold"
    assert drafts[0].extra["Q1_NPS_GROUP"] == "Promoter"
    assert drafts[0].extra["Status"] == "IP Address"


def test_previews_tests_spam_and_unfinished_responses_are_left_out_with_a_word() -> None:
    rows = [
        row(1),
        row(2, Status="Survey Preview"),
        row(3, Status="1"),
        row(4, Status="Spam"),
        row(5, Finished="False"),
        row(6, Finished="0"),
        row(7, Finished="1", Status="0"),
        row(8, Status="Imported"),
        row(9, score="-99"),
    ]
    drafts, _, rejects = taken(qualtrics, "q.csv", export(rows))
    assert [draft.thread for draft in drafts] == ["R_1", "R_7", "R_8"]
    said = [reject.says for reject in rejects]
    assert len(said) == 6
    assert sum("preview" in each for each in said) == 2
    assert sum("spam" in each for each in said) == 1
    assert sum("not finished" in each for each in said) == 2


def test_recipients_are_known_by_address_and_introduced_with_their_number() -> None:
    rows = [
        row(1, RecipientEmail="ana@post.example", ExternalReference="0017",
            RecipientFirstName="Ana", RecipientLastName="Sol"),
        row(2, ExternalReference="0018"),
        row(3),
    ]  # fmt: skip
    drafts, introduced, _ = taken(qualtrics, "q.csv", export(rows))
    assert [draft.by for draft in drafts] == [
        Identifier("email", "ana@post.example", "Ana Sol"),
        Identifier("id", "qualtrics:0018"),
        None,
    ]
    assert [[each.scheme for each in one.identifiers] for one in introduced] == [["id", "email"]]


def test_old_exports_are_read_by_the_names_in_their_second_row() -> None:
    text = (
        "V1,V2,V3,V8,V9,V10,Q1\n"
        "ResponseID,ResponseSet,ExternalDataReference,StartDate,EndDate,Finished,"
        "How satisfied are you (1 to 5)?\n"
        "R_1,Default,0017,2015-03-02 08:00:00,2015-03-02 09:00:00,1,0\n"
        "R_2,Default,0018,2015-03-02 08:00:00,2015-03-02 09:00:00,1,4\n"
    )
    assert sure(qualtrics, "old.csv", text) >= 0.97
    drafts, _, rejects = taken(qualtrics, "old.csv", text)
    assert [(draft.key, draft.fields["score"]) for draft in drafts] == [("R_2:Q1", 4.0)]
    assert drafts[0].fields["scale"] == "csat"
    assert drafts[0].by == Identifier("id", "qualtrics:0018")
    assert ["outside 1 to 5" in reject.says for reject in rejects] == [True]


def test_labels_longer_than_the_head_of_the_file_are_read_too() -> None:
    long = "Please think of it well. " * 6000
    text = export([row(1, Q2="Quick")]).replace("And why?", long)
    drafts, _, rejects = taken(qualtrics, "q.csv", text)
    assert rejects == []
    assert {str(draft.fields["question"]).strip()[:12] for draft in drafts} == {
        "How likely w", "Please think",
    }  # fmt: skip


def test_without_responses_nothing_is_given_and_nothing_said() -> None:
    assert taken(qualtrics, "q.csv", export([])) == ([], [], [])

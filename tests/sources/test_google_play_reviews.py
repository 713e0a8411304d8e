"""Google Play: UTF-16 with a mark, milliseconds, replies, and no author."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.opinions import sure, table, taken

from troth.sources import google_play_reviews

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)


def review(at: int, stars: str = "5", text: str = "", reply: str = "") -> dict[str, str]:
    return {
        "Package Name": "com.acme.app",
        "App Version Name": "2.1",
        "Reviewer Language": "de",
        "Device": "panther",
        "Review Submit Date and Time": "2026-03-02T09:00:00Z",
        "Review Submit Millis Since Epoch": str(1_772_442_000_000 + at),
        "Star Rating": stars,
        "Review Title": "",
        "Review Text": text,
        "Developer Reply Text": reply,
        "Review Link": f"https://play.example/r?reviewId=gp%3A{at}&hl=de" if text else "",
    }


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 5), WORDS, WORDS), min_size=1, max_size=6),
    st.sampled_from(["utf-16", "utf-8", "utf-8-sig"]),
    st.sampled_from(["\n", "\r\n"]),
    st.permutations(list(review(0))),
)
def test_reviews_come_back_exactly_in_each_encoding(
    reviews: list[tuple[int, str, str]], encoding: str, end: str, names: list[str]
) -> None:
    rows = [review(at, str(n), text, reply) for at, (n, text, reply) in enumerate(reviews)]
    text = table([{name: row[name] for name in names} for row in rows], end=end)
    drafts, _, rejects = taken(google_play_reviews, "r.csv", text.encode(encoding))
    assert rejects == []
    for at, (stars, words, reply) in enumerate(reviews):
        assert drafts[at].fields["score"] == stars
        assert drafts[at].fields.get("text") == (words or None)
        assert drafts[at].fields.get("reply") == (reply or None)
        assert drafts[at].at_us == (1_772_442_000_000 + at) * 1000
        assert drafts[at].key == (f"gp:{at}" if words else None)
        assert drafts[at].by is None


@pytest.mark.parametrize("stars", ["0", "6", "five"])
def test_stars_that_cannot_be_are_set_aside(stars: str) -> None:
    drafts, _, rejects = taken(google_play_reviews, "r.csv", table([review(0), review(1, stars)]))
    assert len(drafts) == 1
    assert [reject.origin.row for reject in rejects] == [3]


def test_it_is_known_by_the_report_and_not_by_stars_alone() -> None:
    assert sure(google_play_reviews, "r.csv", table([review(0)])) >= 0.97
    assert sure(google_play_reviews, "r.csv", "Star Rating,Review Text,Date\n1,x,2026-03-02\n") == 0

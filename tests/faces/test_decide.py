"""`troth decide` and `troth decisions` as a shell sees them; the page of the docs runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acts.office import NOW, START, asked_and_answered, office, us
from tests.calling import troth
from tests.running import check_page
from tests.text.proposed import PROMISES
from troth.acts import promises

DOCS = Path(__file__).resolve().parents[2] / "docs"
TEXT = (
    "Couriers will be paid on the last day of each month. Every parcel stays insured up to £500.\n"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("decide")
    with office(root, [*asked_and_answered([1.0], side="courier")]) as work:
        for name in ("paid", "insured"):
            promises.note(work, PROMISES[name], who="ida", now_us=NOW, since_us=us(START))
    (root / "p.md").write_text(TEXT)
    (root / "kept.md").write_text("Every parcel stays insured up to £500.\n")
    return root


def test_the_page_in_the_docs_is_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    check_page(DOCS / "deciding.md", tmp_path, monkeypatch, capfd)


def test_exit_codes_tell_broken_kept_and_refused(place: Path) -> None:
    acme = place / "acme"
    assert troth("-C", acme, "decide", place / "p.md").code == 1
    assert troth("-C", acme, "decide", place / "kept.md").code == 0
    refused = troth("-C", acme, "decide", place / "p.md", "--record").fine(2)
    assert "names no owner and no notice plan" in refused.err
    assert "--owner NAME" in refused.err
    assert troth("-C", acme, "decide", place / "none.md").fine(2).err.count("There is no such file")
    assert "no day" in troth("-C", acme, "decide", place / "p.md", "--effect", "soon").fine(2).err


def test_json_has_both_sentences_people_and_the_recorded_id(place: Path) -> None:
    words = ("--owner", "Ida", "--notice", "a letter", "--format", "json", "--record", "-q")
    told = troth("-C", place / "acme", "decide", "-", *words, given=TEXT.encode()).fine(1).json
    first, second = told["promises"]
    assert (first["words"], first["effect"], first["sure"]) == (PROMISES["paid"], "broken", True)
    assert first["sentence"] == "Couriers will be paid on the last day of each month."
    assert (first["people"], first["total"]) == ({"courier": 1}, 1)
    assert second["effect"] == "kept"
    listed = troth("-C", place / "acme", "decisions", "list", "--format", "json").fine().json
    assert [one["id"] for one in listed["decisions"]] == [told["recorded"]]
    shown = troth("-C", place / "acme", "decisions", "show", told["recorded"], "--format", "json")
    assert shown.fine().json["promises"][0]["words"] == PROMISES["paid"]


def test_what_is_no_forecast_or_no_decision_is_told(place: Path) -> None:
    acme = place / "acme"
    review = ("decisions", "review", "nothing", "--outcome", "x")
    assert "no decision called" in troth("-C", acme, *review).fine(2).err
    assert "neither yes nor no" in troth("-C", acme, *review, "--forecast", "maybe").fine(2).err

"""What the search says: people, promises, records, how many, and what is near."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acts.canary import ADDRESS, NAME, NOW, PHONE, SECOND, SETTINGS, WORDS, plant
from tests.acts.test_forget import use
from troth.acts import forget
from troth.acts.opening import Workspace, opened
from troth.errors import UnknownNameError
from troth.store.home import Home
from troth.views.opening import reading
from troth.views.search import Narrowed, Search, search


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = plant(tmp_path_factory.mktemp("search"))
    use(made)
    return made


@pytest.fixture
def work(home: Home) -> Iterator[Workspace]:
    with opened(home, SETTINGS) as held:
        yield held


def ask(work: Workspace, typed: str, **narrowed: object) -> Search:
    with reading(work.ledger, work.index, work.settings, NOW) as read:
        return search(read, typed, Narrowed(**narrowed))  # type: ignore[arg-type]


def test_promises_come_with_their_state_and_records_with_their_words(work: Workspace) -> None:
    page = ask(work, WORDS)
    assert page.says == f"2 promises and 4 messages hold “{WORDS}”."
    assert {hit.line.promise.state for hit in page.promises} == {"open"}
    assert [hit.record.at_us for hit in page.evidence] == sorted(
        (hit.record.at_us for hit in page.evidence), reverse=True
    )
    for hit in page.evidence:
        assert [hit.quote.text[a:b] for a, b in hit.quote.marks] == [WORDS]
        assert hit.record.origin.row
    assert page.near == ()


@pytest.mark.parametrize(
    "typed", [NAME, "zoellner quenby", "Zoellner", "zoëllner", ADDRESS, SECOND, PHONE, "0176/5550-9931"]
)  # fmt: skip
def test_merged_people_are_found_once_by_any_of_their_spellings(
    work: Workspace, typed: str
) -> None:
    assert [line.person.name for line in ask(work, typed).people] == [NAME]


def test_only_the_parts_people_and_times_asked_for(work: Workspace) -> None:
    page = ask(work, WORDS, parts=frozenset({"messages"}))
    assert (page.totals.people, page.totals.promises, page.totals.kinds) == (0, 0, {"message": 4})
    assert page.parts == ("messages",)
    page = ask(work, "zoellner", parts=frozenset({"people"}))
    assert (len(page.people), page.totals.all) == (1, 1)
    assert ask(work, WORDS, parts=frozenset({"documents"})).says == (
        f"Nothing in documents holds “{WORDS}”."
    )
    assert ask(work, "parcel", person="ben@river.example").totals.kinds == {"message": 2}
    assert ask(work, "parcel", person=ADDRESS).says == f"Nothing holds “parcel” with {NAME}."
    first = min(hit.record.at_us for hit in ask(work, WORDS).evidence)
    assert ask(work, WORDS, until_us=first).totals.kinds == {"message": 1}
    assert ask(work, WORDS, since_us=first + 1).totals.kinds == {"message": 3}


def test_a_limit_is_said(work: Workspace) -> None:
    page = ask(work, WORDS, limit=1)
    assert (len(page.promises), len(page.evidence), page.left) == (1, 1, 4)
    assert page.says.endswith(f"hold “{WORDS}”; of each, the first 1 are shown.")


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("xylograhp", "xylograph"),
        ("xylo", "xylo*"),
        ("parcel xylograpf", "parcel xylograph"),
        ('"parcel my"', "parcel my"),
        ("quenbi", NAME),
        ("parcel order", "parcel"),
    ],
)
def test_nothing_found_offers_what_is_near_and_it_is_found(
    work: Workspace, typed: str, near: str
) -> None:
    page = ask(work, typed)
    assert page.says.startswith("Nothing holds “")
    assert page.totals.all == 0
    assert near in [one.query for one in page.near]
    assert page.records[0].says
    for one in page.near:
        if one.query != "parcel xylograph":
            assert ask(work, one.query).totals.all, one


@pytest.mark.parametrize(
    "typed", ["", "  ", '"', "*", "NEAR(", "a AND", "\x00", "🤗", "z" * 10_000, "%", "\ud800"]
)
def test_whatever_is_typed_there_is_an_answer(work: Workspace, typed: str) -> None:
    page = ask(work, typed)
    assert page.totals.all == 0
    assert len(page.says) < 200


def test_who_or_what_is_not_known_is_told(work: Workspace) -> None:
    with pytest.raises(UnknownNameError, match="person"):
        ask(work, "parcel", person="nobody at all")
    with pytest.raises(UnknownNameError, match="messages"):
        ask(work, "parcel", parts=frozenset({"mesages"}))


def test_who_was_forgotten_is_found_by_nothing(tmp_path: Path) -> None:
    home = plant(tmp_path)
    her = use(home)
    forget.forget(home, SETTINGS, her, now_us=NOW)
    with opened(home, SETTINGS) as work:
        for typed in (NAME, "Quenby", "zoellner", ADDRESS, SECOND, PHONE, WORDS, "xylo*", her):
            page = ask(work, typed)
            assert page.totals.all == 0, typed
            assert not any("quenby" in one.query.casefold() for one in page.near)
        near = [one.query for one in ask(work, "xylograpf").near]
        assert WORDS not in near

"""Attention within a document: who a story tells of, names made up, mentions and where they stand."""

from __future__ import annotations

import pytest

from tests.linear import assert_linear
from troth.documents import read
from troth.model.document import Document
from troth.text.attending import attended, mentions
from troth.text.attention import attend
from troth.text.setting import Setting, setting, tells

STORY = Setting(story=True, firms=frozenset({"morrow"}), people=frozenset({"Oduya"}))


def document(path: str, text: str) -> Document:
    found = read(path, text.encode())
    assert isinstance(found, Document)
    return found


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("Oduya points to the quiet of the morning.", "person"),
        ("“It saves us a day,” says Head Baker Ines Calloway.", "person"),
        ("She had tried two other couriers before.", "person"),
        ("I still remember the first parcel.", "person"),
        ("The nurses at the clinic order before six.", "role"),
        ("Dispatchers see each van on a map.", "role"),
        ("Morrow bakes for forty shops.", "enterprise"),
        ("The company began with one oven.", "enterprise"),
        ("They moved to Kestrel in May.", "enterprise"),
        ("We needed a partner who rides at night.", "enterprise"),
        ("Customers see their parcel on a map.", "market"),
        ("The road is closed in winter.", "none"),
        ("You can read more in the guide.", "none"),
    ],
)
def test_a_story_is_told_of_customers(sentence: str, level: str) -> None:
    assert attend(sentence, STORY).level == level


@pytest.mark.parametrize(
    "sentence",
    [
        "We needed a partner who rides at night.",
        "They moved to Kestrel in May.",
        "The company began with one oven.",
        "Dispatchers see each van on a map.",
    ],
)
def test_the_same_words_in_a_handbook_are_our_own(sentence: str) -> None:
    inside = setting([sentence], place="handbook/shipping.md")
    assert inside.inside
    assert attend(sentence, inside).level not in ("person", "enterprise")


def test_who_is_quoted_without_a_firm_is_a_customer_only_in_a_story() -> None:
    said = "“The ovens are lit at two,” says Ana Ruiz."
    for place in ("handbook/shipping.md", "blog/morrow.md"):
        assert attend(said, setting([said], place=place)).level == "none"
    assert attend(said, setting([said], place="stories/morrow.md")).level == "person"
    with_firm = "“The ovens are lit at two,” says Ana Ruiz, head baker at Morrow."
    assert attend(with_firm, setting([with_firm], place="blog/morrow.md")).level == "person"


@pytest.mark.parametrize(
    ("place", "title", "is_story"),
    [
        ("case-studies/morrow.md", "", True),
        ("site/success_stories/morrow.md", "", True),
        ("blog/2026-05-01-interview-with-morrow.md", "", True),
        ("blog/post.md", "How Morrow Bakery uses Kestrel", True),
        ("_posts/night-riders-with-kestrel-at-morrow.md", "", True),
        ("blog/how-to-use-the-map.md", "", False),
        ("blog/a-look-at-the-spring.md", "", False),
        ("handbook/customers/visits.md", "", False),
        ("guide/parcels-at-scale.md", "", False),
    ],
)
def test_path_and_title_tell_a_story(place: str, title: str, *, is_story: bool) -> None:
    assert tells(place, title) is is_story


def test_the_firm_told_of_is_no_person_and_the_teller_is_no_customer() -> None:
    found = setting(
        ["Morrow Bakery said yes.", "“Good,” says Ines Calloway.", "Kestrel rides at night."],
        place="kestrel/stories/morrow-bakery-uses-kestrel.md",
    )
    assert found.firms == {"morrow", "bakery"}
    assert {"Ines", "Calloway"} <= found.people
    assert not {"Morrow", "Bakery", "Kestrel"} & found.people
    assert attend("Kestrel rides at night.", found).level == "none"


def test_a_post_is_known_for_a_story_by_its_own_words() -> None:
    lines = [
        "Hello! I’m Ines Calloway, head baker at Morrow.",
        "The company began with one oven.",
        "They needed a courier.",
        "The ovens are lit at two.",
    ]
    assert setting(lines, place="blog/ovens.md").story
    assert not setting([*lines[2:], "You can order today."], place="blog/ovens.md").story


def test_a_name_made_up_on_a_page_of_personas_stays_made_up() -> None:
    page = setting(
        ["Carla is a courier who has ridden for two years.", "Carla rides at night."],
        place="design/personas/carla.md",
    )
    assert page.personas >= {"Carla"}
    found = attend("Last week Carla rode in the rain.", page)
    assert (found.level, found.invented) == ("role", True)


def test_a_customer_of_the_directory_is_known_by_name() -> None:
    sentence = "Maren Oduya is on the agenda."
    assert attend(sentence).level != "person" or attend(sentence).told
    known = attend(sentence, Setting(story=False, people=frozenset({"Maren Oduya"})))
    assert (known.level, known.told) == ("person", False)
    assert known.span.of(sentence) == "Maren Oduya"


def test_every_mention_of_a_sentence_has_its_level_and_its_words() -> None:
    sentence = "Ines Calloway told us that customers want what decision makers refuse."
    found = [(one.level, one.span.of(sentence)) for one in mentions(sentence)]
    assert found[0][0] == "person"
    assert found[0][1].startswith("Ines Calloway")
    assert ("role", "decision makers") in found
    assert ("market", "customers") in found
    assert mentions("We ship on Friday.") == []


def test_mentions_stand_where_the_document_has_them() -> None:
    text = "# Spring\n\nWe met **Maren\nOduya** in Leeds, and\n  our   customers cheered.\n"
    page = document("notes/spring.md", text)
    found = {each.level: each.span.of(page.text) for one in attended(page) for each in one.mentions}
    assert found["market"] == "customers"
    assert found["person"].endswith("Maren\nOduya")
    levels = [one.level for one in attended(page)]
    assert levels.count("person") == 1


@pytest.mark.parametrize("text", ["Ab, " * 20_000, "says Ab " * 10_000, "of the " * 20_000])
def test_no_setting_takes_long(text: str) -> None:
    def place(some: str) -> None:
        setting([some] * 3, place="stories/morrow.md")

    assert_linear(place, text[: len(text) // 4], text)

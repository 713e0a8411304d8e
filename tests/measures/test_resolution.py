"""The measure `resolution`: when a question is settled, open, or asked anew."""

from __future__ import annotations

import pytest

from tests.measures.grading import check, of_world
from troth.extend.measure import Example
from troth.measures import resolution
from troth.measures.resolution import closes

HEAD = "at | kind | by | thread | text\n"


def ends(*lines: str, as_of: str = "2026-04-20 12:00") -> list[tuple[str, str | None]]:
    """Days of beginning and end of each case."""
    from datetime import UTC, datetime

    def day(us: int | None) -> str | None:
        return None if us is None else f"{datetime.fromtimestamp(us / 1e6, UTC):%m-%d}"

    world = HEAD + "\n".join(f"2026-{line}" for line in lines)
    found = of_world(resolution, world, as_of)
    return [(str(day(case.start_us)), day(case.end_us)) for case in found]


@pytest.mark.parametrize("example", resolution.EXAMPLES, ids=lambda each: each.title)
def test_examples(example: Example) -> None:
    check(example, of_world(resolution, example.world, example.as_of or ""))


def test_writing_again_within_a_week_keeps_the_case_open() -> None:
    assert ends(
        "03-02 09:00 | message | ana | t | It is broken.",
        "03-02 10:00 | message | us:tom | t | Try this.",
        "03-08 09:00 | message | ana | t | That does not help.",
    ) == [("03-02", None)]


def test_writing_again_after_a_week_is_a_new_case() -> None:
    assert ends(
        "03-02 09:00 | message | ana | t | It is broken.",
        "03-02 10:00 | message | us:tom | t | Try this.",
        "03-12 09:00 | message | ana | t | Now something else is broken.",
        "03-13 09:00 | message | us:tom | t | Try that.",
    ) == [("03-02", "03-02"), ("03-12", "03-13")]


def test_the_last_of_several_answers_ends_it_and_a_later_greeting_does_not() -> None:
    assert ends(
        "03-02 09:00 | message | ana | t | It is broken.",
        "03-02 10:00 | message | us:tom | t | We look.",
        "03-04 10:00 | message | us:tom | t | Mended.",
        "04-01 10:00 | message | us:tom | t | Spring is here.",
    ) == [("03-02", "03-04")]


def test_thanks_end_it_at_our_last_message_and_thanks_again_begin_nothing() -> None:
    assert ends(
        "03-02 09:00 | message | ana | t | It is broken.",
        "03-03 10:00 | message | us:tom | t | Mended.",
        "03-03 11:00 | message | ana | t | Thank you so much!",
        "03-03 12:00 | message | us:tom | t | Gladly.",
        "03-03 13:00 | message | ana | t | Thanks again",
        as_of="2026-03-04 12:00",
    ) == [("03-02", "03-03")]


@pytest.mark.parametrize(
    ("text", "settles"),
    [
        ("Thanks!", True),
        ("No problem, thanks again", True),
        ("Thanks. It broke again", False),
        ("It works now, cheers", True),
        ("Thank you. When will it come?", False),
        ("Thanks, but it is still broken", False),
        ("thanks for nothing", False),
        ("Thanks in advance, please hurry", False),
        ("I received it broken", False),
        (None, False),
    ],
)
def test_which_words_settle_a_question(text: str | None, settles: bool) -> None:
    assert closes(text) is settles

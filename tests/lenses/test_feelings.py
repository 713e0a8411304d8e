"""The lenses `unhappy` and `happiest`: examples, chances learnt here, her own answer first."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest

from tests.in_world import context, look, shown
from troth.errors import ConfigError
from troth.extend.feelings import READ
from troth.lenses import happiest, unhappy
from troth.model.example import Example

DAY = 86_400_000_000
NOW = "2026-03-20 12:00"
NOW_US = context(NOW).as_of_us
CROSS = "Awful. The worst delivery I ever had, and the box is broken."
GLAD = "The courier was lovely. Thank you so much, everything came early!"
PLAIN = "Where is my parcel? The door is the green one."
EXAMPLES = [
    pytest.param(module, example, id=f"{module.__name__.split('.')[-1]}-{example.title}")
    for module in (unhappy, happiest)
    for example in module.EXAMPLES
]


@pytest.mark.parametrize(("module", "example"), EXAMPLES)
def test_examples(module: ModuleType, example: Example) -> None:
    found = shown(module, example)
    expected = [] if example.verdict == "silent" else [example.verdict]
    assert [finding.status for finding in found] == expected
    for finding in found:
        told = finding.says.replace("{subject}", finding.subject.id.removeprefix("h-").capitalize())
        assert (example.says or "") in told


def row(person: str, days_ago: float, text: str = "", **more: Any) -> dict[str, Any]:
    """A row as `gather` gives it."""
    kind = "survey_answer" if "score" in more else "message"
    plain = {"kind": kind, "record": f"{person}-{days_ago}", "version": "1", "system": "desk"}
    at = NOW_US - round(days_ago * DAY)
    same = {"ts_us": at, "handle": f"h-{person}", "person": person, "ours": "", "text": text}
    return dict.fromkeys(READ) | {"sided": 0} | plain | same | more


def judged(module: ModuleType, rows: list[dict[str, Any]], **known: Any) -> list[Any]:
    schema = pa.schema([(name, pa.type_for_alias(kind)) for name, kind in READ.items()])
    return list(module.judge(pa.Table.from_pylist(rows, schema=schema), context(NOW, **known)))


def taught(n: int, honest: bool = True) -> list[dict[str, Any]]:
    """People who wrote, and answered a survey three days later: as they sounded, or anyhow."""
    rows = []
    for at in range(n):
        text, score = ((CROSS, 2.0), (PLAIN, 7.0), (GLAD, 10.0))[at % 3]
        score = score if honest else (2.0, 7.0, 10.0)[at // 3 % 3]
        asked = NOW_US - 97 * DAY
        rows.append(row(f"p{at}", 100, text, later_us=asked))
        rows.append(row(f"p{at}", 97, score=score, scale="nps"))
    return rows


@pytest.mark.parametrize(("module", "text"), [(unhappy, CROSS), (happiest, GLAD)])
def test_two_hundred_later_answers_make_a_chance(module: ModuleType, text: str) -> None:
    (found,) = judged(module, [*taught(210), row("ana", 2, text)])
    assert (found.status, found.strength.kind, found.strength.n) == ("speaks", "probability", 210)
    assert found.strength.value >= 0.8
    assert "Of ten who wrote like this, about " in found.says
    before = row("ana", 9, score=7.0, scale="nps")
    (few,) = judged(module, [*taught(199), before, row("ana", 2, text)])
    assert (few.status, few.strength.kind) == ("unsure", "rule")
    assert "Of ten" not in few.says


@pytest.mark.parametrize(("module", "text"), [(unhappy, CROSS), (happiest, GLAD)])
def test_where_words_tell_nothing_of_later_answers_nothing_is_said(
    module: ModuleType, text: str
) -> None:
    assert judged(module, [*taught(210, honest=False), row("ana", 2, text)]) == []


def test_a_scale_is_of_its_own_source() -> None:
    (found,) = judged(unhappy, [*taught(210), row("ana", 2, CROSS, system="mail")])
    assert found.strength.kind == "rule"


def test_the_last_answer_stands_beside_it_even_where_it_differs() -> None:
    rows = [row("ana", 20, score=9.0, scale="nps"), row("ana", 2, CROSS)]
    (found,) = judged(unhappy, rows)
    assert found.status == "unsure"
    assert "; the last survey answer, on 28 February, was 9 (NPS)." in found.says
    assert len(found.cites) == 2


def test_of_a_long_message_the_words_that_show_it_are_quoted() -> None:
    text = f"My order is 4711. {CROSS} It was to be a present."
    (found,) = judged(unhappy, [row("ana", 2, text)])
    span = found.cites[0].span
    assert text[span.start : span.end] in CROSS


def test_a_side_may_be_added_and_one_that_works_may_not() -> None:
    rows = [row("ana", 2, CROSS, side="shop", sided=1)]
    assert judged(unhappy, rows) == []
    assert judged(unhappy, rows, options={"sides": ["shops"]})
    with pytest.raises(ConfigError, match="works for you or through you"):
        judged(unhappy, rows, options={"sides": ["shop", "courier"]})
    with pytest.raises(ConfigError, match="no list of names"):
        judged(unhappy, rows, options={"sides": 3})


def test_the_side_known_of_the_person_counts_as_that_of_the_record() -> None:
    assert judged(unhappy, [row("ana", 2, CROSS, their_side="driver", sided=1)]) == []


def test_what_is_older_than_the_days_asked_for() -> None:
    world = f"at | kind | by | thread | text\n2026-02-01 09:00 | message | ana | t1 | {CROSS}\n"
    assert look(unhappy, world, NOW) == []
    assert look(unhappy, world, NOW, options={"days": 80})

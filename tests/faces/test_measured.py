"""A measured promise told in the terminal, in JSON and on its page: tolerance, weeks, accounts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.acts.office import DAY, START, TOM, message, office, us
from tests.calling import troth
from troth.acts import promises
from troth.acts.run import Asked, run
from troth.faces.web.showing import templates
from troth.ledger.measured import read_measured
from troth.views.measured import time_to_kept_of
from troth.views.opening import reading
from troth.views.promises import promise_page

END = us(START) + 90 * DAY
WEEKS, BEFORE = 12, 8
"""So many weeks, in the last ones of which couriers wait for longer."""


def conversations() -> Iterator[dict[str, object]]:
    """Ten questions a week on each side; couriers' answers take three hours after eight weeks."""
    n = 0
    for side in ("courier", "sender"):
        for week in range(WEEKS):
            for each in range(10):
                slow = each == 0 or (side == "courier" and week >= BEFORE and each < 6)
                at = START + timedelta(weeks=week, hours=each)
                more = {"side": side, "to": TOM}
                who = f"{side}{n}@{side}s.example"
                later = at + timedelta(hours=3 if slow else 0.5)
                yield message(2 * n, f"t{n}", at, who, "Where is my parcel?", **more)
                yield message(2 * n + 1, f"t{n}", later, TOM, "On its way.", side=side, to=who)
                n += 1


@dataclass(frozen=True)
class Place:
    root: Path
    measured: str
    dated: str


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A workspace with two measured promises and fourteen dated ones, looked at once."""
    root = tmp_path_factory.mktemp("measured")
    with office(root, [*conversations()]) as work:
        before = us(START) - DAY
        one = promises.note(
            work, "We answer within one hour", measure="first_reply <= 1 hour for 85%",
            who="ana", now_us=before,
        )  # fmt: skip
        promises.note(
            work, "Couriers are answered within four hours, 95 % of them",
            measure='first_reply <= 4 hours for 95% over 4 weeks where side = "courier"',
            who="ana", now_us=before,
        )  # fmt: skip
        for n in range(14):
            held = promises.note(
                work, f"Form {n} will be sent", due_us=us(START) + (n + 3) * DAY, who="tom",
                now_us=us(START),
            )  # fmt: skip
            if n < 10:
                state = "kept" if n < 8 else "released"
                at = us(START) + (n + 1) * DAY
                promises.mark(work, held.id, state, reason="sent", who="tom", now_us=at)
        run(work, Asked(END))
    return Place(root / "acme", one.id, held.id)


def test_json_holds_the_contract_and_what_was_added(place: Place) -> None:
    out = troth("-C", place.root, "verify", "--format", "json", "-k", "one hour").fine(1).out
    (told,) = json.loads(out)
    assert told["status"] == "broken"
    assert (told["kept"], told["broken"], told["n"]) == (88, 32, 120)
    assert (told["tolerance"], told["tolerance_by"], told["tolerance_told"]) == (0.85, "ana", False)
    assert [(side["side"], side["status"]) for side in told["sides"]] == [
        ("courier", "broken"),
        ("sender", "kept"),
    ]
    assert len(told["weeks"]) == 2 * WEEKS
    assert {"side", "week", "start", "kept", "broken", "n", "rate", "low", "high"} <= {
        *told["weeks"][0]
    }
    assert [week["week"] for week in told["weeks"] if week["alarm"]] == ["2026-W18"]
    assert told["consistency"]["phi"] > 2
    assert told["consistency"]["since"].startswith("2026-04-27")
    assert {"promise", "words", "method", "people", "cites", "low", "high"} <= {*told}
    assert told["accounts"] == [] or {"account", "name", "status", "n"} <= {*told["accounts"][0]}


def test_the_terminal_says_what_is_behind_the_number(place: Place) -> None:
    out = " ".join(troth("-C", place.root, "verify").fine(1).out.split())
    assert "tolerance 85 %, set by ana; customers were told none" in out
    assert "tolerance 95 %, set by ana; customers were told so" in out
    assert "courier: breaks have become more frequent since the week of 27 April 2026" in out
    assert re.search(r"for someone we know only as \w+@\w+.example, .* and 39 more", out)
    assert "Half of the dated promises are done within 7 days" in out
    assert "n = 14, 4 still open, 2 released" in out


def test_where_a_reply_time_was_stated_nothing_is_said_to_be_missing(place: Place) -> None:
    assert "none was found" not in troth("-C", place.root, "verify").fine(1).err


def test_the_page_draws_weeks_and_says_in_words_what_they_show(place: Place) -> None:
    from troth.acts.opening import opened
    from troth.store.home import open_home

    with opened(open_home(place.root)) as work:
        assert not re.search(r'"h-|@', work.home.measured.read_text(encoding="utf-8"))
        with reading(work.ledger, work.index, work.settings, END) as read:
            page = promise_page(read, place.measured)
            assert page is not None
            assert page.measured is not None
            courier, sender = page.measured.sides
            dated = promise_page(read, place.dated)
            curve = time_to_kept_of(read, None)
        measured = templates().get_template("measured.html").module
        html = str(measured.measured(page.measured))  # type: ignore[attr-defined]
        assert dated is not None
        slow = str(measured.measured(dated.measured))  # type: ignore[attr-defined]
    assert courier.title.startswith("In 4 weeks of 12 less was kept than promised; worst: the week")
    assert sender.title == "In none of 12 weeks was less kept than promised, beyond chance"
    assert html.count("<figure") == 2
    assert html.count('class="span"') == 2 * WEEKS
    assert "promised: 85 %" in html
    assert html.count('<tr><th scope="row">') == 2 * WEEKS
    assert "clear in the week of 27 Apr (CUSUM)" in html
    assert curve is not None
    assert "Half of the dated promises are done within 7 days" in slow
    assert 'class="curve"' in slow


def test_a_file_of_another_form_or_half_a_one_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    for text in (
        "",
        "{",
        '{"form": 0, "promises": {}}',
        '{"form": 1, "promises": {"p": {}}}',
        "[]",
    ):
        path = tmp_path / "measured.json"
        path.write_text(text)
        assert read_measured(path) == {}
    assert read_measured(tmp_path / "none.json") == {}

"""The example company: same seed, same bytes; ordinary files; and plants that point at real rows."""

from __future__ import annotations

import csv
import mailbox
import re
import tomllib
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from troth.demo import SEED, World, make
from troth.demo.casework import BOOK, SIDED
from troth.demo.cast import SIZES
from troth.demo.days import Days, moment
from troth.ledger.target import read_target

UNTIL = int(datetime(2026, 11, 21, 21, 30, tzinfo=UTC).timestamp()) * 1_000_000
WEDNESDAY_NOON = int(datetime(2027, 1, 6, 12, 0, tzinfo=UTC).timestamp()) * 1_000_000
EARLY = int(datetime(2026, 4, 7, 6, 15, tzinfo=UTC).timestamp()) * 1_000_000

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return make(tmp_path_factory.mktemp("kestrel"), until_us=UNTIL)


def rows(world: World, name: str) -> Rows:
    with (world.folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def mails(world: World) -> list[mailbox.mboxMessage]:
    return list(mailbox.mbox(str(world.folder / "mailbox.mbox")))


def threads(world: World) -> set[str]:
    found = {row["conversation"] for row in rows(world, "messages.csv")}
    return found | {str(mail["Message-ID"])[1:].split(".")[0] for mail in mails(world)}


def test_the_same_seed_gives_the_same_bytes(world: World, tmp_path: Path) -> None:
    again = make(tmp_path, seed=SEED, until_us=UNTIL)
    for old, new in zip(world.files, again.files, strict=True):
        assert old.read_bytes() == new.read_bytes(), old.name
    assert again.plants == world.plants


def test_another_seed_gives_other_people(world: World, tmp_path: Path) -> None:
    other = make(tmp_path, seed=7, until_us=UNTIL)
    assert (other.folder / "orders.csv").read_text() != (world.folder / "orders.csv").read_text()
    assert {plant.subject for plant in other.plants} == {plant.subject for plant in world.plants}


def test_it_is_as_large_as_the_specification_says(world: World) -> None:
    counts = world.counts
    assert counts["messages"] == len(rows(world, "messages.csv"))
    assert counts["orders"] == len(rows(world, "orders.csv"))
    assert counts["mails"] == len(mails(world))
    assert 300 <= counts["people"] <= 540
    assert 2_200 <= counts["messages"] <= 3_100
    assert 5_000 <= counts["orders"] <= 7_000
    assert 50 <= counts["mails"] <= 110
    assert counts["documents"] == len(list((world.folder / "documents").iterdir()))


def test_every_lens_has_as_many_near_misses_as_plants(world: World) -> None:
    for lens in ("unanswered", "promise-overdue", "silence"):
        plants, near = world.of(lens, "plant"), world.of(lens, "near miss")
        assert len(plants) >= 12, lens
        assert len(near) >= max(len(plants), 12), lens
    for lens in {plant.lens for plant in world.plants}:
        assert world.of(lens, "plant"), lens
        assert world.of(lens, "near miss"), lens
    for lens in ("faceless", "unbacked-claim"):
        plants, near = world.of(lens, "plant"), world.of(lens, "near miss")
        assert len(plants) >= 5, lens
        assert len(near) >= len(plants), lens


def test_nobody_is_planted_twice_in_one_lens(world: World) -> None:
    seen = Counter((plant.lens, plant.subject) for plant in world.plants if plant.subject)
    assert max(seen.values()) == 1


def test_plants_point_at_real_rows(world: World) -> None:
    known = threads(world) | {row["case_id"] for row in rows(world, BOOK)}
    orders = {row["order_id"]: row for row in rows(world, "orders.csv")}
    contracts = {row["id"]: row["Customer Email"] for row in rows(world, "subscriptions.csv")}
    for plant in world.plants:
        if plant.lens in ("worse-side", *SIDED):
            assert plant.where in SIZES, plant
        elif plant.subject is None:
            path = world.folder / plant.where
            assert path.exists(), plant
            assert plant.words is None or plant.words in path.read_text(encoding="utf-8"), plant
        elif plant.where.startswith("sub_"):
            assert contracts[plant.where] == plant.subject, plant
        elif plant.lens in ("silence", "returned"):
            one = {merge.second: merge.first for merge in world.merges}
            bought = orders[plant.where]["customer_email"]
            assert one.get(bought, bought) == plant.subject
        else:
            assert plant.where in known, plant


def test_pledges_stand_word_for_word_in_their_documents(world: World) -> None:
    assert len(world.promises) >= 12
    for pledge in world.promises:
        assert pledge.words in (world.folder / pledge.path).read_text(encoding="utf-8")
        assert (pledge.measure is None) != (pledge.due_us is None)
        assert pledge.due_us is None or pledge.due_us > UNTIL
        assert pledge.measure is None or read_target(pledge.measure).share >= 0.9


def test_merges_answers_and_absences_name_people_of_the_world(world: World) -> None:
    addresses = {row["author"] for row in rows(world, "messages.csv")}
    addresses |= {row["to"] for row in rows(world, "messages.csv")}
    addresses |= {row["customer_email"] for row in rows(world, "orders.csv")}
    addresses |= {str(mail["To"]).partition("<")[2].rstrip(">") for mail in mails(world)}
    for merge in world.merges:
        assert {merge.first, merge.second} <= addresses
    known = threads(world)
    for noted in (*world.answered, *world.away):
        assert noted.subject in addresses
        assert noted.thread in known
    back = {plant.subject for plant in world.of("returned", "near miss")}
    assert all((away.until_us > UNTIL) == (away.subject not in back) for away in world.away)


def test_no_address_could_belong_to_anybody(world: World) -> None:
    for file in world.files:
        for address in re.findall(r"[\w.+-]+@([\w.-]+\w)", file.read_text(encoding="utf-8")):
            assert address.endswith(".example"), f"{file.name}: {address}"


def test_every_folder_says_that_it_is_made_up(world: World) -> None:
    for folder in (world.folder, world.folder / "documents"):
        first = (folder / "README.md").read_text(encoding="utf-8").splitlines()[0]
        assert first == "# An invented company"


def test_no_slot_is_left_open(world: World) -> None:
    for file in world.files:
        if file.suffix in (".csv", ".mbox", ".md", ".eml"):
            assert not re.search(r"\{[a-z]+\W", file.read_text(encoding="utf-8")), file.name
            assert " // " not in file.read_text(encoding="utf-8"), file.name


def test_the_settings_are_toml(world: World) -> None:
    settings = tomllib.loads((world.folder / "troth.toml").read_text(encoding="utf-8"))
    assert settings["company"] == world.company
    assert len(settings["calendar"]["sides"]["shop"]["holidays"]) == 1 + len(
        settings["calendar"]["holidays"]
    )


def test_no_two_neighbouring_conversations_read_the_same(world: World) -> None:
    first: dict[str, str] = {}
    for row in rows(world, "messages.csv"):
        first.setdefault(row["conversation"], row["text"])
    asked = list(first.values())
    for at, text in enumerate(asked):
        assert text not in asked[max(at - 12, 0) : at]
    assert len(set(asked)) > 0.9 * len(asked)


def test_mails_are_threads_that_quote_with_a_bounce_and_automatic_replies(world: World) -> None:
    found = mails(world)
    assert sum("> " in str(mail.get_payload()) for mail in found) >= 20
    assert sum("MAILER-DAEMON" in str(mail["From"]) for mail in found) == 4
    assert sum(mail["Auto-Submitted"] is not None for mail in found) >= 2
    ids = {mail["Message-ID"] for mail in found}
    assert len(ids) == len(found)
    assert {mail["In-Reply-To"] for mail in found if mail["In-Reply-To"]} <= ids


@pytest.mark.parametrize("until_us", [UNTIL, WEDNESDAY_NOON, EARLY])
def test_nothing_is_dated_after_the_end(until_us: int, tmp_path: Path) -> None:
    end = datetime.fromtimestamp(until_us / 1e6, UTC)
    world = make(tmp_path, until_us=until_us)
    for name, column in (("messages.csv", "at"), ("orders.csv", "ordered_at")):
        last = max(datetime.fromisoformat(row[column]) for row in rows(world, name))
        assert last <= end
        assert (end - last).total_seconds() < 86_400


@pytest.mark.parametrize("until_us", [UNTIL, WEDNESDAY_NOON, EARLY])
def test_conversations_run_forward(until_us: int, tmp_path: Path) -> None:
    world = make(tmp_path, until_us=until_us)
    planted = {plant.where for plant in world.plants}
    last: dict[str, dict[str, str]] = {}
    for row in rows(world, "messages.csv"):
        assert row["conversation"] not in last or last[row["conversation"]]["at"] <= row["at"]
        last[row["conversation"]] = row
    open_ends = [
        row for row in last.values() if row["conversation"] not in planted and "?" in row["text"]
    ]
    assert [row for row in open_ends if row["direction"] == "in"] == []


def test_what_is_not_planted_buys_up_to_the_end(world: World) -> None:
    stopped = {plant.subject for plant in world.of("silence", "plant")}
    quiet = {plant.subject for plant in world.of("silence", "near miss")}
    stopped |= {plant.subject for plant in world.of("said-so", "plant")}
    for address, days in _bought(world).items():
        if address in stopped | quiet or len(days) < 6:
            continue
        gaps = [later - sooner for sooner, later in pairwise(days)]
        until = UNTIL / 86_400e6
        assert until - days[-1] <= 4 * sum(gaps) / len(gaps) + 1, address


def test_stoppers_are_silent_for_ten_usual_gaps(world: World) -> None:
    bought = _bought(world)
    for plant in world.of("silence", "plant"):
        days = bought[plant.subject or ""]
        usual = (days[-1] - days[0]) / (len(days) - 1)
        assert (UNTIL / 86_400e6 - days[-1]) / usual >= 8.5, plant.subject


def _bought(world: World) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for row in rows(world, "orders.csv"):
        at = datetime.fromisoformat(row["ordered_at"]).timestamp() / 86_400
        found.setdefault(row["customer_email"], []).append(at)
    second = {merge.second for merge in world.merges}
    return {address: days for address, days in found.items() if address not in second}


def test_bank_holidays_and_opening_hours_are_those_of_england() -> None:
    days = Days(UNTIL)
    closed = {day.isoformat() for day in days.holidays}
    assert {"2026-04-03", "2026-04-06", "2026-05-04", "2026-08-31", "2026-12-28"} <= closed
    assert days.stock_taking.isoformat() == "2026-11-20"
    friday = datetime(2026, 11, 20).date()
    late = moment(friday, datetime(2026, 1, 1, 16, 50).time())
    assert days.served(late, 20) == moment(
        datetime(2026, 11, 23).date(), datetime(2026, 1, 1, 9, 10).time()
    )

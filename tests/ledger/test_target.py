"""Targets: read, written back, and applied to single cases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.calendar import UNITS, Calendar
from troth.errors import TrothError, UnknownNameError
from troth.ledger.aim import FIELDS, LENGTHS, WHOLE
from troth.ledger.target import COUNTED, EXAMPLE, Condition, Target, Window, read_target
from troth.model.case import Case

HOUR = 3_600_000_000
KNOWN = ("first-reply", "resolution")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        (EXAMPLE, Target("first-reply", 1, "business days", 0.95)),
        ("first_reply <= 1 business day for 95 %", Target("first-reply", 1, "business days", 0.95)),
        ("resolution<=48 hours", Target("resolution", 48, "hours", 1.0)),
        (
            "Resolution ≤ 1.5 business hours FOR 99.5%",
            Target("resolution", 1.5, "business hours", 0.995),
        ),
        ("first-reply <= 30 minutes for 80%", Target("first-reply", 30, "minutes", 0.8)),
    ],
)
def test_read(text: str, target: Target) -> None:
    assert read_target(text, KNOWN) == target


@given(st.sampled_from(KNOWN), st.integers(0, 999), st.sampled_from(UNITS), st.integers(1, 1000))
def test_written_back_it_is_read_again(name: str, most: int, unit: str, share: int) -> None:
    target = Target(name, most, unit, share / 1000)  # type: ignore[arg-type]
    again = read_target(str(target), KNOWN)
    assert again.share == pytest.approx(target.share)
    assert (again.measure, again.most, again.unit) == (name, most, unit)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("as soon as possible", "no target"),
        ("", "no target"),
        ("first-reply <= 1 business day for 0%", "0 % of cases"),
        ("first-reply <= 1 day for 120%", "120 % of cases"),
        ("first-reply <= 1.5 days", "part of a day"),
    ],
)
def test_what_is_no_target_is_said_plainly(text: str, says: str) -> None:
    with pytest.raises(TrothError, match=says):
        read_target(text)


def test_near_names_are_offered() -> None:
    with pytest.raises(UnknownNameError, match="first-reply"):
        read_target("first-replies <= 1 day", KNOWN)
    with pytest.raises(UnknownNameError, match="business days"):
        read_target("first-reply <= 1 busines day", KNOWN)
    with pytest.raises(UnknownNameError, match="no measure yet"):
        read_target("first-reply <= 1 day", ())


def case(end_us: int | None, due_us: int | None = None) -> Case:
    return Case("c", "h-ana", 0, end_us, "e-1", "v1", due_us=due_us)


def test_in_time_late_and_open() -> None:
    target = Target("first-reply", 2, "hours", 1.0)
    every = Calendar()
    assert target.met_by(case(2 * HOUR), every) is True
    assert target.met_by(case(2 * HOUR + 1), every) is False
    assert target.met_by(case(None), every) is None
    assert not target.is_late_at(case(None), HOUR, every)
    assert target.is_late_at(case(None), 3 * HOUR, every)


def test_a_deadline_of_its_own_is_counted_from() -> None:
    target = Target("kept-by-due", 0, "hours", 1.0)
    assert target.met_by(case(5 * HOUR, due_us=5 * HOUR), Calendar()) is True
    assert target.met_by(case(6 * HOUR, due_us=5 * HOUR), Calendar()) is False


def a_case(days: float | None, **more: object) -> Case:
    end = None if days is None else round(days * 24 * HOUR)
    return replace(case(end), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        (
            'first_reply <= 1 business day for 95% of message over 90 days where side = "driver"',
            Target(
                "first-reply", 1, "business days", 0.95, of="message", over=Window(90, "days"),
                where=(Condition("side", "=", ("driver",)),),
            ),
        ),
        ("uptime >= 99.9% over 30 days", Target("uptime", 0, "hours", 0.999, "share", over=Window(30, "days"))),
        ("notice ≥ 30 days", Target("notice", 30, "days", 1.0, "least")),
        ("answer_rate >= 90%", Target("answer-rate", 0, "hours", 0.9, "share")),
        ("price unchanged for 12 months", Target("price-unchanged", 12, "months", 1.0, "least")),
        ("price unchanged for 1 month for 99%", Target("price-unchanged", 1, "months", 0.99, "least")),
        (
            "time between “ordered” and 'delivered' <= 2 days for 90%",
            Target("between", 2, "days", 0.9, steps=("ordered", "delivered")),
        ),
        (
            'resolution <= 1 week where brand in ("a", "b") and account != "x \\"y\\""',
            Target(
                "resolution", 1, "weeks",
                where=(Condition("ours", "in", ("a", "b")), Condition("account", "!=", ('x "y"',))),
            ),
        ),
        ("resolution <= 2 days over 1 week", Target("resolution", 2, "days", over=Window(1, "weeks"))),
    ],
)  # fmt: skip
def test_all_that_can_be_written(text: str, target: Target) -> None:
    found = read_target(text)
    assert found == target
    assert read_target(str(found)) == found


@pytest.mark.parametrize(
    ("text", "place", "says", "advice"),
    [
        ("first-reply", 12, "after the measure comes <=, >=", EXAMPLE),
        ("first-reply <= soon", 16, "a number and a unit", "writing-a-target"),
        ("first-reply <= 1 busines day", 18, "no unit of time called “busines day”", "business days"),
        ("first-reply <= 1 hour for most", 27, "a share in per cent", "writing-a-target"),
        ("first-reply <= 1 hour over 0 days", 28, "looks over 0 days", "at least one"),
        ("first-reply <= 1 hour over 2 moons", 30, "no unit of a window called “moons”", "days or weeks"),
        ('first-reply <= 1 hour where sied = "x"', 29, "no field called “sied”", "side"),
        ("first-reply <= 1 hour where side = driver", 36, "a value in quotation marks", "writing"),
        ('first-reply <= 1 hour where side = "driver', 36, "opened and not closed", "Close it"),
        ('first-reply <= 1 hour where side = " "', 36, "an empty value", "what it is called"),
        ("first-reply <= 1 hour of mesage", 26, "no kind of record called “mesage”", "message"),
        ("first-reply <= 1 hour & more", 23, "“&” has no meaning here", "quotation marks"),
        ("first-reply <= 1 hour for 95% and more", 31, "“where” and a condition", "writing"),
        ("first-reply <= 4000 months", 16, "more than a hundred years", "the end of"),
        ("time between ordered and delivered <= 1 day", 14, "in quotation marks", "writing"),
        ("price unchanged 12 months", 17, "“for” and how long", "writing"),
        ("fist-reply <= 1 hour", 1, "no measure called “fist-reply”", "first-reply"),
    ],
)  # fmt: skip
def test_a_fault_says_where_it_is_and_what_to_do(
    text: str, place: int, says: str, advice: str
) -> None:
    with pytest.raises(TrothError) as fault:
        read_target(text, (*KNOWN, "price-unchanged"))
    assert fault.value.place == f"character {place}"
    assert says in fault.value.says
    assert advice in fault.value.advice
    assert str(fault.value).startswith(f"character {place}  ")


def target_or_fault(text: str) -> Target | TrothError:
    try:
        return read_target(text)
    except TrothError as fault:
        return fault


@given(st.text(max_size=80))
def test_any_text_is_a_target_or_the_one_error(text: str) -> None:
    found = target_or_fault(text)
    assert isinstance(found, TrothError) or read_target(str(found)) == found


WORDS = st.sampled_from(
    [
        "first-reply",
        "time",
        "between",
        "unchanged",
        "for",
        "of",
        "over",
        "where",
        "and",
        "in",
        "side",
        "ours",
        "<=",
        ">=",
        "=",
        "!=",
        "1",
        "2.5",
        "30",
        "99.9",
        "%",
        "(",
        ")",
        ",",
        '"a"',
        "“b”",
        "business",
        "day",
        "days",
        "hours",
        "weeks",
        "months",
        "message",
    ]
)


@given(st.lists(WORDS, max_size=14))
def test_its_own_words_in_any_order_are_a_target_or_the_one_error(words: list[str]) -> None:
    found = target_or_fault(" ".join(words))
    if isinstance(found, TrothError):
        assert found.advice
    else:
        assert read_target(str(found)) == found


VALUES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12)
CONDITIONS = st.one_of(
    st.builds(
        lambda field, op, value: Condition(field, op, (value,)),  # type: ignore[arg-type]
        st.sampled_from(FIELDS),
        st.sampled_from(["=", "!="]),
        VALUES.filter(str.strip),
    ),
    st.builds(
        lambda field, values: Condition(field, "in", tuple(values)),  # type: ignore[arg-type]
        st.sampled_from(FIELDS),
        st.lists(VALUES.filter(str.strip), min_size=1, max_size=3),
    ),
)


@given(
    name=st.from_regex(r"[a-z]+(-[a-z]+)?", fullmatch=True),
    n=st.integers(0, 1000),
    unit=st.sampled_from(LENGTHS),
    part=st.booleans(),
    share=st.integers(1, 100_000),
    bound=st.sampled_from(["most", "least", "share"]),
    steps=st.one_of(st.just(()), st.tuples(VALUES.filter(str.strip), VALUES.filter(str.strip))),
    of=st.one_of(st.none(), st.sampled_from(COUNTED)),
    over=st.one_of(
        st.none(), st.builds(Window, st.integers(1, 999), st.sampled_from(["days", "weeks"]))
    ),
    where=st.lists(CONDITIONS, max_size=3),
)
def test_whatever_is_written_out_is_read_back(
    name: str, n: int, unit: str, part: bool, share: int, bound: str,
    steps: tuple[str, ...], of: str | None, over: Window | None, where: list[Condition],
) -> None:  # fmt: skip
    most: float = n + 0.25 if part and unit not in WHOLE else n
    if bound == "share":
        most, unit = 0, "hours"
    told = Target(
        "between" if steps else name, most, unit, share / 1000 / 100, bound, steps, of, over,  # type: ignore[arg-type]
        tuple(where),
    )  # fmt: skip
    again = read_target(str(told))
    assert again.share == pytest.approx(told.share)
    assert replace(again, share=told.share) == told


def test_at_least_is_kept_once_so_much_has_passed() -> None:
    target, every = read_target("notice >= 30 days"), Calendar()
    assert target.verdict(a_case(30), 0, every) is True
    assert target.verdict(a_case(29.9), 0, every) is False
    assert target.verdict(a_case(None), 29 * 24 * HOUR, every) is None
    assert target.verdict(a_case(None), 30 * 24 * HOUR, every) is True
    assert target.verdict(a_case(-1), 0, every) is False


def test_days_that_records_know_only_as_days_are_compared_as_days() -> None:
    target, every = read_target("notice >= 30 days"), Calendar(zone="America/New_York")
    assert target.verdict(a_case(30, precision="day"), 0, every) is True
    assert target.verdict(a_case(29, precision="day"), 0, every) is False
    hours = read_target("notice >= 36 hours")
    assert hours.verdict(a_case(2, precision="day"), 0, every) is True
    assert hours.verdict(a_case(1, precision="day"), 0, every) is False


def test_a_month_ends_on_the_same_day_or_the_last_one() -> None:
    target = read_target("price unchanged for 1 month")
    january_31 = a_case(None, start_us=30 * 24 * HOUR)
    assert target.verdict(january_31, 58 * 24 * HOUR, Calendar()) is True
    assert target.verdict(january_31, 57 * 24 * HOUR, Calendar()) is None


def test_a_share_is_of_cases_that_bring_their_deadline() -> None:
    target, every = read_target("answer-rate >= 90%"), Calendar()
    due = 10 * HOUR
    assert target.verdict(replace(case(9 * HOUR), due_us=due), 0, every) is True
    assert target.verdict(replace(case(11 * HOUR), due_us=due), 0, every) is False
    assert target.verdict(replace(case(None), due_us=due), 9 * HOUR, every) is None
    assert target.verdict(replace(case(None), due_us=due), 11 * HOUR, every) is False


def test_whoever_is_not_known_meets_no_condition() -> None:
    target = read_target('first-reply <= 1 hour where side != "driver"')
    assert target.picks(a_case(1, side="Rider"))
    assert not target.picks(a_case(1, side="Driver"))
    assert not target.picks(a_case(1))
    by_name = read_target('first-reply <= 1 hour where account in ("Kiosk 14", "a-2")')
    names = {"a-1": "Kiosk 14", "a-2": "Bakery", "a-3": "Luthier"}
    assert [by_name.picks(a_case(1, account=id), names) for id in names] == [True, True, False]

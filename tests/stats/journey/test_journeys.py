"""The journey map against published counts of real logs and against a slow oracle."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stats.journey.oracle import DATA, Plain, plain, table, xes
from troth.errors import NumbersError
from troth.stats.journey import distinct as words
from troth.stats.journey import variants as ways
from troth.stats.journey.journeys import Journeys, journeys

real = pytest.mark.skipif(not DATA.is_dir(), reason=f"NO REAL DATA: {DATA} is not there")
RESULT = "case:concept:name", "concept:name", "time:timestamp", "org:resource"
LOGS = {
    "helpdesk": lambda: table(
        "eventlog_helpdesk_verenich.csv", "CaseID", "ActivityID", "CompleteTimestamp"
    ),
    "receipt": lambda: table("eventlog_receipt.csv.gz", *RESULT),
    "sepsis": lambda: table(
        "eventlog_sepsis_bupar.csv.gz",
        "Case ID",
        "Activity",
        "Complete Timestamp",
        "org:group",
        ";",
    ),
    "fines": lambda: table(
        "eventlog_traffic_fines_bupar.csv.gz", "case_id", "activity", "timestamp", "resource"
    ),
    "running": lambda: table("eventlog_running_example.csv", *RESULT),
    "repair": lambda: xes("eventlog_repair_example.xes.gz"),
}


def mapped(rows: list[Any], **options: Any) -> Journeys:
    case, step, at, who = (list(column) for column in zip(*rows, strict=True))
    return journeys(case, step, at, who, **options)


def seconds(rows: list[Any]) -> list[Any]:
    """The rows with numbers of seconds for times."""
    start = rows[0][2]
    return [(case, step, (at - start).total_seconds(), who) for case, step, at, who in rows]


def agree(found: Journeys, told: Plain) -> None:
    """Every figure of the map equals the oracle's."""
    edges = {(a, b): (n, mean, middle) for a, b, n, mean, middle in found.edges}
    assert edges.keys() == told.edges.keys()
    for pair, three in edges.items():
        assert three[0] == told.edges[pair][0]
        assert three[1:] == pytest.approx(told.edges[pair][1:], rel=1e-9, abs=1e-6)
    counts = [edge.count for edge in found.edges]
    assert counts == sorted(counts, reverse=True)
    expected = sorted(told.variants.items(), key=lambda way: (-way[1], way[0]))
    assert [(way.steps, way.count) for way in found.variants] == expected
    assert {end.step: end.count for end in found.starts} == told.starts
    assert {end.step: end.count for end in found.ends} == told.ends
    assert found.loops.self_loops == told.self_loops
    assert found.loops.self_loop_cases == told.self_loop_cases
    assert found.loops.returns == told.returns
    assert found.loops.return_cases == told.return_cases
    assert sum(loop.returns for loop in found.loops.by_step) == told.returns
    assert sum(loop.self_loops for loop in found.loops.by_step) == told.self_loops
    assert found.rework.cases == told.rework
    assert dict(zip(found.case_ids, found.durations.seconds, strict=True)) == pytest.approx(
        told.durations, rel=1e-9, abs=1e-6
    )
    assert found.handoffs is not None
    assert found.ping_pong is not None
    assert {(a, b): n for a, b, n in found.handoffs.table} == told.handoffs
    assert found.handoffs.total == told.handoffs.total()
    assert found.handoffs.cases == told.handoff_cases
    assert (found.ping_pong.count, found.ping_pong.cases) == (told.ping_pong, told.ping_pong_cases)
    assert found.ping_pong.over_stays == told.over_stays


@real
@pytest.mark.parametrize(
    ("name", "cases", "events", "activities", "edges", "variants"),
    [
        ("helpdesk", 3804, 13710, 9, 33, 154),
        ("receipt", 1434, 8577, 27, 99, 116),
        ("sepsis", 1050, 15214, 16, 115, 846),
        ("fines", 10000, 34724, 11, 40, 44),
    ],
)
def test_real_logs_give_the_published_counts(
    name: str, cases: int, events: int, activities: int, edges: int, variants: int
) -> None:
    found = mapped(list(LOGS[name]()))
    told = found.cases, found.events, found.activities, len(found.edges), len(found.variants)
    assert told == (cases, events, activities, edges, variants)
    assert sum(way.count for way in found.variants) == cases
    assert sum(edge.count for edge in found.edges) == events - cases


@real
def test_receipt_has_its_top_variant_and_its_rework() -> None:
    found = mapped(list(LOGS["receipt"]()))
    assert found.variants[0].count == 713
    assert found.rework.cases == 91
    assert found.rework.share.value == 91 / 1434


@real
def test_the_case_called_na_is_a_case() -> None:
    assert "NA" in mapped(list(LOGS["sepsis"]())).case_ids


@real
@pytest.mark.parametrize("name", LOGS)
def test_real_logs_equal_the_oracle(name: str) -> None:
    rows = list(LOGS[name]())
    agree(mapped(rows), plain(seconds(rows)))


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["NA", "", "c1", "c2", "ünï"]),
        st.sampled_from("abcd"),
        st.integers(-5, 5) | st.integers(-(10**9), 10**9),
        st.sampled_from(["Ana", "Ben", "NA", None]),
    ),
    min_size=1,
    max_size=40,
)


@given(EVENTS)
@settings(max_examples=150, deadline=None)
def test_any_log_equals_the_oracle(rows: list[Any]) -> None:
    agree(mapped(rows), plain(rows))


@given(EVENTS)
@settings(max_examples=50, deadline=None)
def test_any_log_of_fractions_of_seconds_equals_the_oracle(rows: list[Any]) -> None:
    rows = [(case, step, at / 7, who) for case, step, at, who in rows]
    agree(mapped(rows), plain(rows))


@given(EVENTS, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_rows_may_come_in_any_order_where_times_differ(rows: list[Any], chance: Any) -> None:
    rows = [(case, step, n, who) for n, (case, step, _, who) in enumerate(rows)]
    mixed = list(rows)
    chance.shuffle(mixed)
    first, second = mapped(rows), mapped(mixed)
    assert first.edges == second.edges
    assert list(first.variants) == list(second.variants)
    assert first.case_ids == second.case_ids
    assert first.variant_of_case.tolist() == second.variant_of_case.tolist()
    assert first.handoffs == second.handoffs
    assert first.time_lost == second.time_lost


def test_each_case_finds_its_variant() -> None:
    found = journeys([1, 2, 1, 3, 3], list("abbab"), [0, 0, 1, 0, 1])
    assert [found.variants[at].steps for at in found.variant_of_case] == [
        ("a", "b"), ("b",), ("a", "b"),
    ]  # fmt: skip


def test_equal_times_of_a_case_keep_the_order_of_the_rows_or_that_of_a_column() -> None:
    case, step, at = ["c", "d", "c", "c"], ["x", "q", "y", "z"], [5, 5, 5, 4]
    assert journeys(case, step, at).variants[1].steps == ("z", "x", "y")
    turned = journeys(case, step, at, order=[2, 0, 1, 9])
    assert turned.variants[1].steps == ("z", "y", "x")


def test_the_last_event_of_a_case_has_no_wait() -> None:
    found = journeys(["a", "a", "b"], ["x", "y", "x"], [0, 7200, 50_000])
    assert found.time_lost.hours == 2
    assert [(rest.step, rest.waits, rest.hours) for rest in found.time_lost.by_step] == [
        ("x", 1, 2)
    ]
    assert found.durations.seconds.tolist() == [7200, 0]


def test_one_event_is_a_log_without_edges() -> None:
    found = journeys(["a"], ["x"], [0])
    assert (found.edges, found.loops.returns, found.rework.cases) == ((), 0, 0)
    assert found.variants[0].steps == ("x",)
    assert found.durations.median.low is None


def test_an_edge_reads_by_name_by_place_and_by_unpacking() -> None:
    (edge,) = journeys(["a", "a"], ["x", "y"], [0, 30]).edges
    source, target, count, mean, middle = edge
    assert (source, target, count, mean, middle) == ("x", "y", 1, 30.0, 30.0)
    assert edge["from"] == getattr(edge, "from") == edge.source == edge[0] == "x"
    assert edge["to"] == edge.to == edge.target == edge[1] == "y"
    assert dict(edge) == {
        "from": "x", "to": "y", "count": 1, "mean_seconds": 30.0, "median_seconds": 30.0,
    }  # fmt: skip
    assert edge["total_seconds"] == 30
    assert edge[-1] == 30
    assert len(edge) == 5
    assert pickle.loads(pickle.dumps(edge)) == edge
    with pytest.raises(AttributeError):
        edge.nonsense


def test_variants_slice_and_count_from_the_end() -> None:
    found = journeys([1, 2, 3], list("abc"), [0, 0, 0]).variants
    assert [way.steps for way in found[1:]] == [("b",), ("c",)]
    assert found[-1].steps == ("c",)
    assert found[0] in list(found)
    with pytest.raises(IndexError):
        found[3]


def test_nobody_named_is_no_hand_off_and_is_counted() -> None:
    found = journeys([1] * 4, list("abcd"), [0, 1, 2, 3], ["Ana", None, "Ana", "Ben"])
    assert found.handoffs is not None
    assert (found.handoffs.total, found.handoffs.unnamed) == (1, 2)
    assert found.handoffs.table[0]["from"] == "Ana"
    assert found.ping_pong is not None
    assert found.ping_pong.count == 0


def test_ping_pong_by_events_and_over_stays() -> None:
    found = journeys([1] * 5, list("abcde"), range(5), list("AABBA")).ping_pong
    assert found is not None
    assert (found.count, found.over_stays) == (0, 1)
    found = journeys([1] * 4, list("abcd"), range(4), list("ABAB")).ping_pong
    assert found is not None
    assert (found.count, found.cases, found.over_stays) == (2, 1, 2)


def test_without_resources_there_are_no_hand_offs() -> None:
    found = journeys([1], ["a"], [0])
    assert found.handoffs is None
    assert found.ping_pong is None


START = datetime(2026, 3, 1, 9, 0, 0, 250_000)
GAPS = [timedelta(0), timedelta(hours=1), timedelta(days=40, microseconds=3)]
TIMES = {
    "naive": [START + gap for gap in GAPS],
    "aware": [(START + gap).replace(tzinfo=UTC) for gap in GAPS],
    "two zones": [
        (START + gap).replace(tzinfo=UTC).astimezone(timezone(timedelta(hours=n)))
        for n, gap in enumerate(GAPS)
    ],
    "us": np.array([START + gap for gap in GAPS], "M8[us]"),
    "ns": np.array([START + gap for gap in GAPS], "M8[us]").astype("M8[ns]"),
    "big-endian": np.array([START + gap for gap in GAPS], "M8[us]").astype(">M8[us]"),
    "numpy in a list": list(np.array([START + gap for gap in GAPS], "M8[us]")),
    "objects": np.array([START + gap for gap in GAPS], object),
    "seconds": [gap.total_seconds() for gap in GAPS],
    "numpy seconds": np.array([gap.total_seconds() for gap in GAPS]),
    "mixed numbers": [0, np.float64(3600), GAPS[2].total_seconds()],
}


@pytest.mark.parametrize("times", TIMES.values(), ids=TIMES.keys())
def test_times_of_any_sort_give_the_same_waits(times: Any) -> None:
    edges = journeys([1, 1, 1], list("abc"), times).edges
    assert [edge.mean_seconds for edge in edges] == pytest.approx([3600, 40 * 86400 - 3600 + 3e-6])


@pytest.mark.parametrize("unit", ["Y", "M", "W", "D", "h", "m", "s", "25s", "ms", "ps"])
def test_numpy_times_of_any_unit_are_read(unit: str) -> None:
    at = np.array(["1970-01-01", "1970-01-01"], "M8[s]").astype(f"M8[{unit}]")
    at[1] += 1
    fine = "s" if unit in "YMWDhm" else "ps"
    step = (at[1].astype(f"M8[{fine}]") - at[0].astype(f"M8[{fine}]")) / np.timedelta64(1, "s")
    assert journeys([1, 1], list("ab"), at).edges[0].mean_seconds == pytest.approx(float(step))


def test_dates_are_midnights_and_centuries_of_nanoseconds_do_not_overflow() -> None:
    assert (
        journeys([1, 1], list("ab"), [date(2026, 1, 1), date(2026, 1, 3)]).edges[0].mean_seconds
        == 172800
    )
    wide = np.array(["1700-01-01", "2200-01-01"], "M8[ns]")
    days = (date(2200, 1, 1) - date(1700, 1, 1)).days
    assert journeys([1, 1], list("ab"), wide).edges[0].mean_seconds == days * 86400


def arrow(values: list[Any]) -> Any:
    return pytest.importorskip("pyarrow").array(values)


def chunks(values: list[Any]) -> Any:
    return pytest.importorskip("pyarrow").chunked_array([values[:3], values[3:]])


def encoded(values: list[Any]) -> Any:
    return arrow(values).dictionary_encode()


FORMS = [list, tuple, np.array, lambda values: np.array(values, object), arrow, chunks, encoded]
IDS = [
    ["b", "NA", "b", "", "NA"],
    [5, 3, 5, -1, 3],
    [10**12, 3, 10**12, -(10**15), 3],
    ["ж", "a", "ж", "é", "a"],
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("ids", IDS)
def test_ids_of_any_sort_in_any_form_stay_what_they_are(form: Any, ids: list[Any]) -> None:
    at = range(len(ids))
    assert journeys(form(ids), form(ids), at).case_ids == tuple(sorted(set(ids)))
    assert journeys(form(ids), form(ids), at).edges == journeys(ids, ids, at).edges


@pytest.mark.parametrize("form", [list, lambda v: np.array(v, object), arrow, chunks, encoded])
def test_none_is_an_id(form: Any) -> None:
    found = journeys(form(["NA", None, "NA", None, "b"]), list("xyzxy"), range(5))
    assert set(found.case_ids) == {"NA", None, "b"}
    assert found.cases == 3


def test_mixed_ids_are_sorted_by_sort_first_whatever_the_order_of_rows() -> None:
    ids = ["b", 1, None, ("t", 1), 0]
    expected = (None, 0, 1, "b", ("t", 1))
    assert journeys(ids, ids, range(5)).case_ids == expected
    assert journeys(ids[::-1], ids, range(5)).case_ids == expected


def texts(count: int) -> list[str]:
    chance = np.random.default_rng(3)
    letters = np.array(list("abcdefgh-ijklmnopéü€中🙂 \t"))
    lengths = chance.integers(0, 40, count)
    return ["".join(chance.choice(letters, n)) for n in lengths]


@pytest.mark.parametrize("form", [list, np.array, lambda v: np.array(v, object)])
@pytest.mark.parametrize("alphabet", ["any", "latin", "bytes", "nul"])
def test_many_texts_are_coded_as_a_dictionary_would(form: Any, alphabet: str) -> None:
    ids: list[Any] = texts(6000)
    if alphabet in ("latin", "bytes"):
        ids = [each.encode("latin-1", "replace").decode("latin-1") for each in ids]
    if alphabet == "bytes":
        ids = [each.encode("latin-1") for each in ids]
    if alphabet == "nul":
        ids[17] = "a\0b"
    found = journeys(form(ids), ["s"] * 6000, range(6000))
    assert found.case_ids == tuple(sorted(set(ids)))
    expected = dict.fromkeys(ids, 0)
    for each in ids:
        expected[each] += 1
    assert {
        case: len(found.variants[way].steps)
        for case, way in zip(found.case_ids, found.variant_of_case, strict=True)
    } == expected


def test_ids_far_apart_are_coded_in_their_order() -> None:
    chance = np.random.default_rng(5)
    for ids in (
        chance.integers(-(2**63), 2**63 - 1, 3000),
        chance.integers(0, 2**64 - 1, 3000, np.uint64),
        chance.integers(-100, 100, 3000).astype(np.int8),
    ):
        found = journeys(ids, ["s"] * 3000, range(3000))
        assert found.case_ids == tuple(np.unique(ids).tolist())


def random_log(count: int, seed: int = 8) -> tuple[Any, Any, Any]:
    chance = np.random.default_rng(seed)
    case, step = chance.integers(0, count // 5, count), chance.integers(0, 4, count)
    return case, step, chance.permutation(count)


def test_a_meeting_of_hashes_of_ids_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    case, step, at = random_log(5000)
    told = journeys(case * 10**9, step, at)
    monkeypatch.setattr(words, "_mixed", lambda rows: np.zeros(len(rows[0]), np.uint64))
    found = journeys(case * 10**9, step, at)
    assert found.case_ids == told.case_ids
    assert list(found.variants) == list(told.variants)


@pytest.mark.parametrize("kept", [0, 3])
def test_a_meeting_of_hashes_of_variants_is_noticed(
    monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    told = journeys(*random_log(5000))
    honest = ways._hashed
    monkeypatch.setattr(ways, "_hashed", lambda *args: honest(*args) & np.uint64(kept))
    found = journeys(*random_log(5000))
    assert list(found.variants) == list(told.variants)
    assert found.variant_of_case.tolist() == told.variant_of_case.tolist()


@pytest.mark.parametrize("arrangement", ["by time", "by case", "shuffled", "few ticks", "floats"])
def test_a_larger_log_in_any_arrangement_equals_the_oracle(arrangement: str) -> None:
    case, step, at = random_log(6000)
    by = {"by time": at, "by case": case * 6000 + at}.get(arrangement, np.arange(6000))
    order = np.argsort(by)
    case, step, at = case[order], step[order], at[order]
    if arrangement == "few ticks":
        at = at // 100
    if arrangement == "floats":
        at = at * 1e14 + 0.5
    rows = list(zip(case.tolist(), step.tolist(), at.tolist(), step.tolist(), strict=True))
    agree(journeys(case, step, at, step), plain(rows))


def test_microseconds_over_decades_among_many_cases_are_sorted_to_the_last_one() -> None:
    chance = np.random.default_rng(9)
    case = chance.integers(0, 5000, 40_000)
    at = chance.integers(0, 10, 40_000) + chance.choice([0, 2**50], 40_000)
    found = journeys(case, np.zeros(40_000, int), at.astype("M8[us]"))
    gaps = np.diff(at[np.lexsort((at, case))])[np.diff(np.sort(case)) == 0]
    assert found.edges[0].total_seconds == pytest.approx(gaps.sum() / 1e6, rel=1e-12)
    assert found.edges[0].median_seconds == pytest.approx(np.median(gaps) / 1e6)


def test_many_activities_are_counted_without_a_table_of_all_pairs() -> None:
    steps = np.arange(30_000)
    found = journeys(np.repeat([0, 1], 15_000), steps, np.arange(30_000))
    assert (found.activities, len(found.edges)) == (30_000, 29_998)


def test_the_median_duration_has_its_interval() -> None:
    at = np.column_stack([np.zeros(100), np.arange(1, 101)]).ravel()
    middle = journeys(np.repeat(np.arange(100), 2), [0, 1] * 100, at).durations.median
    assert (middle.value, middle.low, middle.high, middle.n) == (50.5, 40, 61, 100)


def test_the_interval_of_a_median_covers() -> None:
    from troth.stats.journey.middle import median

    chance = np.random.default_rng(4)
    drawn = chance.exponential(1.0, (1500, 41))
    held = [one.low <= np.log(2) <= one.high for one in map(median, drawn) if one.low and one.high]
    # 41 values: the exact coverage is .9725, so 1,500 draws lie within 3 x .0042 of it
    assert np.mean(held) == pytest.approx(0.9725, abs=0.0127)


@pytest.mark.parametrize(
    ("case", "step", "at", "says"),
    [
        ([], [], [], "There are no events"),
        ([1, 2], ["a"], [0, 1], "case has 2, step has 1, at has 2"),
        ([1, 2], ["a", "b"], [0, float("nan")], "at[1] is nan: every event needs a time"),
        ([1, 2], ["a", "b"], [0, None], "at[1] is missing: every event needs a time"),
        ([1], ["a"], np.array(["NaT"], "M8[s]"), "at[0] is NaT: every event needs a time"),
        ([1, 2], ["a", "b"], [float("inf"), 1.0], "at[0] is inf"),
        ([1, 2], ["a", "b"], [START, START.replace(tzinfo=UTC)], "at[1] has a time zone"),
        ([1, 2], ["a", "b"], [START.replace(tzinfo=UTC), START], "at[1] has no time zone"),
        ([1, 2], ["a", "b"], [START, 5.0], "at[1] is 5.0, which is no time"),
        ([1], ["a"], ["2026-01-01"], "at[0] is '2026-01-01', which is no time"),
        ([1], ["a"], np.array(["2026-01-01"]), "at[0] is 2026-01-01, which is no time"),
        ([1], ["a"], [True], "at[0] is True, which is no time"),
        ([1], ["a"], [10**30], "beyond all time"),
        ([1], ["a"], [2**63 - 1], "beyond all time"),
        ([1], ["a"], [1e300], "beyond all time"),
        ([1], ["a"], 5, "at has to be one column of times, not 5"),
        ([1], ["a"], [[0, 1]], "which is no time"),
        ([1], ["a"], np.zeros((1, 2)), "at has to be one column of times; it has 2 dimensions"),
        ([float("nan"), 1], ["a", "b"], [0, 1], "case[0] is nan, which is no id"),
        ([1, 2], ["a", ["b"]], [0, 1], "step[1] is ['b'], which is no id"),
        ([1, 2], ["a", (1, [2])], [0, 1], "step[1] is (1, [2]), which is no id"),
        (np.zeros((2, 2)), ["a", "b"], [0, 1], "case has to be one column of ids"),
        (5, ["a"], [0], "case has to be one column of ids, not 5"),
        ("ab", ["a", "b"], [0, 1], "case has to be one column of ids, not 'ab'"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    case: Any, step: Any, at: Any, says: str
) -> None:
    with pytest.raises(NumbersError) as fault:
        journeys(case, step, at)
    assert says in str(fault.value)


@pytest.mark.parametrize("options", [{"order": [1.0]}, {"resource": ["a"]}, {"level": 1.0}])
def test_other_columns_and_the_level_are_checked(options: dict[str, Any]) -> None:
    with pytest.raises(NumbersError):
        journeys([1, 2], ["a", "b"], [0, 1], **options)


def test_totals_read_as_numbers_and_tables_as_rows() -> None:
    seen = journeys([1, 1, 1, 1], ["a", "a", "b", "a"], [0, 1, 2, 3], ["x", "y", "y", "x"])
    assert seen.handoffs is not None
    assert int(seen.handoffs) == seen.handoffs.total == sum(row.count for row in seen.handoffs) == 2
    assert int(seen.loops) == 1
    assert [loop.step for loop in seen.loops] == ["a"]
    assert (len(seen.handoffs), len(seen.loops)) == (2, 1)

"""XES: a public log in full, nested attributes, broken and hostile files."""

from __future__ import annotations

import gzip
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.extend.source import Draft, Frame, Opened, Reject, open_bytes, open_file
from troth.sources import process_log, xes_log

EVENTS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "events"
real = pytest.mark.skipif(not EVENTS.exists(), reason=f"the event logs are not at {EVENTS}")


def taken(opened: Opened) -> tuple[list[Draft], list[Reject]]:
    items = list(xes_log.read(opened))
    drafts = [draft for item in items if isinstance(item, Frame) for draft in item.drafts()]
    return drafts, [item for item in items if isinstance(item, Reject)]


def read(text: str | bytes, name: str = "log.xes") -> tuple[list[Draft], list[Reject]]:
    return taken(open_bytes(name, text.encode() if isinstance(text, str) else text))


def event(activity: str, at: str = "2026-03-02T09:00:00.000+01:00", more: str = "") -> str:
    return (
        f'<event><string key="concept:name" value={quoteattr(activity)}/>'
        f'<date key="time:timestamp" value="{at}"/>{more}</event>\n'
    )


def log(*traces: str) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n' + "".join(traces)


def trace(case: str, *events: str) -> str:
    named = f'<string key="concept:name" value={quoteattr(case)}/>'
    return f"<trace>{named}{''.join(events)}</trace>\n"


@real
def test_the_repair_log_goes_in_whole() -> None:
    opened = open_file(EVENTS / "eventlog_repair_example.xes.gz")
    assert xes_log.recognises(opened) == 1
    drafts, rejects = taken(opened)
    assert rejects == []
    assert len(drafts) == 11_855
    assert len({draft.thread for draft in drafts}) == 1_104
    assert len({draft.key for draft in drafts}) == 11_855
    assert drafts[1].fields == {
        "activity": "Analyze Defect",
        "resource": "Tester3",
        "status": "start",
    }
    assert drafts[1].at_us == 127_380_000_000
    assert drafts[1].extra == {"case:description": "Simulated process instance"}
    rows = [draft.origin.row or 0 for draft in drafts]
    assert rows == sorted(rows)


@real
def test_a_log_cut_anywhere_keeps_what_stood_before() -> None:
    packed = (EVENTS / "eventlog_repair_example.xes.gz").read_bytes()
    whole = gzip.decompress(packed)
    cut = len(whole) // 3
    drafts, rejects = read(whole[:cut])
    assert len(drafts) == whole[:cut].count(b"</event>")
    assert len(rejects) == 1
    assert "XML is broken" in rejects[0].says
    drafts, rejects = read(packed[: len(packed) // 2], "log.xes.gz")
    assert len(drafts) > 3_000
    assert rejects[-1].says == "The packed file ends before its content does."


def test_a_table_and_an_xes_of_one_log_are_the_same_steps() -> None:
    drafts, _ = read(log(trace("7", event("open"), event("open"), event("a:b")), "</log>"))
    table = (
        b"case:concept:name,concept:name,time:timestamp\n"
        b"7,open,2026-03-02T09:00:00+01:00\n7,open,2026-03-02T09:00:00+01:00\n"
        b"7,a:b,2026-03-02T09:00:00+01:00\n"
    )
    frames = list(process_log.read(open_bytes("log.csv", table)))
    assert isinstance(frames[0], Frame)
    assert [draft.key for draft in drafts] == frames[0].columns["key"]
    assert xes_log.CARD.system == process_log.CARD.system


def test_attributes_of_the_case_and_nested_ones_are_kept() -> None:
    nested = (
        '<string key="a" value="x"><int key="b" value="1"/></string>'
        '<list key="l"><values><string key="k" value="1"/><string key="k" value="2"/></values></list>'
        '<string key="org:group" value="desk"/><string key="a" value="y"/>'
    )
    given_ = log(
        '<extension name="Time" prefix="time" uri="http://x.example/time"/>'
        '<global scope="event"><string key="concept:name" value="__INVALID__"/></global>'
        '<classifier name="Activity" keys="concept:name"/><string key="source" value="made up"/>',
        '<trace><string key="concept:name" value="NA"/><string key="kind" value="new"/>',
        event("open", more=nested),
        "</trace></log>",
    )
    drafts, rejects = read(given_)
    assert rejects == []
    assert drafts[0].thread == "NA"
    assert drafts[0].fields == {"activity": "open", "resource": "desk"}
    assert drafts[0].extra == {
        "case:kind": "new",
        "a": "x",
        "a/b": "1",
        "l/k": "1",
        "l/k (2)": "2",
        "org:group": "desk",
        "a (2)": "y",
    }


def test_events_without_time_or_activity_are_set_aside_with_their_line() -> None:
    bad = (
        '<event><string key="concept:name" value="open"/></event>\n'
        '<event><date key="time:timestamp" value="2026-03-02"/></event>\n'
    )
    drafts, rejects = read(log(trace("7", event("open"), bad, event("shut", "soon")), "</log>"))
    assert len(drafts) == 1
    assert [reject.origin.row for reject in rejects] == [4, 5, 6]
    assert "names no time" in rejects[0].says
    assert "names no activity" in rejects[1].says
    assert "“soon”, which is no date" in rejects[2].says


def test_a_trace_without_a_name_and_an_event_without_a_trace_go_in() -> None:
    drafts, rejects = read(log("<trace>", event("open"), "</trace>", event("alone"), "</log>"))
    assert rejects == []
    assert [draft.thread for draft in drafts] == ["trace 1", None]


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE log SYSTEM "http://evil.example/x.dtd">',
        '<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_are_refused_and_never_expanded(start: str) -> None:
    text = f'<?xml version="1.0"?>{start}<log xes.version="1.0"><trace>&b;</trace></log>'
    drafts, rejects = read(text)
    assert drafts == []
    assert len(rejects) == 1
    assert "DOCTYPE" in rejects[0].says


def test_hostile_events_are_set_aside_and_the_rest_read() -> None:
    deep = '<list key="d">' * 5_000 + '<string key="s" value="x"/>' + "</list>" * 5_000
    many = "".join(f'<string key="k{at}" value="x"/>' for at in range(6_000))
    odd = "<event><event/><trace/></event><other><event/></other>"
    drafts, rejects = read(
        log(trace("7", event("a", more=deep), event("b", more=many), odd, event("c")), "</log>")
    )
    assert [draft.fields["activity"] for draft in drafts] == ["c"]
    assert [reject.says.split("<")[0][:30] for reject in rejects] == [
        "The event nests its attributes",
        "The event has more than 5,000 ",
        "The event names no time (time:",
    ]


def test_one_long_trace_is_not_held_until_its_end() -> None:
    drafts, rejects = read(log(trace("7", *(event(f"step {n}") for n in range(45_000))), "</log>"))
    assert (len(drafts), rejects) == (45_000, [])
    assert drafts[-1].fields["activity"] == "step 44999"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("<trace>", "</trace>", "<event>", "</event>", "<log>", "</log>", "<x>", "</x>"),
                '<string key="concept:name" value="a"/>',
                '<date key="time:timestamp" value="2026-03-02"/>',
                '<string value="no key">',
                "</string>",
                "<list/>",
                "text & \0",
                "&amp;",
                "<!-- -->",
                "<![CDATA[x]]>",
                "é",
            ]
        ),
        max_size=30,
    )
)
def test_any_heap_of_tags_is_read_or_set_aside(tags: list[str]) -> None:
    for text in ("".join(tags), log(*tags), log(*tags, "</log>")):
        opened = open_bytes("log.xes", text.encode())
        assert 0 <= xes_log.recognises(opened) <= 1
        drafts, rejects = taken(opened)
        for draft in drafts:
            assert draft.fields["activity"]
        assert all(reject.says and reject.advice for reject in rejects)

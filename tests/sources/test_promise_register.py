"""Registers of promises in YAML, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.extend.source import Draft, Frame, Opened, Reject, open_bytes
from troth.sources import promise_register

CHANGED_US = 1_772_442_123_000_000


def opened(text: str, name: str) -> Opened:
    return open_bytes(name, text.encode(), modified_us=CHANGED_US)


def read(text: str, name: str) -> tuple[list[Draft], list[Reject]]:
    items = list(promise_register.read(opened(text, name)))
    drafts = [draft for item in items if isinstance(item, Frame) for draft in item.drafts()]
    return drafts, [item for item in items if isinstance(item, Reject)]


PROMISES = [
    {
        "promise": "We will answer every mail within a day.",
        "status": "kept",
        "date": "2026-03-02",
        "due": "2026-06-30",
        "update": "Done: see the report, it is here.",
        "citations": ["https://acme.example/launch", "https://acme.example/two"],
    },
    {"promise": "We will: never sell # your data.", "status": "in progress", "date": "2026-03-03"},
]


def as_csv(records: list[dict[str, object]]) -> str:
    held = io.StringIO()
    names = list(dict.fromkeys(name for each in records for name in each))
    writer = csv.DictWriter(held, names)
    writer.writeheader()
    writer.writerows(records)
    return held.getvalue()


def as_yaml(records: list[dict[str, object]], start: str = "") -> str:
    """Every text in double quotes, which is what JSON and YAML share."""
    lines = [start] if start else []
    for each in records:
        mark = "- "
        for name, value in each.items():
            if isinstance(value, list):
                lines.append(f"{mark}{name}:")
                lines += [f"    - {json.dumps(one)}" for one in value]
            else:
                lines.append(f"{mark}{name}: {json.dumps(value)}")
            mark = "  "
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("promises.json", json.dumps(PROMISES)),
        ("promises.jsonl", "\n".join(map(json.dumps, PROMISES))),
        ("promises.json", json.dumps({"promises": PROMISES}, indent=1)),
        ("promises.csv", as_csv(PROMISES)),
        ("promises.yml", as_yaml(PROMISES)),
        ("promises.yaml", "\ufeff" + as_yaml(PROMISES, "---\npromises:")),
        ("promises.yml", as_yaml([dict(reversed(each.items())) for each in PROMISES])),
    ],
)
def test_one_register_is_the_same_in_every_form(name: str, text: str) -> None:
    assert promise_register.recognises(opened(text, name)) >= 0.97
    drafts, rejects = read(text, name)
    assert rejects == []
    assert [draft.fields["text"] for draft in drafts] == [each["promise"] for each in PROMISES]
    assert [draft.at_us for draft in drafts] == [1_772_409_600_000_000, 1_772_496_000_000_000]
    assert {draft.precision for draft in drafts} == {"day"}
    assert drafts[0].extra["status"] == "kept"
    assert drafts[0].extra["due"] == "2026-06-30"
    assert "acme.example/two" in drafts[0].extra["citations"]
    assert [draft.key for draft in drafts] == [each["promise"] for each in PROMISES]


def test_a_promise_is_cited_at_its_line() -> None:
    drafts, _ = read("# ours\n\n- promise: One day.\n  status: open\n\n- promise: Two.\n", "p.yml")
    assert [draft.origin.row for draft in drafts] == [3, 6]


def test_a_new_status_leaves_the_key_and_an_id_goes_before_words() -> None:
    (one,), _ = read("- promise: We will.\n  status: open\n", "p.yml")
    (two,), _ = read("- promise: We will.\n  status: kept\n", "p.yml")
    assert one.key == two.key == "We will."
    (three,), _ = read("a-7:\n  promise: We will.\n  status: kept\n", "p.yml")
    assert three.key == "a-7"
    assert three.at_us == CHANGED_US - CHANGED_US % 86_400_000_000


def test_promises_without_words_and_items_that_are_none_are_set_aside() -> None:
    drafts, rejects = read("- promise:\n  status: open\n- just words\n- promise: Yes.\n", "p.yml")
    assert [draft.fields["text"] for draft in drafts] == ["Yes."]
    assert sorted(reject.says[:11] for reject in rejects) == ["The item is", "The promise"]


@pytest.mark.parametrize(
    "text",
    [
        "- promise: &a We will.\n  status: *a\n",
        "- promise: !!python/object:os.system x\n  status: open\n",
        "- {promise: We will, status: open}\n",
        "- promise: We will.\n  status: open\n  <<: x\n",
        "- promise: We will.\n\tstatus: open\n",
        "- promise: We will.\n  status: open\n---\n- promise: two\n  status: open\n",
        "- promise: 'open\n  status: open\n",
        "- promise: We will.\n  promise: We won't.\n  status: open\n",
    ],
)
def test_yaml_that_is_more_than_lists_and_text_is_set_aside_whole(text: str) -> None:
    drafts, rejects = read(text, "p.yml")
    assert drafts == []
    assert len(rejects) == 1
    assert rejects[0].origin.row is not None
    assert "JSON or CSV" in rejects[0].advice


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "at,direction,author,text,status\n"),
        ("a.yml", "version: 2\nupdates:\n  - package-ecosystem: npm\n"),
        ("a.yml", "on: push\njobs:\n  build:\n    steps: []\n"),
        ("a.csv", "id,title,status,due\n7,Mend the door,open,2026-03-02\n"),
    ],
)
def test_other_lists_are_no_registers(name: str, text: str) -> None:
    assert promise_register.recognises(opened(text, name)) == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("\ud800\0"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.dictionaries(st.sampled_from([*PROMISES[0], "id", "owner", "url"]), JSON), max_size=5
    ),
    st.booleans(),
)
def test_values_of_any_shape_never_raise(changed: list[dict[str, object]], page: bool) -> None:
    listed = [PROMISES[0], *(PROMISES[1] | each for each in changed)]
    text = json.dumps({"promises": listed} if page else listed)
    drafts, rejects = read(text, "p.json")
    assert promise_register.recognises(opened(text, "p.json")) > 0
    whole = any(reject.origin.row is None for reject in rejects)
    assert whole or len(drafts) + len(rejects) == len(listed)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["- ", "  ", "promise: ", "status: x", "a:", "\n", "\n  ", "'", '"', "|\n", "[", "]"]
        )
        | st.text(max_size=4),
        max_size=25,
    ).map("".join)
)
def test_any_text_called_yaml_never_raises(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    it = open_bytes("p.yml", data, modified_us=CHANGED_US)
    assert 0 <= promise_register.recognises(it) <= 1
    list(promise_register.read(it))

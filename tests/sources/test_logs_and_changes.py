"""Each of these files is known by its own source, and none of these sources claims another's."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from troth import registry
from troth.extend.source import Opened, Sample, open_bytes, open_file
from troth.model.example import Sample as Shown

OURS = ("process-log", "xes-log", "changelog", "document-versions", "promise-register")
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
SHELF = {name: registry.load("sources", name) for name in registry.extensions("sources")}
SAMPLES = [
    (name, sample)
    for name, source in SHELF.items()
    for sample in source.EXAMPLES
    if isinstance(sample, Shown)
]
MADE = {
    "process-log": [
        (
            "a.csv",
            "\ufeffRESOURCE,Activity,CASE ID,Colour,Complete Timestamp\r\nx,y,z,red,2026-03-02\r\n",
        ),
        ("a.jsonl", '{"case_id": "7", "activity": "call", "timestamp": "2026-03-02T09:00:00Z"}\n'),
    ],
    "xes-log": [("a.xml", '<?xml version="1.0"?>\n<log xes.version="1.0"></log>')],
    "changelog": [
        ("CHANGES.txt", "1.0.0 (2024-01-01)\n==================\n\n* x\n"),
        ("r.json", '{"releases": [{"tag_name": "v1", "draft": false, "body": "", "name": ""}]}'),
    ],
    "document-versions": [
        (
            "a.json",
            '[{"text": "x", "Recorded": 1, "recorded_at": "2026-03-02", "document": "Terms", "service": "a"}]',
        )
    ],
    "promise-register": [
        ("a.csv", "\ufeffSTATUS;Promise;Other\r\nopen;We will.;x\r\n"),
        ("a.yaml", "promises:\n  - promise: We will.\n    status: open\n"),
    ],
}


def opened(name: str, text: str) -> Opened:
    return open_bytes(name, text.encode(), modified_us=1_772_438_400_000_000)


def best(it: Opened) -> str:
    scores = {name: float(source.recognises(it)) for name, source in SHELF.items()}
    return max(scores, key=lambda name: (scores[name], name))


@pytest.mark.parametrize(("name", "sample"), SAMPLES, ids=lambda each: getattr(each, "name", each))
def test_a_sample_of_any_source_is_not_taken_by_ours(name: str, sample: Sample) -> None:
    it = opened(sample.name, sample.text)
    claims = {each: SHELF[each].recognises(it) for each in OURS if SHELF[each].recognises(it)}
    if name in OURS:
        assert best(it) == name
    claims.pop(name, None)
    assert all(score <= SHELF[name].recognises(it) for score in claims.values()), claims
    assert all(score < 0.9 for score in claims.values()), claims


@pytest.mark.parametrize(
    ("name", "file", "text"),
    [(name, file, text) for name, made in MADE.items() for file, text in made],
    ids=lambda each: str(each)[:20],
)
def test_each_file_of_ours_is_known_by_its_own(name: str, file: str, text: str) -> None:
    it = opened(file, text)
    assert best(it) == name
    assert SHELF[name].recognises(it) >= 0.95


@pytest.mark.skipif(not SHARED.exists(), reason=f"the real data is not at {SHARED}")
@pytest.mark.parametrize("folder", ["events", "care", "terms"])
def test_real_files_are_claimed_by_their_kind_only(folder: str) -> None:
    for file in sorted((SHARED / folder).iterdir()):
        it = open_file(file)
        claims = {name for name in OURS if SHELF[name].recognises(it)}
        if "eventlog" in file.name:
            assert claims == ({"xes-log"} if ".xes" in file.name else {"process-log"}), file.name
        elif folder == "terms":
            assert claims == {"document-versions"}
        else:
            assert claims == set(), file.name


@pytest.mark.parametrize("name", OURS)
def test_samples_give_what_they_say(name: str) -> None:
    source: ModuleType = SHELF[name]
    assert any(sample.sets_aside for sample in source.EXAMPLES)
    for sample in source.EXAMPLES:
        items = list(source.read(opened(sample.name, sample.text)))
        rejects = [item for item in items if type(item).__name__ == "Reject"]
        given = sum(len(item) if type(item).__name__ == "Frame" else 1 for item in items) - len(
            rejects
        )
        assert (given, len(rejects)) == (sample.gives, sample.sets_aside)
        assert sample.says is None or any(sample.says in reject.says for reject in rejects)

"""Made by rule: hypothesis writes inputs of a family out of its samples and of words that bite."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from fuzz.families import FAMILIES, Family
from fuzz.faults import Faults

VALUE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(
        ["\0", "\ud83d", "9" * 400, "-", "1772442000", "2026-03-02", "x" * 5000, -1, 10**20]
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)


def run(name: str, seconds: float, kept: Path) -> None:
    """Tries inputs of one family for so long, a thousand at a time."""
    family, faults = FAMILIES[name], Faults(kept, name)
    faults.warm(family)
    until, round_ = time.monotonic() + seconds, random.SystemRandom().randrange(1 << 32)
    print(f"{name}: first seed {round_}", flush=True)
    while time.monotonic() < until:
        round_ += 1

        @seed(round_)
        @settings(
            max_examples=1000,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(inputs(family))
        def some(data: bytes) -> None:
            if time.monotonic() < until:
                faults.tried(family, data)

        some()
    faults.tell(seconds)


def inputs(family: Family) -> st.SearchStrategy[bytes]:
    """Inputs of a family: edited samples, and where it is JSON samples with any value anywhere."""
    seeds = st.sampled_from(family.started())
    choice = st.binary(min_size=3, max_size=3)
    edited = st.builds(_edited, seeds, st.lists(_edit(family.words), min_size=1, max_size=8))
    shapes = [edited, st.builds(lambda head, whole: head + whole[3:], choice, edited)]
    if family.name in ("json", "zip"):
        shapes.append(st.builds(_placed, seeds, st.integers(0, 1 << 16), VALUE))
    return st.one_of(shapes)


def _edit(words: Sequence[bytes]) -> st.SearchStrategy[tuple[float, int, bytes, int]]:
    """Where (as a share of the whole), how many bytes go, what comes instead, how often."""
    new = st.sampled_from(list(words)) | st.binary(max_size=6) | st.text(max_size=6).map(str.encode)
    cut = st.sampled_from([0, 0, 1, 2, 8, 40, 4000])
    return st.tuples(st.floats(0, 1), cut, new, st.sampled_from([1, 1, 1, 2, 50]))


def _edited(whole: bytes, edits: Sequence[tuple[float, int, bytes, int]]) -> bytes:
    head, body = whole[:3], whole[3:]
    for where, cut, new, times in edits:
        at = int(where * len(body))
        body = body[:at] + (new * times)[:8000] + body[at + cut :]
    return head + body


def _placed(whole: bytes, at: int, value: object) -> bytes:
    """The sample with another value in place of one of its own."""
    from fuzz.families import NAME, PART

    parts = whole[3:].split(PART)
    which = at % len(parts)
    name, mark, content = parts[which].rpartition(NAME)
    try:
        held = json.loads(content)
    except ValueError:
        return whole
    places = list(_places(held))
    if places:
        inside, key = places[at % len(places)]
        inside[key] = value
    parts[which] = name + mark + json.dumps(held).encode()
    return whole[:3] + PART.join(parts)


def _places(value: object) -> list[tuple]:
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    found = []
    for key, inner in list(pairs):
        found += [(value, key), *_places(inner)]
    return found

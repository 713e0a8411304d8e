"""What is set aside comes back as it was, from memory and from the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from troth.acts import aside
from troth.acts.aside import Aside
from troth.model.origin import Origin, Span
from troth.model.reject import Reject


def test_all_of_it_is_kept_in_order_and_the_file_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aside, "SHOWN", 2)
    made = [
        Reject(Origin("a.csv", n, Span(1, n), "https://x"), "Größe\n\ud800\0", "says", "advice\n2")
        for n in range(1, 6)
    ]
    made.append(Reject(Origin("a.csv"), "", "", ""))
    path = tmp_path / "held"
    with Aside(path) as held:
        for each in made:
            held.add(each)
        assert path.exists()
        assert (held.count, held.shown) == (6, made[:2])
        assert list(held.all()) == made
        assert list(held.all()) == made
    assert not path.exists()


def test_a_few_need_no_file(tmp_path: Path) -> None:
    with Aside(tmp_path / "held") as held:
        held.add(Reject(Origin("a.csv"), "", "says", ""))
        assert not (tmp_path / "held").exists()
        assert len(list(held.all())) == 1

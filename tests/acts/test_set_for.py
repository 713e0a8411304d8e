"""A run is stale once what it read of the settings changed, and by nothing else in them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.acts.office import NOW, office
from troth.acts.run import lens_versions
from troth.acts.set_for import settings_mark
from troth.config import Settings, load_text
from troth.ledger import runs
from troth.ledger.runs import Run

PLAIN = Settings()
TOML = """
[calendar]
hours = "mon-fri 09:00-17:00"
holidays = ["2026-12-25", "2026-12-26", "2026-01-01", "2026-05-01", "2026-04-03"]

[costs]
winning = 3.5

[lens.silence]
days = 9
"""


@pytest.mark.parametrize(
    ("toml", "silence", "others"),
    [
        ("[lens.silence]\ndays = 9\n", True, False),
        ("[costs]\nwinning = 3.5\n", True, True),
        ("[notice]\nall = '30 days'\n", True, True),
        ("[calendar]\nhours = 'mon-fri 09:00-17:00'\n", True, True),
        ("company = 'Kestrel'\n[segments.shops]\nwhere = 'side = \"shop\"'\n", False, False),
    ],
)
def test_what_a_lens_reads_marks_it(toml: str, silence: bool, others: bool) -> None:
    settings = load_text(toml, Path("/nowhere"))
    assert bool(settings_mark(settings, "silence")) is silence
    assert bool(settings_mark(settings, "unanswered")) is others
    assert settings_mark(PLAIN, "silence") == ""


def test_the_mark_is_the_same_in_every_process() -> None:
    code = (
        "import sys; from pathlib import Path; from troth.config import load_text;"
        "from troth.acts.set_for import settings_mark as mark;"
        "print(mark(load_text(sys.argv[1], Path('/nowhere')), 'silence'))"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code, TOML], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == settings_mark(load_text(TOML, Path("/nowhere")), "silence")


def test_a_changed_option_makes_the_last_run_stale_and_nothing_else_does(tmp_path: Path) -> None:
    with office(tmp_path, []) as work:
        own = replace(work, settings=replace(work.settings, lenses={"silence": {"days": 9}}))
        with work.ledger.begin() as con:
            ahead = runs.horizon(con)
            begun = Run("", NOW, ahead.generation, ahead.last_entry, lenses=lens_versions(work))
            runs.seal(con, begun, ())
            assert not runs.stale(con, runs.horizon(con, lens_versions(work)))
            assert runs.stale(con, runs.horizon(con, lens_versions(own)))

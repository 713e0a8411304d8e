"""The answers to our yearly question, how likely somebody is to recommend us: one answer a row."""

from __future__ import annotations

from troth.demo.days import Days
from troth.demo.files import iso, table

SURVEY = "survey.csv"
QUESTION = "How likely are you to recommend Kestrel to a friend?"
COLUMNS = ("id", "collected_at", "field_label", "field_type", "value_number", "user_identifier")
ANSWERS: tuple[tuple[str, str, int], ...] = (
    ("34b 10:12", "barnabas.quill@postbox.example", 2),
    ("33b 11:40", "winnifred.sorrel@oldmail.example", 3),
    ("31b 09:25", "jemima.larkspur@mailcove.example", 2),
    ("30b 12:05", "tybalt.fenn@nightmail.example", 1),
    ("29b 14:30", "perdita.hawthorn@postbox.example", 3),
    ("28b 16:10", "augustus.pell@oldmail.example", 9),
    ("27b 10:45", "dorothea.lisle@mailcove.example", 10),
    ("26b 13:20", "ignatius.bell@postbox.example", 9),
    ("25b 15:35", "rafe.tansy@nightmail.example", 10),
    ("3b 11:15", "lettice.crowe@oldmail.example", 8),
    ("640m", "dorothea.lisle@mailcove.example", 9),
)
"""When somebody answered, who, and with how many of ten points."""


def survey(days: Days) -> dict[str, str]:
    """The file of all answers, in order of time."""
    rows = sorted((days.at(when), who, points) for when, who, points in ANSWERS)
    told = (
        (f"A-{nth}", iso(at_us), QUESTION, "nps", str(points), who)
        for nth, (at_us, who, points) in enumerate(rows, 1)
    )
    return {SURVEY: table(COLUMNS, told)}

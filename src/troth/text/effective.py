"""From which day does a text say that it applies?"""

from __future__ import annotations

import re
from datetime import date

from troth.patterns import later
from troth.text.ahead import MONTHS

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_DAY = rf"(?:{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}}))"
_DAY_FIRST = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH},? (?P<year>\d{{4}})"
_SAYS = (
    r"(?:effective(?: date| as of| from| on)?|(?:take|taking|come|enter|go|goes|comes|enters)s? (?:in)?to "
    r"(?:effect|force)(?: on| from)?|takes? effect(?: on| from)?|appl(?:y|ies) (?:from|as of)|valid (?:from|as of)"
    r"|in (?:force|effect) (?:from|as of|since)|become effective(?: on)?)"
)
_FOUND = [later(rf"\b{_SAYS}[\s:*_,|()“\"]{{0,12}}{day}", re.I) for day in (_DAY, _DAY_FIRST)]


def effective(text: str) -> date | None:
    """The day that the text names beside words such as "effective"; the first, None where none is."""
    first = min(
        (match for each in _FOUND if (match := each.search(text))),
        key=lambda match: match.start(),
        default=None,
    )
    return None if first is None else _date(first)


def _date(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    try:
        if parts.get("iso"):
            return date.fromisoformat(parts["iso"])
        return date(int(parts["year"]), MONTHS[parts["month"].lower()], int(parts["day"]))
    except ValueError:
        return None

"""The phrases of deadlines: what each kind looks like, and which reading it gets."""

from __future__ import annotations

import re

from troth.patterns import later
from troth.text import deadline
from troth.text.ahead import MONTHS, WEEKDAYS
from troth.text.deadline import Reading

_MONTH = "|".join(MONTHS)
_MONTH_NAME = "|".join(name.title() for name in MONTHS if len(name) > 3 or name == "may")
_DAY = "|".join(WEEKDAYS)
_NUMBER = (
    r"\d{1,4}|twenty[- ]four|forty[- ]eight|seventy[- ]two|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety|half an?"
    r"|a couple of|couple of|an?"
)
_UNIT = (
    r"(?P<unit>(?:(?:business|working|work|week|office|bank)[ -]?)?(?:minutes?|mins?|hours?|hrs?|h"
    r"|days?)|weeks?|months?|years?|fortnight|quarters?)\b(?: or (?P<two>two))?"
)
_N = (
    rf"(?P<n>{_NUMBER})(?: ?\(\d+\))?(?: ?(?:-|–|to|or|and) ?(?P<most>{_NUMBER}))?[ -]?"
    r"(?:full )?"
)
_PART = r"first thing|morning|noon|midday|lunchtime|afternoon|evening|night|midnight"
_CLOCK = (
    r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap]\.?m\b\.?)?(?! ?[-/%\d])"
    r"|(?P<noon>noon|midday|midnight|lunchtime))"
)
_AT = rf"(?:,? (?:at|by|before|around|until) (?:about |the latest )?{_CLOCK})?"
_LEAD = (
    r"(?:(?P<lead>by|before|until|till?|no later than|not later than|on or before|on|at|from)"
    r"(?: (?:around|about|approximately|latest|the latest))? )"
)


_RULES: tuple[tuple[str, Reading], ...] = (
    (
        r"\b(?:within|inside|in|up to|under|no more than|no later than|not later than|less than"
        r"|at most|takes?|allow)(?: (?:under|less than|about|around|approximately|up to"
        r"|as little as|a maximum of|maximum|at most|another|the next|the coming|the following"
        rf"|next|no more than))? {_N}{_UNIT}(?: from (?:now|today))?",
        deadline.stretch,
    ),
    (
        rf"\b(?:in|within|over|during|for) (?:the )?(?:next|coming) (?:{_N})?{_UNIT}",
        deadline.stretch,
    ),
    (rf"\b(?:within|inside) the (?:same )?{_UNIT}", deadline.stretch),
    (rf"\b{_N}{_UNIT} from (?:now|today)", deadline.stretch),
    (
        rf"\b{_LEAD}?(?:later |first thing |sometime )?(?P<day>the day after tomorrow"
        r"|day after tomorrow|tomorrow|today|tonight|this (?=morning|noon|afternoon|evening))"
        rf"(?:['’]s)?(?: ?(?:in the )?(?P<part>{_PART}))?{_AT}\b",
        deadline.near_day,
    ),
    (
        rf"\b{_LEAD}?(?:(?P<which>this|next|coming) )?(?P<day>{_DAY})\b"
        rf"(?:['’]s)?(?: (?P<part>{_PART}))?{_AT}",
        deadline.named_day,
    ),
    (
        r"\b(?:(?:by|before|until|till?|at|through|for|on|no later than) )?(?:the )?"
        r"(?:very )?(?:end|close|rest|remainder) of (?:the |this |our )?(?:close of )?"
        rf"(?P<what>(?:next )?(?:(?:business|working) )?(?:day|week|month|quarter|year)"
        rf"|today|tomorrow|play|business(?: (?:today|tomorrow|{_DAY}))?|(?:next )?(?:{_DAY}|{_MONTH}))\b",
        deadline.end_of,
    ),
    (
        rf"\b(?:by |before |until )?(?:the )?(?P<short>eod|cob|eow|eom|eoq|eoy)"
        rf"(?: (?:on )?(?P<of>today|tomorrow|{_DAY}))?\b",
        deadline.shorthand,
    ),
    (
        r"\b(?:by |before |until |during |on |over )?(?P<early>early |late |later |sometime )?"
        r"(?:the )?(?P<which>this|next|coming) (?P<what>weekend|week|month|quarter|year"
        r"|(?:business|working) day)\b(?!['’]s|\s+day)",
        deadline.span_ahead,
    ),
    (
        rf"\b{_LEAD}?(?:(?:{_DAY}),? (?:the )?)?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? "
        rf"(?P<month>{_MONTH})\b\.?(?:,? (?P<year>20\d\d))?{_AT}",
        deadline.calendar_date,
    ),
    (
        rf"\b{_LEAD}?(?:(?:{_DAY}),? )?(?P<month>{_MONTH})\b\.? (?:the )?"
        rf"(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>20\d\d))?{_AT}",
        deadline.calendar_date,
    ),
    (
        rf"\b{_LEAD}?(?:(?P<iso>20\d\d-\d\d-\d\d)(?:T\d\d:\d\d\S*)?"
        rf"|(?P<plain>\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d))\b{_AT}",
        deadline.figures,
    ),
    (
        rf"\b(?P<lead>by|before|until|on|no later than) the (?P<number>\d{{1,2}})(?:st|nd|rd|th)\b"
        rf"(?! of| (?:{_MONTH}|time|floor)){_AT}",
        deadline.nth_day,
    ),
    (
        r"\b(?P<lead>in|by|before|during|until|till?|no later than) (?:early |late |mid[- ])?"
        rf"(?P<month>(?-i:{_MONTH_NAME}))\b(?! \d\d?\b)(?:,? (?P<year>20\d\d))?",
        deadline.named_month,
    ),
    (
        r"\b(?:by|before|until|at|no later than|not later than) "
        rf"(?=\d{{1,2}}(?::\d\d| ?[ap]\.?m)|noon|midday|midnight){_CLOCK}"
        rf"(?: (?:on )?(?P<of>today|tomorrow|{_DAY})\b)?",
        deadline.time_of_day,
    ),
)
GRAMMAR: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (later(pattern, re.I), reading) for pattern, reading in _RULES
)
TRIGGER = later(
    r"\d|day|week|month|quarter|year|hour|minute|\bmins?\b|tonight|tomorrow|fortnight|noon"
    rf"|\b(?:{_DAY}|{_MONTH}|eod|eow|eom|eoq|eoy|cob)\b|morning|evening|midnight|close of",
    re.I,
)
"""A cheap look that rules out most texts before the grammar is tried."""

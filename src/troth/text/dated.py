"""Does a sentence name a day, a stretch of time, a share or a version: something one can be late for?"""

from __future__ import annotations

import re

from troth.patterns import later
from troth.text.quantities import COUNT

_WHEN = later(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
    r"|(?:jan(?:uary)?|feb(?:ruary)?|march|april|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)\b|(?:in|by|until|from|before|after|during) may\b|may \d|20\d\d\b|q[1-4]\b|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|today|tonight|tomorrow|this (?:morning|afternoon|evening|week|month|quarter|year)|next (?:week|month|quarter|year|summer|spring|autumn|winter|billing)"
    rf"|{COUNT}(?: ?\(\w+\))?(?: ?(?:-|–|to|or) ?\d+)?[- ]+(?:more )?(?:(?:business|working|calendar|office)[- ])?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|percent)"
    r"|within (?:the|an?) (?:hour|day|week|month|year)|(?:end|start|beginning|close) of (?:the|this|next) (?:day|week|month|quarter|year|business)"
    r"|\d+(?:\.\d+)?\s?%|v?\d+\.\d+|same[- ]day|next[- ]day|24/7|immediately|right away|already|eod|daily|weekly|monthly|hourly|every (?:day|week|month|hour))",
    re.I,
)


def dated(words: str) -> bool:
    """Whether it names when, how much, or in which version."""
    return _WHEN.search(words) is not None

"""When is it open, and how long is "two business days"? All that troth knows of dates and hours.

`Calendar` holds a zone, opening times and holidays; `Calendars` which of them is valid for a
side or a brand. Not set means: every hour counts, in UTC, and sentences can say so.
"""

from troth.calendar.calendar import UNITS, Calendar, Unit
from troth.calendar.calendars import Calendars

__all__ = ["UNITS", "Calendar", "Calendars", "Unit"]

"""The company's papers, what is planted in them, and the promises it confirms."""

from __future__ import annotations

import re
from datetime import time, timedelta
from email.utils import format_datetime
from importlib.resources import files

from troth.demo.days import Days, local, moment
from troth.demo.scenes import STAFF
from troth.demo.world import BRAND, COMPANY, DOMAIN, ZONE, Plant, PlantKind, Pledge, Side

MAILED = re.compile(r"\{mail:([^}]+)\}")

FACELESS = {
    "strategy.md": "a strategy that knows only customers and segments",
    "plan-spring.md": "a plan that knows only customers, users and merchants",
    "quarterly-review-second.md": "a quarterly review without a single person",
    "roadmap.md": "a roadmap for users and enterprise customers",
    "agenda-monday.md": "an agenda about funnels and segments",
    "plan-busy-brenda.md": "its only face is an invented persona",
}
FACED = {
    "launch-mail.md": "a launch mail full of “customers”: not where plans are made",
    "pricing.html": "a price page",
    "terms.md": "terms",
    "quarterly-review-third.md": "names real customers and what they said",
    "roadmap-couriers.md": "quotes a courier by name",
    "technical-note-routing.md": "speaks of no customers",
    "support-handbook.md": "a handbook, no plan",
}
UNBACKED = {
    "every plan includes 24/7 support": ("launch-mail.md", "we promise weekdays, 9 to 17"),
    "Delivered in 30 minutes, always": ("pricing.html", "no promise of its kind"),
    "We never lose a parcel": ("about-us.md", "no promise of its kind"),
    "Couriers are paid the same day, every day": ("riding-with-us.md", "we promise Fridays"),
    "Every delivery is insured up to £5,000": ("for-shops.md", "we promise £500"),
    "We answer every message within ten minutes": ("questions.md", "we promise a business day"),
}
BACKED = {
    "we answer every message within one business day": ("launch-mail.md", "a promise backs it"),
    "A refund is paid within 48 hours": ("pricing.html", "a promise backs it"),
    "All tips go to the courier in full": ("riding-with-us.md", "backed, in other words"),
    "They are always on time, every single time": ("about-us.md", "a customer's words, quoted"),
    "our new bag is the nicest thing we have made": ("about-us.md", "an opinion"),
    "Last year our couriers carried 61,240 parcels": ("about-us.md", "a fact of the past"),
}
README = """\
# An invented company

Kestrel Couriers does not exist. Everything in this folder was made up by `troth demo`: the town,
the shops, the people and their addresses, all of which end in `.example`.

- `messages.csv`: what people wrote to the help desk, and what the company answered
- `mailbox.mbox`: the shared mailbox
- `orders.csv`: what was bought, by whom and when
- `changes.csv`, `till-changelog.md`: what was announced, and what was released
- `incidents.json`, `usage.csv`, `subscriptions.csv`: outages, what shops use, their contracts
- `contacts.csv`: who belongs to which shop
- `survey.csv`: how likely people are to recommend the company, and why
- `depot-book.csv`: repairs and claims at the depot, step by step
- `documents/`: what the company says, and plans
- `troth.toml`: opening hours, and who belongs to the company
"""
WRITTEN = {
    "terms.md": 420,
    "terms-shops.md": 300,
    "terms-couriers.md": 300,
    "support-handbook.md": 300,
    "about-us.md": 400,
    "strategy.md": 90,
}
LATELY = 21
"""Days ago a paper was written; those that are not named were written lately."""
TOLERANCE = "Priya Raman, head of support"


def papers(days: Days) -> dict[str, str]:
    """Every document by its path, with the days it speaks of written out."""
    folder = files("troth.demo") / "texts" / "papers"
    found = {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir()}
    texts = {
        f"documents/{name}": _written(name, _dated(found[name], days), days)
        for name in sorted(found)
    }
    return {"README.md": README, "troth.toml": settings(days), **texts}


def _written(name: str, text: str, days: Days) -> str:
    """A paper whose front matter says on which day it was written."""
    day = days.today - timedelta(WRITTEN.get(name, LATELY))
    return (
        text.replace("---\n", f"---\ndate: {day.isoformat()}\n", 1)
        if text.startswith("---\n")
        else text
    )


def _dated(text: str, days: Days) -> str:
    def mailed(match: re.Match[str]) -> str:
        return format_datetime(local(moment(days.day(match[1]), time(16, 20))))

    return days.words(MAILED.sub(mailed, text))


def planted() -> tuple[Plant, ...]:
    """The plants and near misses of the lenses that read documents."""
    whole = [
        *(Plant("faceless", "plant", None, f"documents/{n}", w) for n, w in FACELESS.items()),
        *(Plant("faceless", "near miss", None, f"documents/{n}", w) for n, w in FACED.items()),
    ]
    claims = [
        *(_claim("plant", words, *where) for words, where in UNBACKED.items()),
        *(_claim("near miss", words, *where) for words, where in BACKED.items()),
    ]
    return (*whole, *claims)


def _claim(kind: PlantKind, words: str, name: str, why: str) -> Plant:
    return Plant("unbacked-claim", kind, None, f"documents/{name}", why, words)


def pledges(days: Days) -> tuple[Pledge, ...]:
    """Fourteen promises, with owner and test, in the words of the terms and of one notice."""
    friday = days.today + timedelta((4 - days.today.weekday()) % 7 or 7)
    support, depot, shops = (STAFF[name].name for name in ("priya", "ola", "tom"))
    notice = "documents/notice-sunday-rounds.md"
    sunday, warm = days.today + timedelta(45), days.today + timedelta(60)
    review = moment(days.today + timedelta(90), time(17))
    return (
        _tested("We answer every message within one business day.", support, _FIRST),
        _tested("A complaint is closed within five business days.", support, _CLOSED),
        _tested("What we promise with a date, we keep by that date.", support, _KEPT),
        _dated_pledge("Our help desk is staffed on weekdays from 9 to 17.", support, review),
        _dated_pledge("Orders placed before 16:00 are collected the same day.", depot, review),
        _dated_pledge(
            "A delivery that is late by more than an hour is free of charge.", depot, review
        ),
        _dated_pledge("Each delivery is insured up to £500.", shops, review),
        _dated_pledge("Refunds are paid within 48 hours.", support, review),
        _dated_pledge("Prices change with thirty days' notice.", shops, review),
        _dated_pledge(
            "Couriers are paid every Friday.", depot, moment(friday, time(17)), "courier"
        ),
        _dated_pledge("Tips go to the courier, whole.", depot, review, "courier"),
        _dated_pledge("Nobody is blocked before they have been heard.", support, review, "courier"),
        Pledge(
            days.words("Sunday rounds begin on {date:+45d}."),
            notice,
            depot,
            due_us=moment(sunday, time(17)),
        ),
        Pledge(
            days.words("The depot has a heated waiting room by {date:+60d}."),
            notice,
            depot,
            "courier",
            due_us=moment(warm, time(17)),
        ),
    )


_FIRST = "first-reply <= 1 business day for 95%"
_CLOSED = "resolution <= 5 business days for 90%"
_KEPT = "kept-by-due <= 0 days for 95%"


def _tested(words: str, owner: str, measure: str) -> Pledge:
    return Pledge(words, "documents/terms.md", owner, measure=measure, tolerance_by=TOLERANCE)


def _dated_pledge(words: str, owner: str, due_us: int, side: Side | None = None) -> Pledge:
    return Pledge(words, "documents/terms.md", owner, side, due_us=due_us)


SHOPS_TOO = """
# Shops are served as senders are: a few lenses read how glad or unhappy they sound.
[lens.unhappy]
sides = ["shop"]

[lens.happiest]
sides = ["shop"]
"""


def settings(days: Days) -> str:
    """The workspace's `troth.toml`: the company, its own people, and its opening hours."""
    years = range(days.today.year - 2, days.today.year + 2)
    closed = sorted(day for day in days.holidays if day.year in years)
    listed = "".join(f"  {day.isoformat()},\n" for day in closed)
    return (
        f"""\
# An invented company: every person and address in this folder is made up.
company = "{COMPANY}"
brands = ["{BRAND}"]
terms = ["Kestrel Plus", "Kestrel Express"]

[files."depot-book.csv"]
system = "depot"

[files."survey.csv"]
system = "survey"

[people]
staff = ["{DOMAIN}", "mx.{DOMAIN}"]

[calendar]
zone = "{ZONE}"
hours = "mon-fri 09:00-17:00"
# The bank holidays of England.
holidays = [
{listed}]

[calendar.sides.courier]
hours = "mon-sat 08:00-20:00"

# The shops' desk is closed for stock-taking on {days.stock_taking.isoformat()}.
[calendar.sides.shop]
holidays = [
{listed}  {days.stock_taking.isoformat()},
]
"""
        + SHOPS_TOO
    )

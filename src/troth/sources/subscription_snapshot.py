"""Who subscribed for how many months, and who had left, on the day a list was taken?

What it reads: a table with a customer's number, the months she has stayed, and whether she left
(the churn table of IBM's telephone company, and lists like it). Each row is a period that starts so
many whole months before the day of the list. Of those who left the end is that day, for such a list
says no more than that they left by then; the others have none. The months are rounded, so start and
end are true to a month. What was paid in all and what else a row says is kept beside.

The day of the list stands nowhere in it, and the date of a file is only the day of a copy. It is
taken from a column (as_of), from the file's name (churn_2026-03-01.csv), or from troth.toml.

How it is recognised: by a customer's number, a tenure and a churn column.

What it sets aside: the whole file where nothing says on which day it was taken, rows without a
number, and rows whose months or amounts are no numbers.

Source: the column names of IBM's sample data set "Telco customer churn".
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime

from troth.extend.chronicle import Row, Told, tell
from troth.extend.source import (
    Column,
    Frame,
    Introduction,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
    headers,
    recognise,
)

CARD = SourceCard(
    kinds=frozenset({"period"}),
    endings=(".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ""),
    system="subscriptions",
)

TABLE = Table(
    "period",
    (
        Column("customer", "customer_id customer", required=True),
        Column("months", "tenure tenure_months tenure_in_months months", "number", required=True),
        Column("left", "churn churn_label churned", "flag", required=True),
        Column("plan", "contract plan contract_type"),
        Column("amount", "monthly_charges monthly_charge monthly_price", "money"),
        Column("currency", "currency"),
        Column("as_of", "as_of snapshot_date report_date", "time"),
    ),
)

MONTHS_MOST = 1_200
_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")

EXAMPLES = (
    Sample(
        "churn_2026-03-01.csv",
        "customerID,tenure,Contract,MonthlyCharges,TotalCharges,Churn\n"
        "0001-ANA,12,One year,29.85,358.20,No\n"
        "0002-BO,0,Two year,20.00, ,No\n"
        "0003-CY,5,Month-to-month,70.70,351.10,Yes\n"
        "0004-DI,long,Month-to-month,70.70,351.10,Yes\n",
        gives=3,
        sets_aside=1,
        says='column "tenure" holds "long", which is no number',
        title="A list with its day in the file's name",
    ),
    Sample(
        "churn.csv",
        "customerID,tenure,Contract,MonthlyCharges,TotalCharges,Churn\n"
        "0001-ANA,12,One year,29.85,358.20,No\n",
        gives=0,
        sets_aside=1,
        says="Nothing says on which day",
        title="A list of no day",
    ),
)


def recognises(opened: Opened) -> float:
    """By a customer's number, a tenure and a churn column."""
    return 0.97 if recognise(TABLE, headers(opened), opened.reading.map) else 0.0


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """A period for each customer."""
    day = _day_of(opened)
    if day is None and not recognise(_DATED, headers(opened), opened.reading.map):
        yield opened.reject(
            "Nothing says on which day this list of subscriptions was taken.",
            "The file was set aside, for its periods would have no dates. Write the day into the "
            "file's name (churn_2026-03-01.csv), or state it:\n"
            + opened.setting('day = "2026-03-01"'),
            excerpt=opened.head_text.split("\n", 1)[0],
        )
        return

    def told_by(row: Row, told: Told) -> None:
        _tell(row, told, day)

    yield from tell(opened, TABLE, CARD.system, told_by)


_DATED = Table("period", (Column("as_of", "as_of snapshot_date report_date", required=True),))


def _day_of(opened: Opened) -> date | None:
    """The day that troth.toml states, else the one in the file's name."""
    for text in (opened.reading.day or "", opened.reading.dates or "", opened.name):
        if found := _DAY.search(text):
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                continue
    return None


def _tell(row: Row, told: Told, day: date | None) -> None:
    number, months = row.text("customer"), row.number_of("months")
    stated = row.time("as_of")
    if stated is not None:
        day = datetime.fromtimestamp(stated // 1_000_000, UTC).date()
    if number is None or day is None or months is None or not 0 <= months <= MONTHS_MOST:
        wrong = "customer" if number is None else "day" if day is None else "months of staying"
        told.reject(row, f"The row has no {wrong} that can be read.", "The row was set aside.")
        return
    left = row.flag("left")
    start, end = _us(_before(day, round(months))), _us(day)
    told.add(
        "period",
        row,
        start,
        number,
        by=told.person(number),
        plan=row.text("plan"),
        status={True: "cancelled", False: "active", None: None}[left],
        start_us=start,
        end_us=end if left else None,
        amount=row.number_of("amount"),
        currency=row.text("currency"),
        extra={
            **{name: cell for name, cell in row.extra.items() if cell.strip()},
            "tenure": f"{months:.15g}",
            "as of": day.isoformat(),
        },
    )


def _before(day: date, months: int) -> date:
    """So many calendar months earlier, on the same day or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _us(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1_000_000

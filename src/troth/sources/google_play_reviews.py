"""What do people write about our app in Google Play, and what did we reply?

What it reads: the monthly review reports of the Play Console, in UTF-16 or UTF-8: a row a review,
with its stars, title, text and our reply, dated to the millisecond. A review of stars alone is a
review. Google names no author, so nobody known wrote it. The review's own link is the way back,
and the number in it is the key; a review without a link has none. App version, device, language
and the times of later changes are kept beside it.

How it is recognised: by Package Name, Star Rating and the review's time, whatever their case and
order.

What it sets aside: rows without a time, and stars that are no number from 1 to 5.

Source: Play Console help, "Download and export monthly reports"; gs://pubsite_prod_…/reviews/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from troth.extend.source import (
    Column,
    Frame,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
    headers,
    read_table,
)
from troth.text.table import plain

CARD = SourceCard(
    kinds=frozenset({"review"}), endings=(".csv", ".tsv", ".txt", ""), system="google-play"
)

TABLE = Table(
    "review",
    (
        Column(
            "at_us",
            "review_submit_millis_since_epoch review_submit_date_and_time",
            "time",
            required=True,
        ),
        Column("score", "star_rating", "number", required=True),
        Column("title", "review_title", "words"),
        Column("text", "review_text", "words"),
        Column("reply", "developer_reply_text", "words"),
        Column("origin_link", "review_link"),
    ),
)

_NUMBER = re.compile(r"[?&]review-?id=([^&#\s]+)", re.I)
BEST = 5

EXAMPLES = (
    Sample(
        "reviews_com.acme.app_202603.csv",
        "Package Name,App Version Code,App Version Name,Reviewer Language,Device,"
        "Review Submit Date and Time,Review Submit Millis Since Epoch,"
        "Review Last Update Date and Time,Review Last Update Millis Since Epoch,Star Rating,"
        "Review Title,Review Text,Developer Reply Date and Time,"
        "Developer Reply Millis Since Epoch,Developer Reply Text,Review Link\n"
        "com.acme.app,210,2.1.0,de,panther,2026-03-02T09:00:00Z,1772442000123,"
        "2026-03-02T09:00:00Z,1772442000123,1,,Startet nicht mehr,2026-03-03T09:00:00Z,"
        "1772528400000,Version 2.1.1 behebt das.,"
        "https://play.google.com/console/developers/app/reviews?reviewId=gp%3Aab12\n"
        "com.acme.app,210,2.1.0,en,oriole,2026-03-02T10:00:00Z,1772445600000,,,5,,,,,,\n"
        "com.acme.app,210,2.1.0,en,oriole,2026-03-02T10:00:00Z,1772445600000,,,6,,,,,,\n",
        gives=2,
        sets_aside=1,
        says="which is no number of stars from 1 to 5",
        title="A review with our reply, one of stars alone, and one with six stars",
    ),
)


def recognises(opened: Opened) -> float:
    """By the columns of the monthly report."""
    names = {plain(name) for name in headers(opened)}
    timed = {"reviewsubmitmillissinceepoch", "reviewsubmitdateandtime"} & names
    return 0.99 if timed and {"starrating", "packagename"} <= names else 0.0


def read(opened: Opened) -> Iterator[Frame | Reject]:
    """Reviews, each with our reply to it."""
    for item in read_table(opened, TABLE):
        if isinstance(item, Reject):
            yield item
            continue
        item.columns["key"] = [_key(link) for link in item.column("origin_link")]
        scores = item.column("score")
        good = [score is None or 1 <= score <= BEST for score in scores]
        for at, is_good in enumerate(good):
            if not is_good:
                yield opened.reject(
                    f'column "Star Rating" holds "{scores[at]:g}", '
                    "which is no number of stars from 1 to 5.",
                    "The row was set aside. Correct it and add the file again.",
                    row=item.rows[at],
                    excerpt=item.column("text")[at] or "",
                )
        kept = item.where(good)
        if len(kept):
            yield kept


def _key(link: str | None) -> str | None:
    """The number of a review, as its link holds it."""
    found = _NUMBER.search(link[:2000]) if link else None
    return found[1].replace("%3A", ":").replace("%3a", ":") if found else None

"""The rhythm of a person's orders, and the signs that she is still there: portable, the same on every engine.

What `silence` and the lenses beside it read of those who buy from us.
"""

from __future__ import annotations

from troth.extend.joining import joined
from troth.extend.record import Table, Tables
from troth.model.units import DAY_US

EARLY = 200_000
"""Days added before dividing, so that days before 1970 are rounded down like all others."""
RECENT = 24
FINE = 100_000
"""Logarithms are summed as whole hundred-thousandths: the sum is the same in every order."""
KEY = ("person", "system", "ours")
ENDS = ("first_record", "first_version", "last_record", "last_version")
WORDS = (*KEY, "side", "handle", *ENDS)
ALL_TIME = ("orders", "first_us", "last_us", "first_day", "last_day", "longest_days")
LATELY = ("gaps", "gap_days", "recent_longest_days", "log_sum", "log_square_sum")
NUMBERS = (*ALL_TIME, *LATELY, "alive_us", "away_until_us")
SIGNS = ("purchase", "message", "use", "review", "survey_answer")
"""Kinds of record that show that somebody is still there."""


def orders(tables: Tables, moment_us: int) -> Table:
    """What people bought up to the moment; what was given back is no order."""
    bought = of_people(tables["purchase"], tables, moment_us)
    return bought.filter(bought.amount.isnull() | (bought.amount >= 0))


def rhythms(bought: Table) -> Table:
    """One row a person, system and brand: the rhythm of these orders, the first and the last."""
    found = _rhythm(bought)
    for name in ("first", "last"):
        found = joined(found, _end(bought, name), KEY)
    return found


def day_of_us(us: Table) -> Table:
    """The day of a moment, counted from 1970 in UTC."""
    return ((us + EARLY * DAY_US) // DAY_US - EARLY).cast("int64")


def of_people(rows: Table, tables: Tables, moment_us: int) -> Table:
    """Rows up to the moment with the person behind the handle; our own staff left out."""
    import ibis

    held = tables["person"]
    people = held.select(
        known=held.handle,
        who=held.person,
        firm=held.account,
        their_side=held.side,
        ours_too=held.staff,
    )
    rows = rows.filter(rows.ts_us <= moment_us)
    rows = rows.mutate(customer=ibis.coalesce(rows.about, rows.by))
    rows = rows.filter(rows.customer.notnull())
    rows = rows.left_join(people, rows.customer == people.known)
    rows = rows.filter(~ibis.coalesce(rows.ours_too, False))
    return rows.mutate(
        person=ibis.coalesce(rows.who, rows.customer),
        side=ibis.coalesce(rows.side, rows.their_side),
        ours=ibis.coalesce(rows.ours, ""),
        system=ibis.coalesce(rows.system, ""),
    )


def _rhythm(bought: Table) -> Table:
    """Gaps between days with an order: all of them, and sums over the most recent."""
    import ibis

    days = bought.mutate(day=day_of_us(bought.ts_us)).select(*KEY, "day").distinct()
    back = ibis.window(group_by=KEY, order_by=days.day)
    newest = ibis.window(group_by=KEY, order_by=days.day.desc())
    days = days.mutate(
        gap=days.day - days.day.lag().over(back), rank=ibis.row_number().over(newest)
    )
    fine = (days.gap.cast("float64").ln() * FINE).round().cast("int64")
    days = days.mutate(fine=fine, recent=days.gap.notnull() & (days["rank"] < RECENT))
    return (
        days.group_by(KEY)
        .aggregate(
            orders=days.count(),
            first_day=days.day.min(),
            last_day=days.day.max(),
            longest_days=days.gap.max(),
            gaps=days.gap.count(where=days.recent),
            gap_days=days.gap.sum(where=days.recent),
            recent_longest_days=days.gap.max(where=days.recent),
            log_sum=days.fine.sum(where=days.recent),
            log_square_sum=(days.fine * days.fine).sum(where=days.recent),
        )
        .filter(lambda found: found.gaps >= 2)
    )


def _end(bought: Table, name: str) -> Table:
    """The first or the last order of each; of several at one moment the one by id."""
    import ibis

    order = [bought.ts_us, bought.id]
    if name == "last":
        order = [column.desc() for column in order]
    ranked = bought.mutate(rank=ibis.row_number().over(ibis.window(group_by=KEY, order_by=order)))
    one = ranked.filter(ranked["rank"] == 0)
    kept = {
        f"{name}_us": one.ts_us,
        f"{name}_record": one.id,
        f"{name}_version": one.version,
    }
    if name == "last":
        kept |= {"handle": one.customer, "side": one.side}
    return one.select(*KEY, **kept)


def signs_of_life(tables: Tables, moment_us: int) -> Table:
    """Every record that shows a person to be there, in whatever way and with whichever brand."""
    import ibis

    names = ("ts_us", "id", "version", "about", "by", "side", "ours", "system")
    parts = []
    for kind in SIGNS:
        rows = tables[kind]
        if kind == "message":
            machine = ibis.coalesce(rows.automatic, False)
            rows = rows.filter((rows.direction == "in") & ~machine)
            rows = rows.mutate(about=rows.by)
        parts.append(rows.select(*names, kind=ibis.literal(kind)))
    signs = of_people(ibis.union(*parts), tables, moment_us)
    return signs.select("person", "ts_us", "id", "version", "kind")


def away(tables: Tables) -> Table:
    """Until when somebody noted that a person is away; without an end, a year."""
    import ibis

    held, noted = tables["person"], tables["entry"]
    noted = noted.filter(noted.deed == "away")
    people = held.select(known=held.handle, who=held.person)
    noted = noted.left_join(people, noted.target == people.known)
    noted = noted.mutate(
        person=ibis.coalesce(noted.who, noted.target),
        until=ibis.coalesce(noted.until_us, noted.at_us + 365 * DAY_US),
    )
    return noted.group_by("person").aggregate(away_until_us=noted.until.max())

"""Two joins that lenses over records share: portable, the same on every engine."""

from __future__ import annotations

from troth.extend.record import Table, Tables


def joined(left: Table, right: Table, on: tuple[str, ...]) -> Table:
    """A left join on columns of the same name, each of which is kept once."""
    other = right.rename({f"{name}_again": name for name in on})
    met = left.left_join(other, [left[name] == other[f"{name}_again"] for name in on])
    return met.drop(*[f"{name}_again" for name in on])


def spoken(tables: Tables, moment_us: int) -> Table:
    """Messages up to a moment with two more columns: whether we wrote them, and the customer.

    `from_us` is true or null (Sail does not group by a flag that can never be null); a
    colleague who writes in from outside is one of us. `customer` is the person behind the
    handle, so that two addresses are one, or the handle itself where nobody is known.
    """
    import ibis

    rows, held = tables["message"], tables["person"]
    rows = rows.filter(rows.ts_us <= moment_us)
    writer = held.select(writer=held.handle, wrote=held.person, staff=held.staff)
    reader = held.select(reader=held.handle, read=held.person)
    rows = rows.left_join(writer, rows.by == writer.writer)
    rows = rows.left_join(reader, rows.about == reader.reader)
    out = (rows.direction == "out") | ibis.coalesce(rows.staff, False)
    from_us = ibis.ifelse(out, ibis.literal(True), ibis.null("bool"))
    customer = ibis.ifelse(
        out, ibis.coalesce(rows.read, rows.about), ibis.coalesce(rows.wrote, rows.by)
    )
    return rows.mutate(from_us=from_us, customer=customer).drop(
        "writer", "wrote", "staff", "reader", "read"
    )

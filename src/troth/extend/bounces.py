"""Messages of ours that came back, with whom they were for: portable, the same on every engine."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from troth.extend.joining import joined, spoken
from troth.extend.record import Table, Tables
from troth.text.unreached import BOUNCES

TALK = ("system", "case")


def in_talks(tables: Tables, moment_us: int) -> Table:
    """What was said up to the moment, with the conversation as `case`, and whether a machine said it."""
    import ibis

    said = spoken(tables, moment_us)
    said = said.mutate(
        system=ibis.coalesce(said.system, ""),
        case=ibis.coalesce(said.thread, said.customer, said.id),
        record=said.id,
    )
    return said.mutate(machine=ibis.coalesce(said.automatic, False) | in_servers_words(said))


def with_whom(said: Table) -> Table:
    """What people wrote, ours with whoever wrote last in the conversation where it names nobody."""
    import ibis

    hers = said.filter(~ibis.coalesce(said.from_us, False) & said.customer.notnull())
    newest = ibis.window(group_by=TALK, order_by=[hers.ts_us.desc(), hers.record.desc()])
    hers = hers.mutate(back=ibis.row_number().over(newest))
    hers = hers.filter(hers.back == 0).select(*TALK, last_by="by", last_customer="customer")
    met = joined(said, hers, TALK)
    met = met.mutate(
        about=ibis.coalesce(met.about, met.last_by),
        customer=ibis.coalesce(met.customer, met.last_customer),
    )
    return met.filter(met.customer.notnull()).drop("last_by", "last_customer")


def in_servers_words(rows: Table) -> Any:
    """Marked as automatic by no source, but in a mail server's words."""
    import ibis

    subject = ibis.coalesce(rows.subject, "").lower()
    return reduce(or_, (subject.contains(phrase) for phrase in BOUNCES))


def to_us(said: Table) -> Table:
    """What machines wrote to us: what a mail server gave back counts, though it is a server of ours."""
    import ibis

    ours = ibis.coalesce(said.from_us, False)
    given_back = said.about.isnull() & in_servers_words(said)
    return said.filter(said.machine & (~ours | given_back))


def bounces(machines: Table, people: Table) -> Table:
    """What machines wrote in a conversation of ours, with our last message there before it."""
    import ibis

    ours = people.filter(ibis.coalesce(people.from_us, False) & people.about.notnull())
    ours = ours.select(
        its_system="system",
        its_case="case",
        sent="record",
        sent_version="version",
        sent_us="ts_us",
        to="about",
        whose="customer",
    )
    where = [machines.system == ours.its_system, machines.case == ours.its_case]
    met = machines.drop("customer").inner_join(ours, where)
    met = met.filter(met.sent_us <= met.ts_us)
    newest = ibis.window(group_by="record", order_by=[met.sent_us.desc(), met.sent.desc()])
    met = met.mutate(back=ibis.row_number().over(newest))
    return met.filter(met.back == 0).mutate(handle=met.to, customer=met.whose)

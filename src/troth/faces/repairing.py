"""Repairs and renewals as the command line tells them, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from troth.faces.terminal import Ink, wrapped
from troth.faces.wire import as_json, finding_json, moment, plain

if TYPE_CHECKING:
    from troth.views.apology import Apology
    from troth.views.renewals import OwedThing, RenewalRow, Renewals
    from troth.views.repair import RepairLine, Repairs


def repairs_json(page: Repairs) -> str:
    """All of it: open, watched and over, how long steps take, how fair it was."""
    return as_json(repairs_data(page))


def repairs_data(page: Repairs) -> dict[str, Any]:
    """What programs read of the repairs."""
    return {
        "says": page.says,
        **{
            name: [line_data(one) for one in getattr(page, name)]
            for name in ("open", "watched", "over")
        },
        "pace": plain(page.pace),
        "fairness": plain(page.fair),
        "unconfirmed": page.unsure,
    }


def line_data(one: RepairLine) -> dict[str, Any]:
    """One repair as data; the person by id and name."""
    told: dict[str, Any] = plain(one)
    told["person"] = {"id": one.person.id, "name": one.person.label}
    return told | {"silence": one.silence}


def repairs_text(page: Repairs, color: bool) -> str:
    """The answer, each open repair, what is watched, and how long the steps take."""
    ink = Ink(color)
    lines = [page.says]
    for one in page.open:
        lines += ["", *_brief(one, ink)]
    if page.watched:
        lines += ["", "Confirmed, and watched:"]
        for one in page.watched:
            lines.append(wrapped(f"{one.person.label}, until {one.watched}: “{one.words}”", 2, 4))
    lines += ["", *_pace(page)]
    if page.unsure:
        n = page.unsure
        what = "1 promise is" if n == 1 else f"{n} promises are"
        more = f"{what} past the day and not confirmed: troth look promise-overdue"
        lines += ["", ink.quiet(wrapped(more, 0))]
    return "\n".join(lines)


def _brief(one: RepairLine, ink: Ink) -> Iterator[str]:
    yield f"{ink.quiet(one.about)}  {ink.strong(wrapped(one.person.label, 0))}"
    yield wrapped(f"“{one.words}”", 2, 3)
    since = f"{one.how_says} ({one.broken})"
    stage = "" if one.stage == "broken" else f"; {one.says}"
    yield wrapped(f"{since}{stage}", 2)
    yield ink.quiet(wrapped(one.silence, 2))
    if one.offer:
        yield ink.quiet(wrapped(f"offered: {one.offer}", 2, 4))


def _pace(page: Repairs) -> Iterator[str]:
    yield "How long it takes"
    for one in page.pace:
        yield wrapped(f"{one.name}: {one.says}", 2, 4)
    if any(each.yes + each.partly + each.no for each in page.fair):
        yield "How fair it was, in their words"
        for each in page.fair:
            counts = f"yes {each.yes}, partly {each.partly}, no {each.no}"
            yield wrapped(f"{each.question} {counts}; yes {each.share.says}", 2, 4)


def line_text(one: RepairLine, color: bool) -> str:
    """One repair in full: every step, what is missing, what records may show."""
    ink = Ink(color)
    lines = [*_brief(one, ink)]
    for words in one.hers:
        lines.append(ink.words(wrapped(f"“{words}”", 4, 5)))
    lines += ["", "Steps"]
    for step in one.steps:
        why = ", ".join(part for part in (step.reason, step.evidence) if part)
        who = f" ({step.who})" if step.who else ""
        lines.append(wrapped(f"{step.at}  {step.says}{f': {why}' if why else ''}{who}", 2, 4))
    if one.missing:
        lines.append(ink.quiet(wrapped(f"not yet: {'; '.join(one.missing)}", 2, 4)))
    if one.proposed:
        lines += ["", "What records may show; note it if it is so"]
        for each in one.proposed:
            lines.append(wrapped(f"{each.says}? “{each.quote}” {each.at}", 2, 4))
            lines.append(ink.quiet(f"    --step {each.step} --evidence {each.evidence}"))
    if one.fairness:
        said = "; ".join(f"{item}: {answer}" for item, answer in one.fairness)
        lines += ["", wrapped(f"They answered: {said}", 0)]
    return "\n".join(lines)


def details_text(page: Repairs, color: bool) -> str:
    """Each repair about one promise in full."""
    held = (*page.open, *page.watched, *page.over)
    return "\n\n".join(line_text(one, color) for one in held) or "Nothing was broken here."


def apology_json(told: Apology) -> str:
    """The draft as data."""
    return as_json(plain(told))


def renewals_data(page: Renewals) -> dict[str, Any]:
    """What programs read of the renewals."""
    return {"says": page.says, "rows": [_row_data(row) for row in page.rows]}


def _row_data(row: RenewalRow) -> dict[str, Any]:
    return {
        "account": {"kind": row.kind, "id": row.id, "name": row.name},
        "renews": moment(row.renews_us),
        "days": row.days,
        "price": row.price,
        "status": row.told.status,
        "owed": plain(row.owed),
        "finding": finding_json(row.told),
    }


def renewals_text(page: Renewals, color: bool) -> str:
    """The answer, then an account a paragraph."""
    ink = Ink(color)
    lines = [wrapped(page.says, 0)]
    for title, rows in (("", page.sure), ("We are not sure about these:", page.unsure)):
        if rows and title:
            lines += ["", ink.quiet(title)]
        for row in rows:
            lines += ["", *_renewal(row, ink)]
    return "\n".join(lines)


def _renewal(row: RenewalRow, ink: Ink) -> Iterator[str]:
    price = f", {row.price}" if row.price else ""
    yield wrapped(f"{row.name}: renews {row.renews}, {row.ahead}{price}", 0)
    yield from _owed(row.owed, ink)


def _owed(owed: Iterable[OwedThing], ink: Ink) -> Iterator[str]:
    for one in owed:
        yield wrapped(f"“{one.words}”", 2, 3)
        parts = [
            one.state,
            f"to {one.to_name}" if one.to_name else "",
            f"since {one.since}",
            f"due {one.due}" if one.due else "",
            ", ".join(one.money),
            "" if one.sure else "not confirmed",
        ]
        yield ink.quiet(wrapped(" · ".join(part for part in parts if part), 2))

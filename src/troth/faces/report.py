"""The report: one HTML file that needs nothing else, or the same as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from troth.faces import drawing, drawing_journeys, drawing_stays
from troth.faces.terminal import safe
from troth.faces.web.showing import render
from troth.faces.web.styling import style
from troth.views.promises import PromiseLine
from troth.views.reading import Reading
from troth.views.report import Report, Tested
from troth.views.report import report as view
from troth.views.surety import Interval, how_sure, percent, span
from troth.views.telling import ToldCite
from troth.views.today import Row

if TYPE_CHECKING:
    from troth.acts.verify import Verification

MARKED = re.compile(r"([\\`*_{}\[\]<>#|])")


def tested(verification: Verification) -> tuple[Tested, ...]:
    """What `verify` found, as the report shows it: each promise on each of its sides."""
    return tuple(
        Tested(
            one.promise.id,
            one.promise.words,
            mark.side,
            mark.status,
            mark.says,
            _rate(mark.rate, mark.low, mark.high, mark.n),
        )
        for one in verification.verified
        for mark in one.sides or (one.mark,)
    )


def _rate(value: float | None, low: float | None, high: float | None, n: int) -> Interval | None:
    if value is None or low is None or high is None:
        return None
    says = f"{percent(value)} ({span(low, high)}, n = {n})"
    return Interval(value, low, high, n, "cases", "Wilson, 95 %", says)


def report_html(reading: Reading, tests: Sequence[Tested] = ()) -> str:
    """The report as one file: its style inside it, its drawings as SVG, no address asked."""
    page = view(reading, tests)
    drawings = [
        drawing.counts(page.reasons_title, page.reasons, ("Reason", "People")),
        drawing.shares(
            page.kept_title,
            page.kept,
            ("Promise", "Kept, of the cases that are decided"),
        ),
    ]
    if page.documents:
        names = ("Speaks of", "Share of sentences")
        drawings.append(drawing.shares(page.attention_title, page.attention, names))
    drawings += [drawing_journeys.journey_map(one) for one in page.journeys if one.lines]
    if page.staying.curve is not None:
        drawings.append(drawing_stays.staying(page.staying.curve))
    if page.staying.renewed is not None:
        drawings.append(drawing_stays.renewed(page.staying.renewed))
    return render(
        "report.html",
        page=page,
        clock=reading.clock,
        drawn=[Markup(each) for each in drawings],
        style=Markup(style()),
    )


def report_markdown(reading: Reading, tests: Sequence[Tested] = ()) -> str:
    """The report as Markdown; drawings become tables, and words of others cannot mark anything."""
    page = view(reading, tests)
    lines = [f"# {page.today.headline}", "", page.today.date, ""]
    lines += [f"- {_plain(age.says)}" for age in page.today.ages]
    for number, row in enumerate(page.today.rows, 1):
        lines += ["", *_row(number, row, reading)]
    if page.today.expected:
        lines += ["", _plain(page.today.expected.says)]
    lines += ["", f"## {page.promises.says}", ""]
    lines += [_promise(line) for line in (*page.promises.overdue, *page.promises.open)[:50]]
    lines += [f"- “{_plain(one.words)}”: {one.status}. {_plain(one.says)}" for one in page.tested]
    kept = [(name, rate.says) for name, rate in page.kept]
    spoken = [(name, rate.says) for name, rate in page.attention] if page.documents else []
    lines += _table(page.kept_title, ("Promise", "Kept, of the cases that are decided"), kept)
    reasons = [(name, str(n)) for name, n in page.reasons]
    lines += _table(page.reasons_title, ("Reason", "People"), reasons)
    lines += _table(page.attention_title, ("Speaks of", "Share of sentences"), spoken)
    for one in page.journeys:
        facts = [(fact.name, fact.says) for fact in one.facts]
        lines += _table(one.title, ("What a case costs them", "In the records"), facts)
    if (curve := page.staying.curve) is not None:
        lines += _table(curve.title, ("After", "Still there"), [*curve.marks])
    if (renewed := page.staying.renewed) is not None:
        turns = [(str(term.number), term.rate.says) for term in renewed.terms]
        lines += _table(renewed.title, (renewed.term.capitalize(), "Renewed"), turns)
    lines += _set_aside(page)
    return "\n".join(lines).rstrip() + "\n"


def _row(number: int, row: Row, reading: Reading) -> list[str]:
    main = row.main
    who = row.cause or main.subject.name
    lines = [f"{number}. **{_plain(who)}** {row.since}".rstrip()]
    for reason in row.reasons:
        lines += ["", f"   {_plain(reason.says)}", "", f"   > {_cited(reason.shown, reading)}"]
        lines += ["", f"   {_plain(how_sure(reason.strength, reason.status))}"]
    return [*lines, "", f"   Next: {_plain(main.next)}"]


def _cited(cite: ToldCite, reading: Reading) -> str:
    when = "" if cite.at_us is None else reading.clock.moment(cite.at_us, cite.precision)
    return f"“{_plain(cite.quote)}” ({cite.kind} {when})"


def _promise(line: PromiseLine) -> str:
    state = f"{line.overdue} past its day" if line.overdue else f"due {line.due}"
    to = f", to {_plain(line.to.label)}" if line.to else ""
    return f"- “{_plain(line.promise.words)}” ({state}{to})"


def _table(title: str, names: tuple[str, str], rows: list[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    told = [f"| {_plain(name)} | {_plain(value)} |" for name, value in rows]
    return ["", f"## {_plain(title)}", "", f"| {names[0]} | {names[1]} |", "|---|---|", *told]


def _set_aside(page: Report) -> list[str]:
    if not page.set_aside:
        return ["", "Nothing was set aside."]
    lines = ["", f"## {page.set_aside} rows were set aside", ""]
    lines += [f"- {_plain(one.origin.text())}: {_plain(one.says)}" for one in page.rejects]
    more = page.set_aside - len(page.rejects)
    return [*lines, f"- and {more} more"] if more > 0 else lines


def _plain(text: str) -> str:
    """Words that mark nothing in Markdown and stay on their line."""
    return MARKED.sub(r"\\\1", safe(" ".join(text.split())))

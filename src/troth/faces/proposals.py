"""A proposed mapping in words, in JSON, and the first records as they would be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from troth.faces.terminal import advice, safe, wrapped
from troth.model.evidence import Draft, Identifier
from troth.model.introduction import Introduction
from troth.model.reject import Question, Reject

if TYPE_CHECKING:
    from troth.acts.mapping import Proposal

NAMES_SHOWN = 12
WORDS = 60


def proposal_text(one: Proposal) -> str:
    """As `troth add --map` prints it: why, the lines to write, the first rows, what stays beside."""
    kind = one.kind.replace("_", " ")
    what = "people" if one.kind == "person" else f"records of the kind {kind}"
    lines = [wrapped(f"{one.path}: {what}; {one.why}.", 0)]
    if one.known:
        lines += [wrapped(f"Without these lines the source “{one.known}” reads it.", 0)]
    lines += ["", *(safe(line) for line in one.toml.rstrip("\n").split("\n"))]
    if one.first:
        told = [f"  {safe(reading_line(each))}" for each in one.first]
        lines += ["", "Its first rows, as they would be read:", *told]
    for each in one.aside:
        lines += ["", wrapped(f"{each.origin.text()}  {each.says}", 2, 4), advice(each.advice, 4)]
    if _numbered(one):
        says = f"Customer numbers count inside the system “{one.own.system}”; files that share them"
        lines += ["", wrapped(f"{says} have to share its name.", 0)]
    if one.beside:
        lines += ["", wrapped(f"Kept beside each record: {named(one.beside)}.", 0)]
    return "\n".join(lines)


def proposal_json(one: Proposal) -> dict[str, Any]:
    """As `troth add --map --format json` prints it."""
    return {
        "path": one.path,
        "kind": one.kind,
        "why": one.why,
        "system": one.own.system,
        "day": one.own.day,
        "dates": one.own.dates,
        "map": dict(one.own.map),
        "columns": [
            {"name": each.name, "place": each.place, "shown": list(each.shown)}
            for each in one.columns
        ],
        "beside": list(one.beside),
        "first": [reading_line(each) for each in one.first],
        "set_aside": [{"says": each.says, "advice": each.advice} for each in one.aside],
        "asks": {"column": one.asks.column, "value": one.asks.value} if one.asks else None,
        "known": one.known,
        "toml": one.toml,
    }


def _numbered(one: Proposal) -> bool:
    """Whether people are known by a number of the file's own."""
    who = [each for each in one.columns if each.place in ("by", "about", "id") and each.shown]
    return any("@" not in each.shown[0] for each in who)


def refused_text(one: Reject) -> str:
    """A file, or a sheet of it, for which nothing can be proposed."""
    return f"{wrapped(f'{one.origin.text()}  {one.says}', 0, 4)}\n{advice(one.advice, 4)}"


def question_text(asked: Question, path: str) -> tuple[str, str, str]:
    """The question about a date, and the two days it may mean: day first, month first."""
    first, second = both_days(asked.value)
    says = f"“{asked.value}” in column “{asked.column}” of {path}"
    return says, first, second


def reading_line(one: Draft | Introduction) -> str:
    """One record in a line: "21 Nov 2025 · Ana Ruiz bought Birnen for 12.50 EUR"."""
    if isinstance(one, Introduction):
        return _person(one)
    when = _when(one.at_us, one.precision)
    return f"{when} · {_DEEDS[one.kind](one)}"


def named(names: tuple[str, ...]) -> str:
    """Names one after the other, the first twelve of them."""
    more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    return ", ".join(f"“{name}”" for name in names[:NAMES_SHOWN]) + more


def both_days(value: str) -> tuple[str, str]:
    """What a date may mean, with the day first and with the month first: "3 April", "March 4"."""
    parts = value.replace("-", "/").replace(".", "/").split("/")
    try:
        a, b, year = int(parts[0]), int(parts[1]), int(parts[2][:4])
        return f"{datetime(year, b, a):%-d %B}", f"{datetime(year, a, b):%B %-d}"
    except (ValueError, IndexError):
        return "the day first", "the month first"


def _when(at_us: int, precision: str) -> str:
    when = datetime.fromtimestamp(at_us / 1e6, UTC)
    day = f"{when.day} {when:%b %Y}"
    return day if precision == "day" else f"{day} {when:%H:%M}"


def _person(one: Introduction) -> str:
    name = next((each.name for each in one.identifiers if each.name), None)
    ways = [_plain(each) for each in one.identifiers]
    homes = [each.value for each in one.accounts]
    return ", ".join(part for part in (name, *ways, *homes, one.title, one.stage) if part)


def _plain(one: Identifier) -> str:
    return one.value.split(":", 1)[-1] if one.scheme == "id" else one.value


def _who(one: Identifier | None) -> str:
    return "Somebody" if one is None else one.name or _plain(one)


def _words(text: object) -> str:
    plain = " ".join(str(text or "").split())
    return f"“{plain[:WORDS]}{'…' if len(plain) > WORDS else ''}”" if plain else ""


def _money(fields: Mapping[str, object]) -> str:
    amount = fields.get("amount")
    if not isinstance(amount, float):
        return ""
    return f"{amount:.2f} {fields.get('currency') or ''}".strip()


def _joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)


def _bought(one: Draft) -> str:
    fields = one.fields
    quantity, money = fields.get("quantity"), _money(fields)
    many = f"{quantity:g} ×" if isinstance(quantity, float) and fields.get("item") else ""
    who = _who(one.by or one.about)
    return _joined(who, "bought", many, fields.get("item"), money and f"for {money}")


def _wrote(one: Draft) -> str:
    fields = one.fields
    if fields.get("direction") == "out":
        to = f"to {_who(one.about)}" if one.about else ""
        who = f"we ({_who(one.by)})" if one.by else "we"
        return _joined(who, "wrote", to, _words(fields.get("text")))
    return _joined(_who(one.by), "wrote", _words(fields.get("text")))


def _stepped(one: Draft) -> str:
    fields = one.fields
    state = f"({fields['status']})" if fields.get("status") else ""
    case = f"case {one.thread}:" if one.thread else ""
    hand = f"by {fields['resource']}" if fields.get("resource") else ""
    about = f"for {_who(one.about)}" if one.about else ""
    return _joined(case, fields.get("activity"), state, hand, about)


def _answered(one: Draft) -> str:
    fields = one.fields
    score = fields.get("score")
    told = f"{score:g}" if isinstance(score, float) else ""
    asked = f"to {_words(fields.get('question'))}" if fields.get("question") else ""
    return _joined(_who(one.by or one.about), "answered", told, _words(fields.get("text")), asked)


def _judged(one: Draft) -> str:
    fields = one.fields
    score = fields.get("score")
    told = f"{score:g}" if isinstance(score, float) else ""
    return _joined(
        _who(one.by or one.about), "gave", told, _words(fields.get("title") or fields.get("text"))
    )


def _used(one: Draft) -> str:
    count = one.fields.get("count")
    often = f"× {count:g}" if isinstance(count, float) else ""
    return _joined(_who(one.by or one.about), "did", one.fields.get("event"), often)


def _subscribed(one: Draft) -> str:
    fields = one.fields
    end = fields.get("end_us")
    until = f"until {_when(end, 'day')}" if isinstance(end, int) else ""
    who = _who(one.by or one.about)
    return _joined(
        who, "has", fields.get("plan") or "a plan", until, _money(fields), fields.get("status")
    )


def _titled(one: Draft) -> str:
    fields = one.fields
    told = fields.get("title") or fields.get("path") or fields.get("text")
    return _joined(_words(told), fields.get("impact") or fields.get("what") or fields.get("genre"))


_DEEDS: Mapping[str, Callable[[Draft], str]] = {
    "purchase": _bought,
    "message": _wrote,
    "step": _stepped,
    "survey_answer": _answered,
    "review": _judged,
    "use": _used,
    "period": _subscribed,
    "incident": _titled,
    "change": _titled,
    "document": _titled,
}

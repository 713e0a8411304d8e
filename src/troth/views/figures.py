"""A record without words, said in its figures: "2 × Night parcel, 18.40 GBP", "solved (closed)"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from troth.model.evidence import Evidence

SCALES = {"nps": "{:g} of 10 (NPS)", "csat": "satisfaction {:g}", "ces": "effort {:g}"}


def figures(record: Evidence) -> str:
    """What happened, in a few words; the kind of record where nothing more is known."""
    tell = _BY_KIND.get(record.kind)
    return (tell(record.fields) if tell else "") or record.kind.replace("_", " ")


def _purchase(fields: Mapping[str, object]) -> str:
    item, quantity = fields.get("item"), fields.get("quantity")
    many = f"{quantity:g} × " if isinstance(quantity, float) and item else ""
    return _listed(f"{many}{item}" if item else None, _money(fields))


def _step(fields: Mapping[str, object]) -> str:
    done, state, desk = (fields.get(name) for name in ("activity", "status", "resource"))
    said = f"{done or ''} ({state})" if state and state != done else str(done or "")
    return _listed(said.strip(), desk)


def _answer(fields: Mapping[str, object]) -> str:
    score, scale = fields.get("score"), str(fields.get("scale") or "")
    told = SCALES.get(scale, "{:g}").format(score) if isinstance(score, float) else ""
    return _listed(fields.get("question"), told)


def _review(fields: Mapping[str, object]) -> str:
    score = fields.get("score")
    stars = f"{score:g} stars" if isinstance(score, float) else ""
    return _listed(fields.get("title"), stars)


def _use(fields: Mapping[str, object]) -> str:
    count = fields.get("count")
    often = f" × {count:g}" if isinstance(count, float) and count != 1 else ""
    return f"{fields.get('event') or ''}{often}".strip()


def _period(fields: Mapping[str, object]) -> str:
    return _listed(fields.get("plan"), fields.get("status"), _money(fields))


def _incident(fields: Mapping[str, object]) -> str:
    return _listed(fields.get("title"), fields.get("impact"))


def _change(fields: Mapping[str, object]) -> str:
    return _listed(fields.get("title"), fields.get("what"))


def _money(fields: Mapping[str, object]) -> str:
    amount = fields.get("amount")
    if not isinstance(amount, float):
        return ""
    return f"{amount:.2f} {fields.get('currency') or ''}".strip()


def _listed(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part)


_BY_KIND: Mapping[str, Callable[[Mapping[str, object]], str]] = {
    "purchase": _purchase,
    "step": _step,
    "survey_answer": _answer,
    "review": _review,
    "use": _use,
    "period": _period,
    "incident": _incident,
    "change": _change,
}

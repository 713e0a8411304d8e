"""The receipt of an import in words: what went in, who was met, what was set aside and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from troth.faces.terminal import advice, safe, wrapped

if TYPE_CHECKING:
    from troth.acts.corrections import Corrections
    from troth.acts.forget import ForgetReceipt
    from troth.acts.receipt import Receipt, SourceReceipt
    from troth.acts.retention import RetentionReceipt
    from troth.model.reject import Reject

SHOWN = 5


def receipt_text(receipt: Receipt) -> str:
    """As `troth add` prints it."""
    lines: list[str] = []
    for source in receipt.sources:
        lines += _source(source)
        if source.gone:
            lines.append(
                f"  {_count(source.gone, 'record')} gone: not in it any more,"
                " so deleted where it comes from; kept as they were until now."
            )
        if source.whole:
            lines.append(wrapped(source.whole, 2))
    if receipt.people_seen:
        met = f", {receipt.people_new:,} of them for the first time" if receipt.people_new else ""
        lines += ["", f"{_count(receipt.people_seen, 'person', 'people')} in these records{met}."]
    aside = receipt.total("set_aside")
    if aside:
        rest = "" if receipt.nothing_read else "; the rest went in"
        lines += ["", f"{_count(aside, 'row')} set aside{rest}:", *_rejects(receipt.rejects)]
        if aside > SHOWN:
            lines.append(f"  … and {aside - SHOWN} more on the page /runs (or --format json).")
    if receipt.dry_run:
        lines += ["", "This was a dry run: nothing was kept."]
    return "\n".join(lines).lstrip("\n")


def _source(one: SourceReceipt) -> list[str]:
    path = safe(one.path)
    if one.outcome == "same":
        return [f"{path}: these very bytes are in already; nothing new."]
    if one.outcome == "refused":
        return [f"{path}: could not be read; see below."]
    plain = one.rows_read == one.records
    parts = [
        f"{n:,} {word}"
        for n, word in (
            (one.new, "new"),
            (one.changed, "changed"),
            (one.unchanged, "unchanged"),
            (
                one.set_aside,
                "set aside" if plain else f"{'row' if one.set_aside == 1 else 'rows'} set aside",
            ),
            (one.forgotten, "about people who asked to be forgotten"),
            (one.too_old, "too old to keep"),
        )
        if n
    ]
    rows, records = _count(one.rows_read, "row"), _count(one.records, "record")
    gave = "" if plain else f"{rows} gave {records}: "
    what = ", ".join(_kind(kind, n) for kind, n in one.kinds.items() if n) or "0 records"
    span = _span(one.first_us, one.last_us)
    return [f"{path}: {gave}{what} ({', '.join(parts) or 'none'}){span}  [{one.source}]"]


def _kind(kind: str, n: int) -> str:
    return _count(n, kind.replace("_", " "), "people" if kind == "person" else None)


def _span(first_us: int | None, last_us: int | None) -> str:
    if first_us is None or last_us is None:
        return ""
    first, last = _day(first_us), _day(last_us)
    return f", {first}" if first == last else f", {first} to {last}"


def _day(at_us: int) -> str:
    when = datetime.fromtimestamp(at_us / 1e6, UTC)
    return f"{when.day} {when:%b %Y}"


def _rejects(rejects: tuple[Reject, ...]) -> list[str]:
    lines: list[str] = []
    for one in rejects[:SHOWN]:
        lines += ["", wrapped(f"{one.origin.text()}  {one.says}", 2, 4), advice(one.advice, 4)]
    return lines


def _count(n: int, one: str, many: str | None = None) -> str:
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def aside_text(one: Corrections, file: str) -> str:
    """Where the rows set aside of a file were written, and what could not be given."""
    parts = [f"{_count(one.rows, 'row')} set aside, as in the file"] if one.rows else []
    if one.begun:
        parts.append(
            f"{_count(one.begun, 'row')} only as far as kept: the file is not as it was read"
        )
    if one.without:
        parts.append(f"{_count(one.without, 'row')} only by place")
    if one.unplaced:
        parts.append(f"{_count(one.unplaced, 'fault')} of the file as a whole: see what it says")
    told = wrapped(f"{safe(one.path)}: {'; '.join(parts) or 'no rows'}.", 0, 2)
    if one.rows:
        return f"{told}\n  Correct what stands in {safe(file)}, then:  troth add {safe(file)}"
    return f"{told}\n  Written to {safe(file)}." if one.begun or one.without else told


def forgotten_text(receipt: ForgetReceipt) -> str:
    """The receipt of an erasure: what is gone, and what troth cannot reach."""
    rows = [(f"{kind} records emptied", n) for kind, n in sorted(receipt.records.items())]
    rows += [
        ("records of others in which the name was replaced", receipt.mentions),
        ("records in which the person was also addressed", receipt.addressed),
        *((f"{name} in the ledger", n) for name, n in sorted(receipt.ledger.items())),
        ("files written anew", len(receipt.files)),
        ("reports and exports removed", receipt.reports),
    ]
    lines = [f"Forgotten: {receipt.person}, {_day(receipt.at_us)}."]
    lines += [f"  {n:>6,}  {_singular(what) if n == 1 else what}" for what, n in rows if n]
    lines += ["", *[wrapped(note, 0) for note in receipt.notes]]
    return "\n".join(lines)


def retained_text(receipt: RetentionReceipt) -> str:
    """The receipt of a retention: kinds, records, up to which moment, who left the directory."""
    if not receipt.records:
        head = "Nothing is too old:"
    elif receipt.dry_run:
        head = "This was a dry run. Too old to keep:"
    else:
        head = f"Dropped for good, {_day(receipt.at_us)}:"
    lines = [head]
    for kind, one in receipt.kinds.items():
        name = _count(one.records, kind.replace("_", " ")) if one.records else f"no {kind}"
        lines.append(f"  {safe(name)} from before {_day(one.before_us)} (kept {one.kept})")
    if receipt.sayings:
        lines.append(f"  {_count(receipt.sayings, 'saying')} in them; promises keep their terms")
    if receipt.people:
        who = _count(receipt.people, "person", "people")
        lines.append(f"  {who} of whom nothing is left went from the directory")
    lines += ["", *[wrapped(note, 0) for note in receipt.notes]] if receipt.notes else []
    return "\n".join(lines)


def _singular(what: str) -> str:
    """ "1 identifier in the ledger", not "1 identifiers"."""
    for many, one in (("records", "record"), ("files", "file")):
        what = what.replace(many, one)
    name, space, rest = what.partition(" ")
    return f"{name.removesuffix('s') if rest == 'in the ledger' else name}{space}{rest}"

"""What did our interface promise its callers otherwise than before, version by version?

What it reads: the versions of a description of an interface (OpenAPI, JSON Schema, GraphQL) that `troth
add` takes from files named by their day (`openapi-2026-03-02.yaml`) or, with `--history`, from git: one a
line, with path, time and the description. Each after the first is a change, with what callers can fail
by, as `troth diff` finds it, under the names that records of use have for it. A version marked `known` is
there to compare with and is not read in again.

How it is recognised: by its keys path, at and interface.

What it sets aside: versions without a time, descriptions that cannot be read, and one of another form
than the version before it. Where callers can see no difference there is no change.

Source: OpenAPI Specification, JSON Schema, GraphQL; who used what went is read by `breaking-change`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from troth.errors import TrothError
from troth.extend.source import (
    Draft,
    Identifier,
    Nested,
    Opened,
    Origin,
    Reject,
    Sample,
    SourceCard,
    nested,
    peeked,
)
from troth.text.interface_notes import TOLD_AS, notes, title_and_version
from troth.text.moments import Moment, Times

if TYPE_CHECKING:
    from troth.text.contracts import Contract

CARD = SourceCard(kinds=frozenset({"change"}), endings=(".jsonl", ".ndjson"), system="interfaces")

_NEEDED = frozenset(("path", "at", "interface"))
_OLD = r"{\"openapi\": \"3.0.0\", \"info\": {\"title\": \"Parcels\", \"version\": \"1.4.0\"}, \"paths\": {\"/labels\": {\"get\": {}}}}"
_NEW = r"{\"openapi\": \"3.0.0\", \"info\": {\"title\": \"Parcels\", \"version\": \"1.5.0\"}, \"paths\": {}}"

EXAMPLES = (
    Sample(
        "interface.jsonl",
        f'{{"path": "api.json", "at": "2026-03-02", "interface": "{_OLD}"}}\n'
        f'{{"path": "api.json", "at": "2026-04-02", "interface": "{_NEW}"}}\n'
        '{"path": "api.json", "at": "some day", "interface": "{}"}\n',
        gives=1,
        sets_aside=1,
        says="is dated “some day”",
        title="Two versions of one interface are one change",
    ),
)


def recognises(opened: Opened) -> float:
    """By the keys of a version."""
    if not opened.head_text.lstrip("\ufeff \t\r\n").startswith("{"):
        return 0.0
    first = peeked(opened, most=1)
    return 0.99 if first and set(first[0].values) >= _NEEDED else 0.0


def read(opened: Opened) -> Iterator[Draft | Reject]:
    """The change that each version made, in the order in which they stand."""
    from troth.text.contracts import read_contract

    times = Times(opened.reading.dates)
    before: dict[str, Contract] = {}
    for item in nested(opened):
        if isinstance(item, Reject):
            yield item
            continue
        path, at = _text(item.values, "path"), _text(item.values, "at")
        moment = times.read(at)
        try:
            if moment is None:
                raise TrothError(f"It is dated “{at[:60]}”, which is no date.")
            contract = read_contract(
                path, _text(item.values, "interface").encode("utf-8", "replace")
            )
            if contract is None:
                raise TrothError("It is no description of an interface.")
            old, before[path] = before.get(path), contract
            if old is not None and not item.values.get("known"):
                yield from _change(opened, item, moment, old, contract)
        except TrothError as fault:
            yield _aside(opened, item, path, fault)


def _change(
    opened: Opened, item: Nested, moment: Moment, old: Contract, new: Contract
) -> Iterator[Draft]:
    from troth.text.contracts import contract_changes

    found = contract_changes(old, new)
    said = notes(found)
    if not said:
        return
    path = _text(item.values, "path")
    title, version = title_and_version(new)
    email, author = _text(item.values, "email"), _text(item.values, "author") or None
    kept = {name: _text(item.values, name) for name in ("commit", "subject")}
    breaking = sum(one.breaking for one in found)
    _, before = title_and_version(old)
    extra = {"told_as": TOLD_AS, "version": version, "before": before, "breaking": str(breaking)}
    extra |= kept
    yield Draft(
        kind="change",
        at_us=moment[0],
        origin=Origin(opened.path, item.number),
        key=f"{path}:{kept['commit'] or _text(item.values, 'at')}",
        precision="day" if moment[1] == "day" else "second",
        zone=moment[2],
        by=Identifier("staff", email, author) if email else None,
        system=opened.reading.system,
        fields={
            "what": "api",
            "title": f"{title or path} {version}".strip(),
            "text": said,
            "announced_us": moment[0],
        },
        extra={name: value for name, value in extra.items() if value},
    )


def _aside(opened: Opened, item: Nested, path: str, fault: TrothError) -> Reject:
    says = fault.says[:1].lower() + fault.says[1:]
    return opened.reject(
        f"A version of “{path[:80]}” was not read: {says}",
        fault.advice or "It was set aside; the other versions went in.",
        row=item.number,
        excerpt=_text(item.values, "subject"),
    )


def _text(values: Mapping[str, Any], name: str) -> str:
    found = values.get(name)
    return found.strip() if isinstance(found, str) else ""

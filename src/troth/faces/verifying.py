"""What came of testing promises: the lines behind a number; JSON, JUnit and CSV for machines."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from troth.acts.judging import Mark
from troth.acts.naming import cited
from troth.acts.verify import FAILED, Verification, Verified
from troth.faces.check_forms import xml_text
from troth.faces.wire import moment, origin_json, plain, rows_csv

if TYPE_CHECKING:
    from troth.acts.opening import Workspace

ACCOUNTS = 5
FIGURES = ("kept", "broken", "n", "rate", "low", "high")
COLUMNS = ("promise", "words", "status", "says", "measure", "due", *FIGURES, "people")


def verify_json(one: Verified, work: Workspace, names: Mapping[str, str]) -> dict[str, Any]:
    """What programs read of one promise; `names` are those of accounts by id."""
    mark, promise, tolerance = one.mark, one.promise, one.tolerance
    return {
        "promise": promise.id,
        "words": promise.words,
        "status": mark.status,
        "says": mark.says,
        "measure": promise.measure,
        "due": moment(promise.due_us),
        **{name: getattr(mark, name) for name in FIGURES},
        "waiting": mark.waiting,
        "method": mark.method,
        "tolerance": tolerance.share if tolerance else None,
        "tolerance_by": promise.tolerance_by,
        "tolerance_told": tolerance.told if tolerance else None,
        "people": [{"id": person.id, "name": person.label} for person in one.people],
        "sides": [_side_json(side) for side in one.sides],
        "accounts": [
            {"account": each.account, "name": names.get(each.account or "")} | _counted(each)
            for each in one.accounts
        ],
        "weeks": [{"side": side.side} | plain(week) for side in one.sides for week in side.weeks],
        "consistency": plain(mark.consistency),
        "cites": [
            {
                "evidence": record.id,
                "at": moment(record.at_us),
                "quote": record.text,
                "origin": origin_json(record.origin),
            }
            for record in cited(work, mark.cites)
        ],
    }


def _counted(mark: Mark) -> dict[str, Any]:
    told = {name: getattr(mark, name) for name in (*FIGURES, "waiting")}
    return {"status": mark.status, "says": mark.says, **told}


def _side_json(mark: Mark) -> dict[str, Any]:
    return {
        "side": mark.side,
        **_counted(mark),
        "method": mark.method,
        "people": list(mark.people),
        "cites": plain(mark.cites),
        "consistency": plain(mark.consistency),
    }


def behind(one: Verified) -> Iterator[str]:
    """What a reader has to know beside the number: the tolerance, and how even the weeks are."""
    if one.tolerance is not None:
        yield one.tolerance.says
    for side in one.sides:
        steady = side.consistency
        if steady is None or (steady.alarm_us is None and not _uneven(steady.says)):
            continue
        told = f"{side.side}: " if side.side and len(one.sides) > 1 else ""
        if steady.alarm_us is not None:
            since = _day(steady.since_us if steady.since_us is not None else steady.alarm_us)
            told += f"breaks have become more frequent since the week of {since} (CUSUM). "
        yield f"{told}{steady.says}"


def _uneven(says: str) -> bool:
    return "differ more than" in says


def _day(at_us: int) -> str:
    day = datetime.fromtimestamp(at_us / 1e6 + 43_200, UTC)
    return f"{day.day} {day:%B %Y}"


def worst_accounts(one: Verified, names: Mapping[str, str]) -> Iterator[str]:
    """The accounts it failed most, where there are several."""
    failed = [mark for mark in one.accounts if mark.broken]
    if len(one.accounts) < 2:
        return
    for mark in failed[:ACCOUNTS]:
        name = names.get(mark.account or "", "an account")
        yield f"{name}: {mark.broken} of {mark.n} failed"
    if len(failed) > ACCOUNTS:
        yield f"and {len(failed) - ACCOUNTS} accounts more"


def verify_csv(found: Verification) -> str:
    """A row a promise."""
    return rows_csv(COLUMNS, map(_row, found.verified))


def _row(one: Verified) -> dict[str, Any]:
    mark, promise = one.mark, one.promise
    told = {name: getattr(mark, name) for name in ("status", "says", *FIGURES)}
    return {
        "promise": promise.id,
        "words": promise.words,
        "measure": promise.measure,
        "due": moment(promise.due_us),
        "people": len(one.people),
        **told,
    }


def verify_junit(found: Verification) -> str:
    """A test case a promise: broken, late and partly fail; open and unverifiable are skipped."""
    suite = ElementTree.Element("testsuite", name="troth verify")
    failed = skipped = 0
    for one in found.verified:
        promise = one.promise
        side = f"troth.verify.{xml_text(promise.side)}" if promise.side else "troth.verify"
        case = ElementTree.SubElement(
            suite, "testcase", classname=side, name=xml_text(promise.words)
        )
        said = xml_text(one.mark.says)
        if one.mark.status in FAILED:
            failed += 1
            failure = ElementTree.SubElement(case, "failure", type=one.mark.status, message=said)
            failure.text = _detail(one)
        elif one.mark.status != "kept":
            skipped += 1
            ElementTree.SubElement(case, "skipped", message=f"{one.mark.status}: {said}")
    counts = {"tests": len(found.verified), "failures": failed, "skipped": skipped}
    suite.attrib |= {name: str(n) for name, n in counts.items()}
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True)


def _detail(one: Verified) -> str:
    people = ", ".join(person.id for person in one.people)
    sides = [f"{side.side or 'all'}: {side.says}" for side in one.sides] if one.sides else []
    people = f"people: {people}" if people else ""
    return xml_text("\n".join([one.promise.id, *sides, *behind(one), people]))

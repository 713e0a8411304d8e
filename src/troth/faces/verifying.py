"""What came of testing promises, for machines: JUnit for a pipeline, CSV for a table."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any

from troth.acts.verify import FAILED, Verification, Verified
from troth.faces.check_forms import xml_text
from troth.faces.wire import moment, rows_csv

FIGURES = ("kept", "broken", "n", "rate", "low", "high")
COLUMNS = ("promise", "words", "status", "says", "measure", "due", *FIGURES, "people")


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
    return xml_text("\n".join([one.promise.id, *sides, f"people: {people}" if people else ""]))

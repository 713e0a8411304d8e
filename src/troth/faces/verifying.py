"""What came of testing promises, for machines: JUnit for a pipeline, CSV for a table."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ElementTree

from troth.acts.verify import FAILED, Verification, Verified
from troth.faces.masks import shown
from troth.faces.wire import inert, moment

COLUMNS = (
    *("promise", "words", "status", "says", "measure", "due", "kept", "broken", "n", "rate"),
    *("low", "high", "people"),
)


def verify_csv(found: Verification) -> str:
    """A row a promise."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(COLUMNS)
    for one in found.verified:
        mark, promise = one.mark, one.promise
        cells = (
            *(promise.id, promise.words, mark.status, mark.says, promise.measure),
            *(moment(promise.due_us), mark.kept, mark.broken, mark.n, mark.rate),
            *(mark.low, mark.high, len(one.people)),
        )
        write(["" if cell is None else inert(str(cell)) for cell in cells])
    return out.getvalue()


def verify_junit(found: Verification) -> str:
    """A test case a promise: broken, late and partly fail; open and unverifiable are skipped."""
    suite = ElementTree.Element("testsuite", name="troth verify")
    failed = skipped = 0
    for one in found.verified:
        promise = one.promise
        side = f"troth.verify.{_clean(promise.side)}" if promise.side else "troth.verify"
        case = ElementTree.SubElement(suite, "testcase", classname=side, name=_clean(promise.words))
        said = _clean(one.mark.says)
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
    return _clean("\n".join([one.promise.id, *sides, f"people: {people}" if people else ""]))


def _clean(text: str | None) -> str:
    """Text without what XML 1.0 cannot hold."""
    plain = shown(text or "")
    return "".join(sign if sign.isprintable() or sign in "\n\t" else " " for sign in plain)

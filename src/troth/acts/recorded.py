"""The record that a person names as evidence of what she says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from troth.errors import UnknownNameError

if TYPE_CHECKING:
    from troth.acts.opening import Workspace
    from troth.model.evidence import Evidence


def the_record(work: Workspace, id: str) -> Evidence:
    """The record of this id; `UnknownNameError` where there is none."""
    found = work.index.record(id.strip())
    if found is None:
        advice = "Copy it from the record's page; it begins with “e-”."
        raise UnknownNameError("record", id, advice=advice)
    return found

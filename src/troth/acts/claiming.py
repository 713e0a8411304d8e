"""Which of the files that are added are all there is of their system, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from troth.acts.found import STREAM, File
from troth.acts.importing import Asked, Done
from troth.acts.known import digest_of
from troth.acts.opening import Workspace
from troth.acts.whole import Claims, Settled, claims_of


def claims_among(
    place: Workspace, files: Sequence[File], asked: Asked, insist: bool
) -> Claims | None:
    """The files among these that are all there is of their system."""
    claiming = []
    for file in files:
        own = place.settings.file(file.cited)
        if (asked.whole or own.whole) and (file.cited == STREAM or file.path.is_file()):
            known = "" if file.cited == STREAM else digest_of(file.path, own, asked)
            claiming.append((file.cited, known))
    return claims_of(place, claiming, insist=insist)


def told(done: Sequence[Done], settled: Sequence[Settled]) -> list[Done]:
    """The receipts, of which the last of each group tells what is gone."""
    last = {one.paths[-1]: one for one in settled}
    return [
        replace(each, receipt=replace(each.receipt, gone=found.gone, whole=found.says))
        if (found := last.get(each.receipt.path))
        else each
        for each in done
    ]

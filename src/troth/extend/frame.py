"""A batch of drafts in columns: the fast way in for tables of a million rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any, cast

from troth.model.evidence import Draft, Identifier
from troth.model.origin import Origin

COMMON = (
    "key",
    "at_us",
    "precision",
    "zone",
    "by",
    "about",
    "account",
    "parties",
    "thread",
    "ours",
    "side",
    "system",
    "origin_link",
    "extra",
)
"""Columns of every kind; all others of a frame are fields of its kind."""


@dataclass(slots=True)
class Frame:
    """Drafts of one kind from one file, column by column; all columns have the same length.

    A column is a list, or one of `troth.text.columns`. `columns` holds those of `Draft` by name (`at_us` always; `by`, `about`, `account` as
    Identifier or None; `parties` as tuples; `extra` as mappings) and the fields of the kind.
    A column that is missing is null throughout. `rows` are the rows of `file`, from 1.
    """

    kind: str
    file: str
    columns: dict[str, Sequence[Any]]
    rows: list[int]

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> Sequence[Any]:
        """A column, or as many nulls."""
        found = self.columns.get(name)
        return found if found is not None else [None] * len(self.rows)

    def where(self, kept: Sequence[bool]) -> Frame:
        """Only the rows marked."""
        columns: dict[str, Sequence[Any]] = {
            name: list(compress(values, kept)) for name, values in self.columns.items()
        }
        return Frame(self.kind, self.file, columns, list(compress(self.rows, kept)))

    def drafts(self) -> Iterator[Draft]:
        """The same rows one by one."""
        common = [self.column(name) for name in COMMON]
        names = [name for name in self.columns if name not in COMMON]
        fields = [self.columns[name] for name in names]
        links = self.column("origin_link")
        for at, row in enumerate(self.rows):
            head = {name: column[at] for name, column in zip(COMMON, common, strict=True)}
            yield _draft(
                self.kind,
                Origin(self.file, row, link=links[at]),
                head,
                {name: column[at] for name, column in zip(names, fields, strict=True)},
            )


def _draft(
    kind: str, origin: Origin, head: Mapping[str, Any], fields: Mapping[str, object]
) -> Draft:
    return Draft(
        kind=kind,
        at_us=cast(int, head["at_us"]),
        origin=origin,
        key=head["key"],
        precision=head["precision"] or "second",
        zone=head["zone"],
        by=cast("Identifier | None", head["by"]),
        about=head["about"],
        account=head["account"],
        parties=head["parties"] or (),
        thread=head["thread"],
        ours=head["ours"],
        side=head["side"],
        system=head["system"],
        fields={name: value for name, value in fields.items() if value is not None},
        extra=head["extra"] or {},
    )

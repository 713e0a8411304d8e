"""All an author of a source imports.

A source file holds `CARD`, `recognises(opened)` (0 to 1: how surely this file is its own),
`read(opened)` and `EXAMPLES`. `read` gives `Draft`s one by one, or `Frame`s of many rows in
columns, an `Introduction` for somebody whom the file names besides what she did, a `Covered` where
the export itself says until when it is complete, and a `Reject` for whatever it cannot read; it never raises because of what stands in a file. A tabular export is mostly data: a `Table` says which headers it knows, and
`read_table` does the rest.
"""

from troth.extend.bundle import Member, is_bundle, members, names_in
from troth.extend.frame import Frame
from troth.extend.mailbox import is_mailbox, read_mailbox
from troth.extend.nested import Nested, nested, peeked
from troth.extend.opened import (
    Opened,
    Reading,
    open_bytes,
    open_file,
    open_stream,
)
from troth.extend.people import account, person, staff
from troth.extend.refusal import refuse, unreadable
from troth.extend.stated import stated, until_of
from troth.extend.tabular import (
    Column,
    Table,
    chosen_columns,
    headers,
    read_table,
    recognise,
)
from troth.model.card import SourceCard
from troth.model.covered import Covered
from troth.model.evidence import Draft, Identifier
from troth.model.example import Sample
from troth.model.introduction import Introduction
from troth.model.origin import Origin, Span
from troth.model.reject import Reject

__all__ = [
    "Column",
    "Covered",
    "Draft",
    "Frame",
    "Identifier",
    "Introduction",
    "Member",
    "Nested",
    "Opened",
    "Origin",
    "Reading",
    "Reject",
    "Sample",
    "SourceCard",
    "Span",
    "Table",
    "account",
    "chosen_columns",
    "headers",
    "is_bundle",
    "is_mailbox",
    "members",
    "names_in",
    "nested",
    "open_bytes",
    "open_file",
    "open_stream",
    "peeked",
    "person",
    "read_mailbox",
    "read_table",
    "recognise",
    "refuse",
    "staff",
    "stated",
    "unreadable",
    "until_of",
]

"""Evidence: one dated fact with its origin. Ten kinds, each a typed table.

`COMMON` columns stand in every kind; `KINDS` adds those of its own. Types are named in plain
words ("string", "int64", "float64", "bool"); the store turns them into an Arrow schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from troth.model.origin import Origin

Precision = Literal["second", "minute", "day"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its plain type, and what it means."""

    name: str
    type: Literal["string", "int64", "float64", "bool"]
    means: str


COMMON: tuple[Column, ...] = (
    Column("id", "string", "hash of kind, system and natural key; stable across edits"),
    Column("version", "string", "hash of the content"),
    Column("ts_us", "int64", "when it happened, UTC microseconds since 1970"),
    Column("zone", "string", "time zone it was recorded in, where known"),
    Column("precision", "string", "second, minute or day"),
    Column("by", "string", "handle of who acted"),
    Column("about", "string", "handle of the person served"),
    Column("account", "string", "handle of the account"),
    Column("thread", "string", "conversation, ticket or order it belongs to"),
    Column("ours", "string", "which of our brands"),
    Column("side", "string", "side of the market: customer, driver, merchant …"),
    Column("system", "string", "the system it was kept in"),
    Column("origin_file", "string", "file it was read from"),
    Column("origin_row", "int64", "row in that file, from 1"),
    Column("origin_link", "string", "link back to the source system"),
    Column("seen_us", "int64", "when troth first saw this version"),
    Column("extra", "string", "unknown columns of the export, kept as JSON"),
)

KINDS: Mapping[str, tuple[Column, ...]] = {
    "message": (
        Column("direction", "string", "in (from them) or out (from us)"),
        Column("channel", "string", "mail, chat, phone …"),
        Column("subject", "string", "subject line"),
        Column("text", "string", "the words, quoted replies and signatures stripped"),
        Column("automatic", "bool", "a bounce, an auto-reply or another machine's message"),
    ),
    "step": (
        Column("activity", "string", "what was done"),
        Column("resource", "string", "handle or name of the queue or desk"),
        Column("status", "string", "state of the case after the step"),
    ),
    "survey_answer": (
        Column("question", "string", "what was asked"),
        Column("scale", "string", "nps, csat, ces or the options"),
        Column("score", "float64", "the answer as a number"),
        Column("text", "string", "the answer in words"),
    ),
    "review": (
        Column("score", "float64", "stars or points"),
        Column("title", "string", "headline"),
        Column("text", "string", "the words"),
        Column("reply", "string", "our answer"),
    ),
    "purchase": (
        Column("item", "string", "what was bought"),
        Column("quantity", "float64", "how many"),
        Column("amount", "float64", "what was paid"),
        Column("currency", "string", "in which money"),
    ),
    "use": (
        Column("event", "string", "what was done with the product"),
        Column("count", "float64", "how often"),
    ),
    "period": (
        Column("plan", "string", "what is subscribed to"),
        Column("status", "string", "active, cancelled …"),
        Column("start_us", "int64", "from, UTC microseconds"),
        Column("end_us", "int64", "until, UTC microseconds"),
        Column("amount", "float64", "price of one interval"),
        Column("currency", "string", "in which money"),
    ),
    "incident": (
        Column("title", "string", "what was wrong"),
        Column("impact", "string", "how bad"),
        Column("start_us", "int64", "from, UTC microseconds"),
        Column("end_us", "int64", "until, UTC microseconds"),
        Column("planned", "bool", "announced beforehand"),
        Column("text", "string", "what was said about it"),
    ),
    "change": (
        Column("what", "string", "product, price, terms or API"),
        Column("title", "string", "the change in a line"),
        Column("text", "string", "the change in full"),
        Column("announced_us", "int64", "when it was said, UTC microseconds"),
        Column("effect_us", "int64", "when it holds, UTC microseconds"),
    ),
    "document": (
        Column("path", "string", "where it lies, relative to what was added"),
        Column("title", "string", "its title"),
        Column("genre", "string", "plan, launch, price, terms, reply, …"),
        Column("text", "string", "the text as its author sees it"),
    ),
}

PARTY: tuple[Column, ...] = (
    Column("id", "string", "the record"),
    Column("handle", "string", "a further person addressed"),
    Column("part", "string", "to, cc …"),
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """One way a person is known: an address, a customer number, a nickname.

    `scheme` is "email", "phone", "id" (a number inside a system, given as `system:number`),
    "account" or "staff"; `name` is what the record calls the person, if it says.
    """

    scheme: str
    value: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as a source read it, before it is sealed into the store.

    `key` is its natural key inside the system; None where the export has none, and then the
    canonical row and its ordinal among identical rows stand in. `fields` holds the columns of
    its kind by name; `by`, `about` and `account` are identifiers, never names in clear.
    """

    kind: str
    at_us: int
    origin: Origin
    key: str | None = None
    precision: Precision = "second"
    zone: str | None = None
    by: Identifier | None = None
    about: Identifier | None = None
    account: Identifier | None = None
    parties: tuple[tuple[str, Identifier], ...] = ()
    thread: str | None = None
    ours: str | None = None
    side: str | None = None
    system: str | None = None
    fields: Mapping[str, object] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record as pages and faces read it from the index; `fields` holds its kind's columns.

    `gone_us` is since when it is known that its system no longer has it.
    """

    id: str
    version: str
    kind: str
    at_us: int
    precision: Precision
    by: str | None
    about: str | None
    account: str | None
    thread: str | None
    ours: str | None
    side: str | None
    system: str
    origin: Origin
    seen_us: int
    zone: str | None = None
    fields: Mapping[str, object] = field(default_factory=dict)
    gone_us: int | None = None

    @property
    def text(self) -> str:
        """The words of the record, empty where it has none."""
        return str(self.fields.get("text") or "")

"""The tables of the ledger, for SQLite and PostgreSQL alike.

Times are UTC microseconds. Bodies are JSON kept as text, so that both databases hold the same
bytes. No table has a status that is overwritten: a state is always folded from entries.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Serial = BigInteger().with_variant(Integer, "sqlite")

manifest = Table(
    "manifest",
    metadata,
    Column("generation", BigInteger, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("act", Text, nullable=False),
    Column("at_us", BigInteger, nullable=False),
    Column("path", Text, nullable=False),
    Column("digest", Text, nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("system", Text, nullable=False),
    Column("body", Text, nullable=False),
)
manifest_file = Table(
    "manifest_file",
    metadata,
    Column("path", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("generation", BigInteger, ForeignKey("manifest.generation"), nullable=False, index=True),
)
reject = Table(
    "reject",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("generation", BigInteger, ForeignKey("manifest.generation"), nullable=False, index=True),
    Column("file", Text, nullable=False),
    Column("row", BigInteger),
    Column("start", BigInteger),
    Column("end", BigInteger),
    Column("link", Text),
    Column("excerpt", Text, nullable=False),
    Column("says", Text, nullable=False),
    Column("advice", Text, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("id", Text, primary_key=True),
    Column("handle", Text, nullable=False, unique=True),
    Column("name", Text),
    Column("known_as", Text, nullable=False),
)
person = Table(
    "person",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text),
    Column("known_as", Text, nullable=False),
    Column("side", Text, index=True),
    Column("account", Text, index=True),
    Column("title", Text),
    Column("staff", Boolean, nullable=False),
)
handle = Table(
    "handle",
    metadata,
    Column("handle", Text, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False, index=True),
    Column("scheme", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("name", Text),
    Column("folded", Text, nullable=False),
)
tie = Table(
    "tie",
    metadata,
    Column("handle", Text, primary_key=True),
    Column("tied", Text, primary_key=True, index=True),
    Column("system", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("row", BigInteger),
    Column("doubt", Text),
)
account_domain = Table(
    "account_domain",
    metadata,
    Column("domain", Text, primary_key=True),
    Column("account", Text, nullable=False),
)
account_parent = Table(
    "account_parent",
    metadata,
    Column("account", Text, primary_key=True),
    Column("parent", Text, nullable=False, index=True),
    Column("told", Text, nullable=False),
)
member = Table(
    "member",
    metadata,
    Column("handle", Text, primary_key=True),
    Column("account", Text, primary_key=True, index=True),
)
fingerprint = Table(
    "fingerprint",
    metadata,
    Column("fingerprint", Text, primary_key=True),
    Column("at_us", BigInteger, nullable=False),
)
written = Table(
    "written",
    metadata,
    Column("path", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("at_us", BigInteger, nullable=False),
    Column("about", Text),
)

entry = Table(
    "entry",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("at_us", BigInteger, nullable=False),
    Column("who", Text, nullable=False),
    Column("deed", Text, nullable=False, index=True),
    Column("target", Text, nullable=False, index=True),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)
saying = Table(
    "saying",
    metadata,
    Column("id", Text, primary_key=True),
    Column("promise", Text, nullable=False, index=True),
    Column("record", Text, nullable=False, index=True),
    Column("version", Text, nullable=False),
    Column("start", BigInteger, nullable=False),
    Column("end", BigInteger, nullable=False),
    Column("voice", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("firmness", Text, nullable=False),
    Column("recogniser", Text, nullable=False),
    Column("recogniser_version", Text, nullable=False),
    Column("at_us", BigInteger, nullable=False),
    Column("due_start", BigInteger),
    Column("due_end", BigInteger),
    Column("due_us", BigInteger),
    Column("condition_start", BigInteger),
    Column("condition_end", BigInteger),
    Column("to", Text, index=True),
    Column("by", Text),
    Column("ours", Text),
    Column("side", Text),
)
promise = Table(
    "promise",
    metadata,
    Column("id", Text, primary_key=True),
    Column("born_us", BigInteger, nullable=False),
    Column("saying", Text),
    Column("to", Text, index=True),
    Column("record", Text, index=True),
)
recognised = Table(
    "recognised",
    metadata,
    Column("recogniser", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("generation", BigInteger, nullable=False),
    Column("at_us", BigInteger, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("at_us", BigInteger, nullable=False),
    Column("generation", BigInteger, nullable=False),
    Column("last_entry", BigInteger, nullable=False),
    Column("as_of_us", BigInteger),
    Column("known_at_us", BigInteger),
    Column("body", Text, nullable=False),
)
wording = Table(
    "wording",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("body", Text, nullable=False),
)
sighting = Table(
    "sighting",
    metadata,
    Column("run", BigInteger, ForeignKey("run.number"), primary_key=True),
    Column("finding", Text, primary_key=True),
    Column("lens", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("wording", Text, ForeignKey("wording.digest"), nullable=False),
    Index("ix_sighting_finding_run", "finding", "run"),
    Index("ix_sighting_subject", "subject"),
)
lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until_us", BigInteger, nullable=False),
)

"""The first tables: manifest, directory, entries, sayings, promises, runs and sightings.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Build them in an empty database."""
    _manifest()
    _directory()
    _entries()
    _runs()


def downgrade() -> None:
    """There is nothing before the first tables."""
    raise NotImplementedError("the first tables cannot be taken back; remove the ledger instead")


def _manifest() -> None:
    op.create_table(
        "manifest",
        sa.Column("generation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("generation", name=op.f("pk_manifest")),
        sa.UniqueConstraint("id", name=op.f("uq_manifest_id")),
    )
    op.create_index(op.f("ix_manifest_digest"), "manifest", ["digest"], unique=False)
    op.create_table(
        "manifest_file",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("generation", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["generation"], ["manifest.generation"], name=op.f("fk_manifest_file_generation")
        ),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_manifest_file")),
    )
    op.create_index(
        op.f("ix_manifest_file_generation"), "manifest_file", ["generation"], unique=False
    )
    op.create_table(
        "reject",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("generation", sa.BigInteger(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=True),
        sa.Column("start", sa.BigInteger(), nullable=True),
        sa.Column("end", sa.BigInteger(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["generation"], ["manifest.generation"], name=op.f("fk_reject_generation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reject")),
    )
    op.create_index(op.f("ix_reject_generation"), "reject", ["generation"], unique=False)
    op.create_table(
        "recognised",
        sa.Column("recogniser", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("generation", sa.BigInteger(), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("recogniser", "version", name=op.f("pk_recognised")),
    )


def _directory() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("known_as", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("handle", name=op.f("uq_account_handle")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("known_as", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("staff", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_account"), "person", ["account"], unique=False)
    op.create_index(op.f("ix_person_side"), "person", ["side"], unique=False)
    op.create_table(
        "handle",
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_handle_person")),
        sa.PrimaryKeyConstraint("handle", name=op.f("pk_handle")),
    )
    op.create_index(op.f("ix_handle_person"), "handle", ["person"], unique=False)
    op.create_table(
        "fingerprint",
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_fingerprint")),
    )


def _entries() -> None:
    op.create_table(
        "entry",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_entry_deed"), "entry", ["deed"], unique=False)
    op.create_index(op.f("ix_entry_target"), "entry", ["target"], unique=False)
    op.create_table(
        "saying",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("promise", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("end", sa.BigInteger(), nullable=False),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("firmness", sa.Text(), nullable=False),
        sa.Column("recogniser", sa.Text(), nullable=False),
        sa.Column("recogniser_version", sa.Text(), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("due_start", sa.BigInteger(), nullable=True),
        sa.Column("due_end", sa.BigInteger(), nullable=True),
        sa.Column("due_us", sa.BigInteger(), nullable=True),
        sa.Column("condition_start", sa.BigInteger(), nullable=True),
        sa.Column("condition_end", sa.BigInteger(), nullable=True),
        sa.Column("to", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("ours", sa.Text(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saying")),
    )
    op.create_index(op.f("ix_saying_promise"), "saying", ["promise"], unique=False)
    op.create_index(op.f("ix_saying_record"), "saying", ["record"], unique=False)
    op.create_index(op.f("ix_saying_to"), "saying", ["to"], unique=False)
    op.create_index(op.f("ix_saying_voice"), "saying", ["voice"], unique=False)
    op.create_table(
        "promise",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("born_us", sa.BigInteger(), nullable=False),
        sa.Column("saying", sa.Text(), nullable=True),
        sa.Column("to", sa.Text(), nullable=True),
        sa.Column("record", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
    )
    op.create_index(op.f("ix_promise_record"), "promise", ["record"], unique=False)
    op.create_index(op.f("ix_promise_to"), "promise", ["to"], unique=False)


def _runs() -> None:
    op.create_table(
        "run",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("generation", sa.BigInteger(), nullable=False),
        sa.Column("last_entry", sa.BigInteger(), nullable=False),
        sa.Column("as_of_us", sa.BigInteger(), nullable=True),
        sa.Column("known_at_us", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_run")),
        sa.UniqueConstraint("id", name=op.f("uq_run_id")),
    )
    op.create_table(
        "wording",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_wording")),
    )
    op.create_table(
        "sighting",
        sa.Column("run", sa.BigInteger(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("lens", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.number"], name=op.f("fk_sighting_run")),
        sa.ForeignKeyConstraint(["wording"], ["wording.digest"], name=op.f("fk_sighting_wording")),
        sa.PrimaryKeyConstraint("run", "finding", name=op.f("pk_sighting")),
    )
    op.create_index("ix_sighting_finding_run", "sighting", ["finding", "run"], unique=False)
    op.create_index("ix_sighting_subject", "sighting", ["subject"], unique=False)
    op.create_table(
        "lease",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )

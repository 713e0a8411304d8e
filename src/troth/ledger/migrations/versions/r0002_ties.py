"""Ties: which identifiers a system says are one person's.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "tie",
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("tied", sa.Text(), nullable=False),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=True),
        sa.Column("doubt", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("handle", "tied", name=op.f("pk_tie")),
    )
    op.create_index(op.f("ix_tie_tied"), "tie", ["tied"], unique=False)


def downgrade() -> None:
    """Take it away; people tied by it stay one."""
    op.drop_table("tie")

"""Accounts: by which domain people belong to one, to which others, and what it is a part of.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the three tables."""
    op.create_table(
        "account_domain",
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("domain", name=op.f("pk_account_domain")),
    )
    op.create_table(
        "account_parent",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_account_parent")),
    )
    op.create_index(op.f("ix_account_parent_parent"), "account_parent", ["parent"], unique=False)
    op.create_table(
        "member",
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("handle", "account", name=op.f("pk_member")),
    )
    op.create_index(op.f("ix_member_account"), "member", ["account"], unique=False)


def downgrade() -> None:
    """Take them away; people keep the account their own records name."""
    op.drop_table("member")
    op.drop_table("account_parent")
    op.drop_table("account_domain")

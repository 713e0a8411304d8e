"""Names without their marks: “Jose” finds José among people who were met before.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

AT_ONCE = 10_000


def upgrade() -> None:
    """What is searched for a person gets a second spelling where the first has marks."""
    con = op.get_bind()
    handle = sa.table("handle", sa.column("handle"), sa.column("folded"))
    change = handle.update().where(handle.c.handle == sa.bindparam("handle_"))
    change = change.values(folded=sa.bindparam("folded_"))
    rows = []
    for name, folded in con.execute(sa.select(handle.c.handle, handle.c.folded)).all():
        if not folded.isascii() and (bare := _bare(folded)) != folded:
            rows.append({"handle_": name, "folded_": f"{folded}\n{bare}"})
    for start in range(0, len(rows), AT_ONCE):
        con.execute(change, rows[start : start + AT_ONCE])


def downgrade() -> None:
    """The second spelling harms nobody and stays."""


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    held = "".join(sign for sign in parts if not "\u0300" <= sign <= "\u036f")
    return unicodedata.normalize("NFC", held)

"""Counts of votes and saved questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "vote_count",
        sa.Column("entry_id", sa.String(40), primary_key=True),
        sa.Column("vote", sa.String(12), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "saved_question",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("saved_question")
    op.drop_table("vote_count")

"""Subscriptions, and the campaigns that are closed to later ones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "subscription",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("province", sa.String(2), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("frequency", sa.String(8), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
    )
    op.create_index("subscription_province", "subscription", ["province"])
    op.create_table(
        "closed",
        sa.Column("campaign", sa.Text, primary_key=True),
        sa.Column("due", sa.BigInteger, primary_key=True),
    )


def downgrade() -> None:
    op.drop_table("closed")
    op.drop_table("subscription")

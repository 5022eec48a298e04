"""Chats of officers who asked for notices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "notice_chat",
        sa.Column("holder", sa.LargeBinary, primary_key=True),
        sa.Column("chat_id", sa.BigInteger),
        sa.Column("token", sa.LargeBinary, unique=True),
        sa.Column("valid_until", sa.BigInteger),
    )


def downgrade() -> None:
    op.drop_table("notice_chat")

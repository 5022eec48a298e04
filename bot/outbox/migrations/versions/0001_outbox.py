"""Campaigns, their letters and the pace that all senders share."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("on_uncertain", sa.String(10), nullable=False),
        sa.Column("not_before", sa.BigInteger, nullable=False),
        sa.Column("deadline", sa.BigInteger, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "letter",
        sa.Column("campaign", sa.Text, primary_key=True),
        sa.Column("chat_id", sa.BigInteger, primary_key=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("zone", sa.String(4), nullable=False),
        sa.Column("lease", sa.BigInteger),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("reason", sa.String(40)),
        sqlite_with_rowid=False,
    )
    _index("letter_pending", ["campaign", "zone", "due"], "state = 'pending'")
    _index("letter_sending", ["lease"], "state = 'sending'")
    pace = op.create_table(
        "pace",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.Column("blocked_until", sa.BigInteger, nullable=False),
    )
    op.bulk_insert(pace, [{"id": 1, "next_at": 0, "blocked_until": 0}])


def downgrade() -> None:
    for table in ("pace", "letter", "campaign"):
        op.drop_table(table)


def _index(name: str, columns: list[str], where: str) -> None:
    op.create_index(name, "letter", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))

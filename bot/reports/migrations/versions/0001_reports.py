"""Everything that is kept of reports, and the salt of this installation."""

from __future__ import annotations

import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SALT_BYTES = 16


def upgrade() -> None:
    site = op.create_table(
        "site",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("salt", sa.LargeBinary, nullable=False),
    )
    op.bulk_insert(site, [{"id": 1, "salt": secrets.token_bytes(SALT_BYTES)}])
    _holder()
    _report()
    _key_tables()
    _message()
    op.create_table(
        "attachment",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        sa.Column("report", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        _of_report(),
        sqlite_with_rowid=False,
    )
    op.create_index("attachment_report", "attachment", ["report"])
    _audit()


def _holder() -> None:
    op.create_table(
        "holder",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("agency", sa.String(80), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("opening", sa.LargeBinary),
        sa.Column("signing", sa.LargeBinary),
        sa.Column("invitation", sa.LargeBinary, unique=True),
        sa.Column("invited_until", sa.Date),
        sqlite_with_rowid=False,
    )


def _report() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        sa.Column("lookup_id", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("r_public", sa.LargeBinary, nullable=False),
        sa.Column("m_public", sa.LargeBinary, nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("province", sa.String(40)),
        sa.Column("received", sa.Date, nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("outcome", sa.String(20)),
        sa.Column("status_date", sa.Date, nullable=False),
        sa.Column("formal_due", sa.Date, nullable=False),
        sa.Column("purge_date", sa.Date, nullable=False),
        sa.Column("format", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("report_purge_date", "report", ["purge_date"])
    op.create_table(
        "envelope",
        sa.Column("report", sa.LargeBinary, primary_key=True),
        sa.Column("mailbox", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        _of_report(),
        sqlite_with_rowid=False,
    )


def _key_tables() -> None:
    """Who can open which report, and who must never."""
    op.create_table(
        "access",
        sa.Column("report", sa.LargeBinary, primary_key=True),
        sa.Column("holder", sa.LargeBinary, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        _of_report(),
        sa.ForeignKeyConstraint(["holder"], ["holder.id"]),
        sqlite_with_rowid=False,
    )
    op.create_index("access_holder", "access", ["holder", "report"])
    op.create_table(
        "exclusion",
        sa.Column("report", sa.LargeBinary, primary_key=True),
        sa.Column("holder", sa.LargeBinary, primary_key=True),
        _of_report(),
        sa.ForeignKeyConstraint(["holder"], ["holder.id"]),
        sqlite_with_rowid=False,
    )


def _message() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        sa.Column("report", sa.LargeBinary, nullable=False),
        sa.Column("side", sa.String(10), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("officer_copy", sa.LargeBinary),
        _of_report(),
        sa.UniqueConstraint("report", "number"),
        sqlite_with_rowid=False,
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("holder", sa.LargeBinary),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("reference", sa.LargeBinary),
        sa.Column("detail", sa.String(120), nullable=False),
        sa.Column("previous", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
    )
    op.create_index("audit_reference", "audit", ["reference"])


def _of_report() -> Any:
    return sa.ForeignKeyConstraint(["report"], ["report.id"], ondelete="CASCADE")


def downgrade() -> None:
    for name in ("audit", "attachment", "message", "exclusion", "access", "envelope", "report", "holder", "site"):
        op.drop_table(name)

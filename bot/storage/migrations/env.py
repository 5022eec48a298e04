"""Alembic runs this for each command; the connection comes from `Database.migrate`."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import bot.feedback.tables  # noqa: F401  fills the metadata that migrations are compared with

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

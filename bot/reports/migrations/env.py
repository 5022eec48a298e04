"""Alembic runs this for each command; the connection comes from `Database.migrate`."""

from __future__ import annotations

from alembic import context

from bot.reports.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

"""Alembic runs this for each command; the connection comes from `Database.migrate`."""

from __future__ import annotations

from alembic import context
from sqlalchemy import text

from bot.outbox.tables import Letterbox

connection = context.config.attributes["connection"]
if connection.dialect.name == "postgresql":
    # Several senders may start at once; the others wait here and then find everything done.
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('bolehkah migrations'))"))
context.configure(connection=connection, target_metadata=Letterbox.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()

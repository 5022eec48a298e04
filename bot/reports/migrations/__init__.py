"""Alembic migrations of the reports' database."""

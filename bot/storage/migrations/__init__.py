"""Alembic migrations of the main database: feedback and saved questions."""

"""Databases: engines with safe pragmas, and their migrations."""

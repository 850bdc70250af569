"""Decisions of screening without a database."""

"""Decisions about duty, without a database and a clock."""

"""Decisions about the record and about what leaves the house, without a database."""

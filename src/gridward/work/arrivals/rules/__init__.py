"""Decisions of arrivals without a database."""

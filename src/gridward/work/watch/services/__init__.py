"""Writes of the watch list."""

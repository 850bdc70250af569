"""Reads of the watch list."""

"""Writes of measures on persons: one file a verb."""

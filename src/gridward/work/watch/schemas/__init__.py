"""Shapes of the watch list."""

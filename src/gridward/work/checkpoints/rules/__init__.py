"""Decisions of the gate."""

"""Writes of what gates are told."""

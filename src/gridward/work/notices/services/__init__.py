"""Writes of service groups."""

"""Reads of service groups."""

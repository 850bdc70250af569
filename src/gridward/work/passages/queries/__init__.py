"""Reads of passages."""

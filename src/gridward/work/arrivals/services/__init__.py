"""Verbs of arrivals."""

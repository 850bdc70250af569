"""Phones at gates, a server that changes under them, a network between, and what must come of it."""

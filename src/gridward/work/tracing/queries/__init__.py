"""Reads of tracing."""

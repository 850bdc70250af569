"""Reads of arrivals."""

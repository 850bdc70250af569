"""Reads of what gates are told."""

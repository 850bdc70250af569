"""Reads of supplies."""

"""Reads of inspections."""

"""Reads of risk areas."""

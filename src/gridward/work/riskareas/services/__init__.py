"""Writes of risk areas."""

"""Writes of the territory: one function per verb."""

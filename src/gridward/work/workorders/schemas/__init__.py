"""Shapes of work orders that cross the wire."""

"""Shapes of the territory on the wire."""

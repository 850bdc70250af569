"""Shapes of measures on persons that cross the wire."""

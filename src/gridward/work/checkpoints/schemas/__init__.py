"""Shapes of gates and passes that cross the wire."""

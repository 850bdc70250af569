"""Shapes of duty that cross the wire."""

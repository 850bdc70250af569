"""Shapes of the service on the wire."""

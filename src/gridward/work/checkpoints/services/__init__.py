"""Writes of gates and passes."""

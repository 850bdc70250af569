"""Writes of help of households."""

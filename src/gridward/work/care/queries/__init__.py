"""Reads of help of households."""

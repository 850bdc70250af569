"""Reads of gates and passes."""

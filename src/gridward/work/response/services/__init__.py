"""Writes of the response level: one signed decision for each switch."""

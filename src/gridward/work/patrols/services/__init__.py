"""Writes of patrols, papers and draws."""

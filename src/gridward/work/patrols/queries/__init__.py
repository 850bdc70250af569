"""Reads of patrols, papers and draws."""

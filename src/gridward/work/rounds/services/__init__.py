"""Writes of survey rounds."""

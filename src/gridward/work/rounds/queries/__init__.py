"""Reads of survey rounds."""

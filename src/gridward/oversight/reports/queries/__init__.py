"""Reads of the reports, a file a matter."""

"""Writes of screening. `taking` matches, and is for the job worker and the command line alone."""

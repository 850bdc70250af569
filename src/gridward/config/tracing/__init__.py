"""Tracing on the command line: commands and refusals. What is asked and answered stands in `planning.tracing`."""

"""Tracing on the command line. What is asked and answered stands in `planning.tracing`."""

"""Rules of tracing."""

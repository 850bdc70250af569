"""Rules of the watch list."""

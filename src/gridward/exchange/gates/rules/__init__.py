"""Rules of what gates are told."""

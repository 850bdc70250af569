"""Plain decisions about handovers."""

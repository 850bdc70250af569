"""Acts with passages."""

"""What comes down to a phone."""

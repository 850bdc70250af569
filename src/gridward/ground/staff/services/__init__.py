"""Writes of the service: `members`, `appointments` (P1, P2) and `accounts`."""

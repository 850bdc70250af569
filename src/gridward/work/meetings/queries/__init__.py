"""Reads of meetings: units, what sections count, one meeting whole, bulletins."""

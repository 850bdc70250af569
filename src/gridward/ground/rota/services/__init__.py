"""Writes of duty: places, plans, changes, who is out, swaps, paper."""

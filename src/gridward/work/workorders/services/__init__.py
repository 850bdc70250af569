"""Writes of work orders: opened, moved, swept by the clock, following posts and places."""

"""Reads of rule books: what holds, versions, what a change changed."""

"""Writes of rule books: drafts, reviews, withdrawals, figures compared with the paper."""

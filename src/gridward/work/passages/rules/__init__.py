"""Decisions about passages, without database or clock."""

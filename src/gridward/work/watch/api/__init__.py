"""Doors of the watch list and of missing residents."""

from gridward.work.watch.api.entries import router as watch
from gridward.work.watch.api.missing import at_gates as missing_at_gates
from gridward.work.watch.api.missing import router as missing

__all__ = ["missing", "missing_at_gates", "watch"]

"""Tables of the watch list and of missing residents."""

from gridward.work.watch.models.entries import WatchAppeal, WatchCall, WatchEntry
from gridward.work.watch.models.missing import MissingResident

__all__ = ["MissingResident", "WatchAppeal", "WatchCall", "WatchEntry"]

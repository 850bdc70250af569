"""Doors of supplies."""

from gridward.work.supplies.api.requests import router as requests
from gridward.work.supplies.api.stock import router

router.add_router("/requests", requests)

__all__ = ["router"]

"""Doors of the territory."""

from gridward.ground.territory.api.book import router as book
from gridward.ground.territory.api.checks import router as checks
from gridward.ground.territory.api.grids import router as grids
from gridward.ground.territory.api.places import router as places
from gridward.kernel.http import door

router = door("territory")
for part in (grids, places, checks, book):
    router.add_router("", part)

__all__ = ["router"]

"""Doors of the register: people and organisations, and roster import."""

from gridward.ground.register.api.people import router
from gridward.ground.register.api.rosters import router as rosters

router.add_router("/imports", rosters)

__all__ = ["router"]

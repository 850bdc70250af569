"""Doors of the register: people and organisations, and roster import."""

from gridward.ground.register.api.doors import router as doors
from gridward.ground.register.api.leaving import router as leaving
from gridward.ground.register.api.people import router
from gridward.ground.register.api.rosters import router as rosters

router.add_router("/imports", rosters)
router.add_router("/exports", leaving)
router.add_router("", doors)

__all__ = ["router"]

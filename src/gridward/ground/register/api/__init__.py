"""Doors of the register: people and organisations, coming and leaving, history, the conflict desk, roster import."""

from gridward.ground.register.api.conflicts import router as conflicts
from gridward.ground.register.api.doors import router as doors
from gridward.ground.register.api.exports import router as exports
from gridward.ground.register.api.histories import router as histories
from gridward.ground.register.api.life import router as life
from gridward.ground.register.api.people import router
from gridward.ground.register.api.rosters import router as rosters
from gridward.ground.register.api.situations import router as situations
from gridward.ground.register.api.together import router as together

router.add_router("", life)
router.add_router("", together)
router.add_router("", situations)
router.add_router("", histories)
router.add_router("/conflicts", conflicts)
router.add_router("/imports", rosters)
router.add_router("/exports", exports)
router.add_router("", doors)

__all__ = ["router"]

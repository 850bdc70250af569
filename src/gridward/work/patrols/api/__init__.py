"""Doors of patrols, logs, sheets and draws."""

from gridward.kernel.http import door
from gridward.work.patrols.api.draws import router as draws
from gridward.work.patrols.api.papers import logs_router, sheets_router
from gridward.work.patrols.api.walked import patrols_router, points_router

router = door("work")
router.add_router("/points", points_router)
router.add_router("/patrols", patrols_router)
router.add_router("/logs", logs_router)
router.add_router("/sheets", sheets_router)
router.add_router("/draws", draws)

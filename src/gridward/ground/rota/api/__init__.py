"""Doors of duty: places, shifts, swaps, and what is one's own."""

from gridward.ground.rota.api.drafts import router as drafts
from gridward.ground.rota.api.homes import me_router as own_home
from gridward.ground.rota.api.people import router as people
from gridward.ground.rota.api.places import router
from gridward.ground.rota.api.shifts import me_router
from gridward.ground.rota.api.shifts import router as shifts
from gridward.ground.rota.api.swaps import me_router as own_swaps
from gridward.ground.rota.api.swaps import router as swaps
from gridward.ground.rota.api.wishes import me_router as own_wishes
from gridward.ground.rota.api.wishes import router as wishes

router.add_router("/shifts", shifts)
router.add_router("/swaps", swaps)
router.add_router("/drafts", drafts)
router.add_router("/wishes", wishes)
router.add_router("", people)
me_router.add_router("/swaps", own_swaps)
me_router.add_router("/wishes", own_wishes)
me_router.add_router("/home", own_home)

__all__ = ["me_router", "router"]

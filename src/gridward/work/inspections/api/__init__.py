"""Doors of inspections, notices, plans, facilities and filings."""

from gridward.work.inspections.api.filings import router as filings
from gridward.work.inspections.api.notices import router as notices
from gridward.work.inspections.api.plans import facilities_router, plans_router
from gridward.work.inspections.api.seen import router

router.add_router("/notices", notices)
router.add_router("/plans", plans_router)
router.add_router("/facilities", facilities_router)
router.add_router("/filings", filings)

__all__ = ["router"]

"""Doors of the reports: figures, the overview and Annex 5, its layout, snapshots, briefs; the forms beside them."""

from gridward.oversight.reports.api.annex5 import router
from gridward.oversight.reports.api.briefs import router as briefs
from gridward.oversight.reports.api.forms import router as forms
from gridward.oversight.reports.api.layouts import router as layouts
from gridward.oversight.reports.api.overview import router as overview
from gridward.oversight.reports.api.snapshots import router as snapshots

router.add_router("/briefs", briefs)
router.add_router("/forms", forms)
router.add_router("/layout", layouts)
router.add_router("/snapshots", snapshots)
router.add_router("", overview)

__all__ = ["router"]

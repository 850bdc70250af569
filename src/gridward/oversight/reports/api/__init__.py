"""Doors of the reports: figures and Annex 5; the forms beside them."""

from gridward.oversight.reports.api.annex5 import router
from gridward.oversight.reports.api.forms import router as forms

router.add_router("/forms", forms)

__all__ = ["router"]

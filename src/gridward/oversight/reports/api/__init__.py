"""Doors of the reports: figures and Annex 5; the forms beside them."""

from gridward.oversight.reports.api.annex5 import router

__all__ = ["router"]

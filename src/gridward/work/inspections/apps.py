"""Inspections as a Django app."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Inspections, notices of rectification, facilities, filings."""

    name = "gridward.work.inspections"
    label = "inspections"
    default_auto_field = "django.db.models.BigAutoField"

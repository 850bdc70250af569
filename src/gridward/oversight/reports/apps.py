"""Reports as a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Figures, Annex 5, its layouts and signed snapshots."""

    name = "gridward.oversight.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

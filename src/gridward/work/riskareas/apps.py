"""Risk areas as a Django app."""

from django.apps import AppConfig


class RiskAreasConfig(AppConfig):
    """Notices and the areas that they opened and closed."""

    name = "gridward.work.riskareas"
    label = "riskareas"
    default_auto_field = "django.db.models.BigAutoField"

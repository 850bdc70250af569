"""Patrols as a Django app."""

from django.apps import AppConfig


class PatrolsConfig(AppConfig):
    """Patrols, the work log and the daily sheet."""

    name = "gridward.work.patrols"
    label = "patrols"
    default_auto_field = "django.db.models.BigAutoField"

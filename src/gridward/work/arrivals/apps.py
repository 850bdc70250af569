"""Arrivals as a Django app."""

from django.apps import AppConfig


class ArrivalsConfig(AppConfig):
    """Who came from where, and what was decided."""

    name = "gridward.work.arrivals"
    label = "arrivals"
    default_auto_field = "django.db.models.BigAutoField"

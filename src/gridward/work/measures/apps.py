"""Measures on persons as a Django app."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """Measures, their phases, deeds, transfers, appeals and readings."""

    name = "gridward.work.measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"

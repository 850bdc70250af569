"""Duty as a Django app."""

from django.apps import AppConfig


class RotaConfig(AppConfig):
    """Duty places, shifts, swaps."""

    name = "gridward.ground.rota"
    label = "rota"
    default_auto_field = "django.db.models.BigAutoField"

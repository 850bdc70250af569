"""Rounds as a Django app."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """Survey rounds and the visits of them."""

    name = "gridward.work.rounds"
    label = "rounds"
    default_auto_field = "django.db.models.BigAutoField"

"""Handovers as a Django app."""

from django.apps import AppConfig


class HandoversConfig(AppConfig):
    """Handovers at gates, and what is lacking of them."""

    name = "gridward.work.handovers"
    label = "handovers"
    default_auto_field = "django.db.models.BigAutoField"

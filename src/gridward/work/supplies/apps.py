"""Supplies as a Django app."""

from django.apps import AppConfig


class SuppliesConfig(AppConfig):
    """Articles, stores, movements, requests."""

    name = "gridward.work.supplies"
    label = "supplies"
    default_auto_field = "django.db.models.BigAutoField"

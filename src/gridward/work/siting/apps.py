"""Siting of checkpoints as a Django app."""

from django.apps import AppConfig


class SitingConfig(AppConfig):
    """Studies and their plans."""

    name = "gridward.work.siting"
    label = "siting"
    default_auto_field = "django.db.models.BigAutoField"

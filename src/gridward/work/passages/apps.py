"""Passages as a Django app."""

from django.apps import AppConfig


class PassagesConfig(AppConfig):
    """Who passed the gates."""

    name = "gridward.work.passages"
    label = "passages"
    default_auto_field = "django.db.models.BigAutoField"

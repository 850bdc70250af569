"""Sync as a Django app."""

from django.apps import AppConfig


class SyncConfig(AppConfig):
    """The feed of changes and the phones that read it."""

    name = "gridward.exchange.sync"
    label = "sync"
    default_auto_field = "django.db.models.BigAutoField"

"""The watch list as a Django app."""

from django.apps import AppConfig


class WatchConfig(AppConfig):
    """Entries, objections, calls of gates, missing residents."""

    name = "gridward.work.watch"
    label = "watch"
    default_auto_field = "django.db.models.BigAutoField"

"""The response level as a Django app."""

from django.apps import AppConfig


class ResponseConfig(AppConfig):
    """Levels, standings and signed decisions."""

    name = "gridward.work.response"
    label = "response"
    default_auto_field = "django.db.models.BigAutoField"

"""Pushed lists as a Django app."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Lists, their rows, candidates, tasks and contacts."""

    name = "gridward.work.screening"
    label = "screening"
    default_auto_field = "django.db.models.BigAutoField"

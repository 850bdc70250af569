"""Meetings as a Django app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Daily meetings and bulletins."""

    name = "gridward.work.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

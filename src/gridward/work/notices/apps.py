"""Notices as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Service groups, and what is told in them."""

    name = "gridward.work.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

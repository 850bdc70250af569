"""Audit as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only record."""

    name = "gridward.ground.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

"""Tracing as a Django app."""

from django.apps import AppConfig


class TracingConfig(AppConfig):
    """Cases, runs, contacts, evidence, decisions."""

    name = "gridward.work.tracing"
    label = "tracing"
    default_auto_field = "django.db.models.BigAutoField"

"""Help of households as a Django app."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """Plans, contacts, and unnamed counts of what is over."""

    name = "gridward.work.care"
    label = "care"
    default_auto_field = "django.db.models.BigAutoField"

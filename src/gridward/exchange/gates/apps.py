"""Gates on phones as a Django app."""

from django.apps import AppConfig


class GatesConfig(AppConfig):
    """What gates are told of passes."""

    name = "gridward.exchange.gates"
    label = "gates"
    default_auto_field = "django.db.models.BigAutoField"

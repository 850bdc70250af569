"""The portal as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Slips and what residents declare with them."""

    name = "gridward.exchange.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

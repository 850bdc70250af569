"""Register as a Django app."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Households, residents, organisations and roster import."""

    name = "gridward.ground.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"

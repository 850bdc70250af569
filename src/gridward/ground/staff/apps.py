"""Staff as a Django app."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """People of the service and their sign-in."""

    name = "gridward.ground.staff"
    label = "staff"
    default_auto_field = "django.db.models.BigAutoField"

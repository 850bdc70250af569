"""Rule books as a Django app."""

from django.apps import AppConfig


class RulebooksConfig(AppConfig):
    """Books of streets, their versions and checks."""

    name = "gridward.work.rulebooks"
    label = "rulebooks"
    default_auto_field = "django.db.models.BigAutoField"

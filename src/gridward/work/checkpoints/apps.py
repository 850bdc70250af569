"""Gates as a Django app."""

from django.apps import AppConfig


class CheckpointsConfig(AppConfig):
    """Gates, their rules, and passes."""

    name = "gridward.work.checkpoints"
    label = "checkpoints"
    default_auto_field = "django.db.models.BigAutoField"

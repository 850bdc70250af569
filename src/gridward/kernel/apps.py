"""The kernel as a Django app."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Tables of the kernel."""

    name = "gridward.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

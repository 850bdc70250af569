"""Work orders as a Django app."""

from django.apps import AppConfig


class WorkOrdersConfig(AppConfig):
    """Whatever somebody must do by a time."""

    name = "gridward.work.workorders"
    label = "workorders"
    default_auto_field = "django.db.models.BigAutoField"

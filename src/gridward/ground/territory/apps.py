"""Territory as a Django app."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """Divisions, grids and places."""

    name = "gridward.ground.territory"
    label = "territory"
    default_auto_field = "django.db.models.BigAutoField"

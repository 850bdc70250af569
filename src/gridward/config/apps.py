"""The house as a Django app: at start it subscribes listeners and watches sign-ins."""

from importlib import import_module

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """No tables of its own."""

    name = "gridward.config"
    label = "config"

    def ready(self) -> None:
        """Put the house together once all models are known (which is why these are imported by name here)."""
        import_module("gridward.config.sign_in").watch_sign_in()
        import_module("gridward.config.subscriptions").subscribe_all()
        import_module("gridward.config.handovers").contribute_all()
        import_module("gridward.config.gate_counts").count_passages()
        import_module("gridward.config.evidence").offer_all()
        import_module("gridward.config.agenda").contribute_all()
        import_module("gridward.config.levels").contribute_all()

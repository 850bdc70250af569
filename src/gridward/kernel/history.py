"""History of rows: what a row was before each change and each removal, kept by triggers (django-pghistory).

What a row is now stands in the row itself, so adding a row costs nothing more; bulk statements are covered too,
since the triggers work on whole statements. Each kept row names who changed it (see `gridward.kernel.rows`).
"""

from collections.abc import Callable
from typing import Any

import pghistory
import pgtrigger
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def keeps_history(model_name: str) -> Callable[[type[models.Model]], type[models.Model]]:
    """Class decorator: former states of the model's rows go to the model `model_name` of the same app."""
    decorate: Any = pghistory.track(
        pghistory.UpdateEvent(row="OLD", level=pgtrigger.Statement),
        pghistory.DeleteEvent(row="OLD", level=pgtrigger.Statement),
        model_name=model_name,
    )
    return decorate  # type: ignore[no-any-return]


class Kept(Operation):
    """Migration step: install the triggers that stand in the options of models made in the same migration.

    pgtrigger would write one step a trigger, and Django renders all related models anew at each: this one step
    makes a fresh installation seconds faster.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, models: list[str]) -> None:
        self.models = models

    def deconstruct(self) -> tuple[str, list[object], dict[str, list[str]]]:
        """For the migration writer."""
        return (self.__class__.__name__, [], {"models": self.models})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The triggers are in the models' options already."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create functions and triggers."""
        for name in self.models:
            for trigger in to_state.models[app_label, name.lower()].options["triggers"]:
                schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop them."""
        for name in self.models:
            for trigger in from_state.models[app_label, name.lower()].options["triggers"]:
                schema_editor.execute(trigger.uninstall_sql, params=None)

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Keep the history of {', '.join(self.models)}"

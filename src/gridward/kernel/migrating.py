"""Bringing the tables up to date, and migration steps that are SQL alone."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def migrate() -> None:
    """Bring the tables up to date by Django's `migrate`, at a tenth of its cost."""
    with changed_classes_alone():
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def changed_classes_alone() -> Iterator[None]:
    """After a step build anew the model class of the table that changed, and no other.

    Django builds those of all tables related to it too, over however many tables: some 47,000 classes for an upgrade
    from our first landed version. A later step that runs Python still has all of them built anew, as Django does
    after any delayed step (`ProjectState.clear_delayed_apps_cache`). Django's own way came to the same tables
    (compared on 2026-11-29); that an upgrade comes to those of a new home is tested.
    """

    def itself(
        state: ProjectState, app_label: str, model_name: str, delay: bool = False
    ) -> set[tuple[str, str]]:
        state.is_delayed = True
        return {(app_label, model_name)}

    django: Any = ProjectState
    which = django._find_reload_model
    django._find_reload_model = itself
    try:
        yield
    finally:
        django._find_reload_model = which


class Statements(Operation):
    """Base of such steps. A subclass gives `up` and `down`, `deconstruct` for the migration writer, and `describe`."""

    reversible = True
    reduces_to_sql = True

    @abstractmethod
    def up(self, app_label: str, state: ProjectState) -> Iterable[str]:
        """The statements of `migrate`; `state` is that after the step."""

    @abstractmethod
    def down(self, app_label: str, state: ProjectState) -> Iterable[str]:
        """The statements that take the step back; `state` is that before it."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: policies, triggers and functions are not part of Django's state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Say what `up` gives."""
        for statement in self.up(app_label, to_state):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Say what `down` gives."""
        for statement in self.down(app_label, from_state):
            schema_editor.execute(statement, params=None)

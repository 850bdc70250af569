"""Migration steps that are SQL alone: what they say on the way up and on the way down; nothing of Django's state."""

from abc import abstractmethod
from collections.abc import Iterable

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


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

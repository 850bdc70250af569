"""What a row was at an earlier version, by the states that history keeps, in the order of a sequence, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model

from gridward.ground.territory.models import Placed

R = TypeVar("R", bound=Model)


@dataclass(frozen=True)
class State(Generic[R]):
    """A state of a row, and what ended it: when, with which words, whether a removal; the present has not ended."""

    row: R
    ended_at: datetime | None = None
    words: dict[str, Any] | None = None
    removed: bool = False

    def word(self, name: str) -> Any:
        """One of the words that the ending act left, such as `name` (of who did it), `on`, `correction`."""
        return (self.words or {}).get(name)


def kept_of(model: type[Model]) -> Any:
    """The model of a table's former rows."""
    return model._meta.get_field("events").related_model


def as_row(model: type[R], event: Any) -> R:
    """A former state as an instance of its model; sealed columns open."""
    columns = [field.attname for field in model._meta.concrete_fields]
    return model(**{name: getattr(event, name) for name in columns})


def as_state(model: type[R], event: Any) -> State[R]:
    """A former state with what ended it."""
    ended = (event.pgh_created_at, event.pgh_context or {}, event.pgh_label == "delete")
    return State(as_row(model, event), *ended)


def states_since(row: Placed, version: int) -> Sequence[State[Any]]:
    """The states from a version on to the present; empty where history does not know that version."""
    model = type(row)
    events = kept_of(model).objects.filter(pgh_obj_id=row.pk, version__gte=version)
    states = [as_state(model, event) for event in events.order_by("pgh_id")]
    if not states or getattr(states[0].row, "version") != version:  # noqa: B009
        return ()
    return (*states, State(row))

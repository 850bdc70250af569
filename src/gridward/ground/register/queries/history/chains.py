"""The states of many rows, each in the order in which it had them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from gridward.ground.register.queries.states import State, as_state, kept_of

Chain = Sequence[State[Any]]


def chains(
    model: type[Model], column: str, ids: Collection[UUID], grids: Collection[UUID]
) -> Iterator[Chain]:
    """The states of each row that a column names, as far as they lay in the grids.

    The order is that of the sequence of the kept rows: no clock that was set back turns it round.
    """
    found: dict[UUID, list[State[Any]]] = defaultdict(list)
    wanted = {f"{column}__in": ids, "grid_id__in": grids}
    for event in kept_of(model).objects.filter(**wanted).order_by("pgh_id"):
        found[event.pgh_obj_id].append(as_state(model, event))
    for row in model._default_manager.filter(**wanted):
        found[row.pk].append(State(row))
    yield from found.values()


def times(chain: Chain) -> list[datetime]:
    """When each state began, for the order among chains: never before the state that it follows."""
    began = [getattr(chain[0].row, "created_at")]  # noqa: B009
    for state in chain:
        if state.ended_at is not None:
            began.append(max(began[-1], state.ended_at))
    return began

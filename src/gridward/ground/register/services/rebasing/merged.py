"""Three states of any row become what is left to write, or the fields that a person must decide."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model

from gridward.ground.register.problems import ChangedMeanwhile
from gridward.ground.register.queries.states import State, as_row, kept_of, states_since
from gridward.ground.register.rules.merging import Clash, merge
from gridward.ground.register.rules.shown import compared
from gridward.ground.register.terms.entries import ORGANISATION_PLACE, PLACE
from gridward.ground.territory.models import Placed
from gridward.kernel.problems import Stale

M = TypeVar("M", bound=Model)
Values = dict[str, Hashable]
FOLLOWS_DOCUMENT = frozenset({"document_kind", "document_missing", "birth_date", "sex"})
PERSON = ("name", "sex", "birth_date", "document_kind", "document_missing")
"""What residents and employees share, but for the number itself."""
_SEALED = frozenset({"document", "phone"})


@dataclass(frozen=True)
class Decided:
    """A person saw both sides at a version, and wants theirs over the other's in these fields."""

    version: int
    fields: Collection[str]


def began_at(row: Placed, version: int) -> Sequence[State[Any]]:
    """The states of a row since a version, that one first. Raises Stale where history does not know it."""
    states = states_since(row, version)
    if not states:
        raise Stale
    return states


def left_over(
    row: Placed,
    states: Sequence[State[Any]],
    sides: tuple[Values, Values, Values],
    decided: Decided | None,
) -> Values:
    """The fields that are left to write; `sides` are the state before, mine and theirs. Raises ChangedMeanwhile."""
    merged = merge(*sides)
    values = {**merged.values, **_decided(row, merged.clashes, decided)}
    asked = [one for one in _independent(merged.clashes) if one.field not in values]
    if asked:
        fields = [_told(clash, states) for clash in asked]
        raise ChangedMeanwhile(version=row.version, fields=fields)
    return values


def place_text(row: object) -> str:
    """A place with all that is decided together, as one text; its words are the last of it."""
    names = PLACE if hasattr(row, "dwelling_id") else ORGANISATION_PLACE
    return "\x1f".join(str(getattr(row, name) or "") for name in names)


def beside(
    model: type[M],
    wanted: Mapping[str, Any],
    states: Sequence[State[Any]],
    is_made_by: Callable[[State[Any]], bool],
) -> M | None:
    """A row that hangs on another as it was when the first of the other's states stood; None where it was not there.

    `is_made_by` says whether the act that ended a state made the row.
    """
    events = kept_of(model).objects.filter(**wanted).order_by("pgh_id")
    kept = {_act(event.pgh_context or {}): event for event in reversed(list(events))}
    for state in states:
        if is_made_by(state):
            return None
        if event := kept.get(_act(state.words or {})):
            return as_row(model, event)
    return model._default_manager.filter(**wanted).first()


def told_before(
    states: Sequence[State[Any]], name: str, otherwise: Sequence[str]
) -> tuple[Hashable, ...]:
    """A list of which each act that changes it leaves word, as the first act since found it."""
    told = next((state.word(name) for state in states if state.word(name) is not None), otherwise)
    return tuple(told)


def _act(words: Mapping[str, Any]) -> object:
    return words.get("id") or words.get("batch") or object()


def _decided(row: Placed, clashes: Sequence[Clash], decided: Decided | None) -> Values:
    """The fields that the writer wants over what the other wrote, if nobody wrote again since they saw it."""
    if decided is None or decided.version != row.version:
        return {}
    wanted = set(decided.fields)
    if "document" in wanted:
        wanted |= FOLLOWS_DOCUMENT
    return {clash.field: clash.mine for clash in clashes if clash.field in wanted}


def _independent(clashes: Sequence[Clash]) -> list[Clash]:
    """Birth and sex follow from a number: where the number is asked, they are not asked too."""
    asked = {clash.field for clash in clashes}
    follows = FOLLOWS_DOCUMENT if "document" in asked else frozenset()
    return [clash for clash in clashes if clash.field not in follows]


def _told(clash: Clash, states: Sequence[State[Any]]) -> dict[str, Any]:
    state = _changed_by(clash.field, states)
    return {
        "field": clash.field,
        **{
            name: compared(clash.field, getattr(clash, name))
            for name in ("before", "mine", "theirs")
        },
        "by": state.word("name") or "",
        "at": state.ended_at.isoformat() if state.ended_at else "",
        "version": state.row.version + 1,
    }


def _changed_by(field: str, states: Sequence[State[Any]]) -> State[Any]:
    """The state whose end changed the field last; what stands in other tables, then the last act of all."""
    for place in range(len(states) - 2, -1, -1):
        state, after = states[place], states[place + 1]
        if _field(state.row, field) != _field(after.row, field):
            return state
    return states[-2]


def _field(row: Any, field: str) -> object:
    if field == "place":
        return place_text(row)
    return row.open_sealed(field) if field in _SEALED else getattr(row, field, None)

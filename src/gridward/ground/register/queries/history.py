"""What happened to a household and its people: who changed which field when, before and after.

Triggers keep each former state of a row, with who ended it; the state that followed is the next one
kept, or the row as it is. Who made a row is told by the record, since making it keeps nothing.
Personal values are masked.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import Model

from gridward.ground.audit.models import Line
from gridward.ground.register.models import (
    Household,
    Resident,
    ResidentPhone,
    ResidentSituation,
    Vehicle,
)
from gridward.ground.register.queries.rows import found, visible_to
from gridward.ground.territory.models import Grid
from gridward.kernel.access import Actor, Permission
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.masking import (
    mask_address,
    mask_document,
    mask_name,
    mask_phone,
    mask_plate,
)
from gridward.kernel.texts import say

FIELDS: dict[type[Model], tuple[str, ...]] = {
    Household: ("address_text", "grid_id", "tenure", "state", "persons_said", "note"),
    Resident: (
        *("name", "sex", "birth_date", "document_kind", "document", "document_missing"),
        *("relation", "employer", "note", "household_id", "left_on"),
    ),
    ResidentPhone: ("phone",),
    Vehicle: ("plate",),
    ResidentSituation: ("tested", "from_key_area", "away"),
}
_WORDS = {
    "tenure": "tenure",
    "state": "household_state",
    "sex": "sex",
    "away": "away",
    "document_kind": "document_kind",
    "document_missing": "document_missing",
    "tested": "yes_no",
    "from_key_area": "yes_no",
}
_MASKS: dict[str, Callable[[str], str]] = {
    "name": mask_name,
    "document": mask_document,
    "phone": mask_phone,
    "plate": mask_plate,
    "birth_date": lambda day: f"{day[:4]}-**-**",
}
_SAME_ACT = timedelta(minutes=1)
"""Within this time after a row was made the record says who made it."""


@dataclass(frozen=True)
class FieldChange:
    """One field by its key (`word.register.field.<key>`) before and after, in words."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Change:
    """One act on one row. `what` is added, changed or removed; `subject` a masked name or empty."""

    at: datetime
    by: str
    what: str
    kind: str
    subject: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class _State:
    """A state of a row, and when and by whom it ended; the present one has not ended."""

    row: Model
    ended_at: datetime | None = None
    ended_by: str = ""


def household_history(actor: Actor, household_id: UUID, language: str) -> list[Change]:
    """Every change of the household and of who is registered in it, the newest first."""
    household = found(visible_to(actor, Household), household_id)
    teller = _Teller(actor, household, language)
    models: list[type[Model]] = [Household, Resident, ResidentPhone, Vehicle]
    if actor.may(Permission.SITUATION_READ, household.grid_id):
        models.append(ResidentSituation)
    changes = [change for model in models for change in teller.changes(model)]
    changes.reverse()  # of one instant, too, the last act comes first
    return sorted(changes, key=lambda change: change.at, reverse=True)


class _Teller:
    """Tells the changes of one household's rows in one language."""

    def __init__(self, actor: Actor, household: Household, language: str) -> None:
        self._language = language
        self._household = household
        rows = visible_to(actor, Resident).filter(household=household)
        self._names = {row.pk: mask_name(row.name) for row in rows}
        self._places: dict[UUID, str] = dict(Grid.objects.values_list("pk", "name"))
        self._doors = visible_to(actor, Household)
        subjects = [household.pk, *self._names]
        self._lines = list(Line.objects.filter(about_id__in=subjects).order_by("seq"))

    def changes(self, model: type[Model]) -> Iterator[Change]:
        """Creations, changes and removals of a table's rows, in no order."""
        for chain in _chains(model, *self._scope(model)):
            first, last = chain[0].row, chain[-1]
            yield self._change(model, None, first, _made_at(first), self._maker(first))
            for state, after in pairwise(chain):
                if state.ended_at:
                    yield self._change(model, state.row, after.row, state.ended_at, state.ended_by)
            if last.ended_at:
                yield self._change(model, last.row, None, last.ended_at, last.ended_by)

    def _scope(self, model: type[Model]) -> tuple[str, Sequence[UUID]]:
        if model is Household:
            return "id", [self._household.pk]
        return ("id" if model is Resident else "resident_id"), list(self._names)

    def _change(
        self, model: type[Model], before: Model | None, after: Model | None, at: datetime, by: str
    ) -> Change:
        row = after or before
        what = "changed" if before and after else "added" if after else "removed"
        told = (
            FieldChange(name.removesuffix("_id"), self._text(before, name), self._text(after, name))
            for name in FIELDS[model]
        )
        fields = tuple(one for one in told if one.before != one.after)
        subject = self._names.get(_subject_id(row), "")
        return Change(at, by, what, model._meta.model_name or "", subject, fields)

    def _maker(self, row: Model) -> str:
        made = _made_at(row)
        subject = _subject_id(row)
        for line in self._lines:
            if line.about_id == subject and made <= line.at <= made + _SAME_ACT:
                return line.actor_name
        return ""

    def _text(self, row: Model | None, name: str) -> str | None:
        """A field's value in words, masked where it is personal; None for nothing."""
        value = _value(row, name) if row else None
        if value is None or value == "":
            return None
        if isinstance(value, UUID):
            return self._place(value)
        if name in _WORDS:
            return say(f"word.register.{_WORDS[name]}.{str(value).lower()}", self._language)
        text = value.isoformat() if isinstance(value, date) else str(value)
        return _MASKS[name](text) if name in _MASKS else text

    def _place(self, row_id: UUID) -> str:
        """A grid's name or another household's address; "…" beyond the actor's grids."""
        if row_id not in self._places:
            door = self._doors.filter(pk=row_id).first()
            self._places[row_id] = mask_address(door.address_text) if door else "…"
        return self._places[row_id]


def _chains(model: type[Model], column: str, ids: Sequence[UUID]) -> Iterator[list[_State]]:
    """The states of each row in their order."""
    chains: dict[UUID, list[_State]] = defaultdict(list)
    kept: Any = model._meta.get_field("events").related_model
    for event in kept.objects.filter(**{f"{column}__in": ids}).order_by("pgh_id"):
        columns = [field.attname for field in model._meta.concrete_fields]
        row = model(**{name: getattr(event, name) for name in columns})
        by = (event.pgh_context or {}).get("name", "")
        chains[row.pk].append(_State(row, event.pgh_created_at, by))
    for row in model._default_manager.filter(**{f"{column}__in": ids}):
        chains[row.pk].append(_State(row))
    yield from chains.values()


def _value(row: Model, name: str) -> Any:
    if isinstance(row, Sealing) and isinstance(row._meta.get_field(name), SealedField):
        return row.open_sealed(name)
    return getattr(row, name)


def _made_at(row: Model) -> datetime:
    made: datetime = getattr(row, "created_at")  # noqa: B009
    return made


def _subject_id(row: Model | None) -> UUID:
    """The resident of a row, or the household itself."""
    found_id: UUID = getattr(row, "resident_id", None) or getattr(row, "pk")  # noqa: B009
    return found_id

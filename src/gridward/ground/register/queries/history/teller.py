"""Tells the changes of rows in one language. Triggers keep each former state of a row with the words of the act that
ended it; the state that followed is the next one kept, or the row as it is. Who made a row is told by the record,
since making it keeps nothing. Personal values are masked.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from gridward.ground.audit.models import Line
from gridward.ground.register.models import Household
from gridward.ground.register.queries.history.chains import Chain, times
from gridward.ground.register.queries.history.fields import FIELDS, WORDS, key_of
from gridward.ground.register.queries.history.told import Change, FieldChange
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.queries.states import State
from gridward.ground.register.rules.shown import MASKS, plain
from gridward.ground.register.terms.people import RegisterAct
from gridward.ground.territory.models import Grid
from gridward.kernel.access import Actor
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.masking import mask_address
from gridward.kernel.texts import say

_SAME_ACT = timedelta(seconds=10)
"""Within this time after a row was made the record says who made it: its line ends the same transaction."""
_LOOKS = frozenset({RegisterAct.REVEALED})
"""Acts that make nothing."""
BEYOND = "…"
"""Stands for a place outside the reader's grids."""

Dated = tuple[datetime, Change]


class Teller:
    """`names` are the masked names of the subjects by id; the record is asked about them."""

    def __init__(
        self, actor: Actor, language: str, subjects: Collection[UUID], names: dict[UUID, str]
    ) -> None:
        self._language = language
        self._names = names
        self._places: dict[UUID, str] = dict(Grid.objects.values_list("pk", "name"))
        self._doors = visible_to(actor, Household)
        about = Q(about_id__in=subjects) | Q(also_about__overlap=list(subjects))
        self._lines = list(Line.objects.filter(about).exclude(act__in=_LOOKS).order_by("seq"))

    def tell(self, model: type[Model], chain: Chain, subject: UUID | None) -> Iterator[Dated]:
        """Making, changes and removal of a row in their order, each with the time by which it is sorted."""
        began = times(chain)
        first, last = chain[0].row, chain[-1]
        yield began[0], self._made(model, first, subject)
        for place, (state, after) in enumerate(pairwise(chain), 1):
            change = self._ended(model, state, after.row, subject)
            if change.fields or model is Household:  # a split changes no field of the household
                yield began[place], change
        if last.ended_at:
            yield began[-1], self._ended(model, last, None, subject)

    def _made(self, model: type[Model], row: Model, subject: UUID | None) -> Change:
        made: datetime = getattr(row, "created_at")  # noqa: B009
        line = self._maker(made, row.pk, subject)
        return Change(
            at=made,
            by=line.actor_name if line else "",
            what="added",
            kind=model._meta.model_name or "",
            subject=self._names.get(subject, "") if subject else "",
            fields=self._fields(model, None, row),
            subject_id=subject,
            act=line.act if line else "",
            on=getattr(row, "came_on", None),
        )

    def _ended(
        self, model: type[Model], state: State[Any], after: Model | None, subject: UUID | None
    ) -> Change:
        on = state.word("on")
        return Change(
            at=state.ended_at or getattr(state.row, "updated_at"),  # noqa: B009
            by=state.word("name") or "",
            what="removed" if state.removed else "changed",
            kind=model._meta.model_name or "",
            subject=self._names.get(subject, "") if subject else "",
            fields=self._fields(model, state.row, after, gone_beyond=not state.removed),
            subject_id=subject,
            act=state.word("act") or "",
            on=date.fromisoformat(on) if on else None,
            correction=bool(state.word("correction")),
            reason=state.word("reason") or "",
        )

    def _fields(
        self,
        model: type[Model],
        before: Model | None,
        after: Model | None,
        gone_beyond: bool = False,
    ) -> tuple[FieldChange, ...]:
        """The fields that differ; of a row that went beyond the reader's grids only from where it went."""
        if before is not None and after is None and gone_beyond:
            where = next(
                (name for name in ("household_id", "grid_id") if hasattr(before, name)), ""
            )
            return (FieldChange(key_of(model, where), self._text(before, where), BEYOND),)
        return tuple(
            FieldChange(key_of(model, name), self._text(before, name), self._text(after, name))
            for name in FIELDS[model]
            if _differs(before, after, name)
        )

    def _maker(self, made: datetime, *about: UUID | None) -> Line | None:
        wanted = {one for one in about if one}
        for line in self._lines:
            if wanted & {line.about_id, *line.also_about} and made <= line.at <= made + _SAME_ACT:
                return line
        return None

    def _text(self, row: Model | None, name: str) -> str | None:
        """A field's value in words, masked where it is personal; None for nothing."""
        value = _value(row, name) if row else None
        if isinstance(value, list):
            return "、".join(self._word(name, one) for one in value) or None
        if isinstance(value, UUID):
            return self._place(value)
        text = plain(value)
        if text is None:
            return None
        if name in WORDS:
            return self._word(name, text)
        return MASKS[name](text) if name in MASKS else text

    def _word(self, name: str, value: str) -> str:
        return say(f"word.register.{WORDS[name]}.{value}", self._language)

    def _place(self, row_id: UUID) -> str:
        """A grid's name or another household's address; "…" beyond the actor's grids."""
        if row_id not in self._places:
            door = self._doors.filter(pk=row_id).first()
            self._places[row_id] = mask_address(door.address_text) if door else BEYOND
        return self._places[row_id]


def _differs(before: Model | None, after: Model | None, name: str) -> bool:
    """By the values themselves: two numbers that look alike under their stars are still two."""
    one, other = (_value(row, name) if row else None for row in (before, after))
    return (one or None) != (other or None) or (one is False) != (other is False)


def _value(row: Model, name: str) -> Any:
    if isinstance(row, Sealing) and isinstance(row._meta.get_field(name), SealedField):
        return row.open_sealed(name)
    return getattr(row, name)

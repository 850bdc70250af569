"""Divisions: added and ended, never removed; their codes are never given twice."""

from datetime import date
from typing import Any

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.models import Division
from gridward.ground.territory.problems import (
    CodeElsewhere,
    CodeTaken,
    DaysNotInOrder,
    DivisionOver,
    LevelWrong,
    NameMissing,
)
from gridward.ground.territory.terms.places import DivisionLevel, TerritoryAct
from gridward.kernel.access import Actor, Permission
from gridward.kernel.codes import division as codes
from gridward.kernel.problems import NotAllowed

LEVELS = {
    "province": DivisionLevel.PROVINCE,
    "city": DivisionLevel.CITY,
    "county": DivisionLevel.DISTRICT,
    "street": DivisionLevel.STREET,
    "community": DivisionLevel.COMMUNITY,
}


@transaction.atomic
def add_division(
    actor: Actor,
    *,
    code: str,
    name: str,
    parent: Division | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    source: str = "",
) -> Division:
    """Enter a division; its level is told by the digits of its code, `valid_to` is the first day without it.

    Raises NotAllowed, NameMissing, CodeTaken (also by an ended division), CodeElsewhere, LevelWrong,
    DaysNotInOrder, and WrongDivisionCode of the kernel.
    """
    found = codes.parse(code)
    _require(actor, found)
    if not name.strip():
        raise NameMissing
    if valid_from and valid_to and valid_to <= valid_from:
        raise DaysNotInOrder
    if Division.objects.filter(code=found.code).exists():
        raise CodeTaken(code=found.code)
    division = Division(
        code=found.code,
        name=name.strip(),
        level=LEVELS[found.level],
        parent=_parent(found, parent),
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
    )
    division.save(force_insert=True)
    _note(actor, TerritoryAct.DIVISION_ADDED, division)
    return division


@transaction.atomic
def end_division(
    actor: Actor,
    *,
    division: Division,
    on: date,
    successor: Division | None = None,
    source: str = "",
) -> Division:
    """Let a division hold until the day before `on`; it keeps its code and names who took over.

    Raises NotAllowed, DivisionOver, DaysNotInOrder, LevelWrong (a successor of another level).
    """
    division = Division.objects.select_for_update().get(pk=division.pk)
    _require(actor, codes.parse(division.code))
    if division.valid_to is not None:
        raise DivisionOver(name=division.name)
    if division.valid_from and on <= division.valid_from:
        raise DaysNotInOrder
    if successor and (successor.level != division.level or successor.pk == division.pk):
        raise LevelWrong(code=successor.code)
    division.valid_to, division.successor = on, successor
    division.source = source or division.source
    division.save()
    _note(actor, TerritoryAct.DIVISION_ENDED, division, day=str(on))
    return division


def _require(actor: Actor, code: codes.DivisionCode) -> None:
    """Somebody of a street keeps the communities of that street; an administrator keeps all."""
    actor.require(Permission.TERRITORY_CHANGE)
    if actor.member_id is None:
        return
    street = Division.objects.filter(pk=actor.street_id).first() if actor.street_id else None
    if street is None or not codes.DivisionCode(street.code).contains(code):
        raise NotAllowed(permission=Permission.TERRITORY_CHANGE.value)


def _parent(code: codes.DivisionCode, given: Division | None) -> Division | None:
    """The division above: as given, or found by the code."""
    above = code.parent
    if above is None or given is None:
        return Division.objects.filter(code=above.code).first() if above else None
    if not codes.DivisionCode(given.code).contains(code):
        raise CodeElsewhere(code=code.code, above=given.code)
    if given.code != above.code:
        raise LevelWrong(code=code.code)
    return given


def _note(actor: Actor, act: TerritoryAct, division: Division, **more: str) -> None:
    successor = division.successor.name if division.successor else "—"
    words: dict[str, Any] = {"name": division.name, "code": division.code, **more}
    record(actor, act, About("territory_division", division.pk), successor=successor, **words)

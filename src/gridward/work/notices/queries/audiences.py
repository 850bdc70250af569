"""For whom a notice or a material is: the households and units at its grids, buildings and stairwells."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, Q, QuerySet

from gridward.work.notices.models import Material, Notice
from gridward.work.notices.queries.coverage import in_a_group, living
from gridward.work.notices.terms import SubjectKind, Whom

_SPOKEN_TO = {
    SubjectKind.HOUSEHOLD: {Whom.EVERYBODY, Whom.HOUSEHOLDS, Whom.UNREACHED},
    SubjectKind.ORGANISATION: {Whom.EVERYBODY, Whom.ORGANISATIONS},
}


def audience(told: Notice | Material, kind: SubjectKind) -> QuerySet[Any]:
    """The households or units that it is for, at all its grids that the database shows.

    A unit lies in a building, and in no stairwell of it: of the stairwells that are named it knows nothing.
    """
    rows: QuerySet[Any] = living(kind).filter(grid__in=told.grids.values("grid"))
    if Whom(told.whom) not in _SPOKEN_TO[kind]:
        return rows.none()
    if told.whom == Whom.UNREACHED:
        rows = rows.filter(~Exists(in_a_group(kind)))
    if told.buildings or told.units:
        rows = rows.filter(_inside(kind, told.buildings, told.units))
    if kind is SubjectKind.ORGANISATION and told.kinds:
        rows = rows.filter(kind__in=told.kinds)
    return rows


def _inside(kind: SubjectKind, buildings: list[UUID], units: list[UUID]) -> Q:
    if kind is SubjectKind.ORGANISATION:
        return Q(building__in=buildings)
    return Q(dwelling__building__in=buildings) | Q(dwelling__unit__in=units)

"""Where grids and streets came from: what is recorded under an ancestor is read by whoever serves its heirs."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from gridward.ground.territory.models import Division, Grid
from gridward.kernel.access import Grids
from gridward.kernel.compiled import Compiled, Stored

_LINEAGE = """
WITH RECURSIVE reached (id, inherited) AS (
    SELECT id, false FROM ({rows}) own (id)
    UNION
    SELECT former.old_id, true FROM territory_gridsuccession former JOIN reached ON former.new_id = reached.id
)
SELECT id, bool_and(inherited) FROM reached GROUP BY id
"""
_HEIRS = """
WITH RECURSIVE reached (id) AS (
    SELECT new_id FROM territory_gridsuccession WHERE old_id = %s
    UNION
    SELECT later.new_id FROM territory_gridsuccession later JOIN reached ON later.old_id = reached.id
)
SELECT id FROM reached
"""
_STREETS = """
WITH RECURSIVE reached (id) AS (
    SELECT %s::uuid
    UNION
    SELECT division.id FROM territory_division division JOIN reached ON division.successor_id = reached.id
)
SELECT id FROM reached
"""


_OF_GRID = Compiled(
    lambda grid: Grid.objects.filter(pk=grid).values_list("id"), UUID, within=_LINEAGE
)
_OF_COMMUNITY = Compiled(
    lambda street, community: Grid.objects.filter(
        street_id=street, community_id=community
    ).values_list("id"),
    *(UUID, UUID),
    within=_LINEAGE,
)
_OF_STREET = Compiled(
    lambda street: Grid.objects.filter(street_id=street).values_list("id"), UUID, within=_LINEAGE
)


def grid_with_ancestors(grid: UUID) -> tuple[Grids, Grids]:
    """A grid, and all grids that it succeeded at any remove; one query."""
    return _lineage(_OF_GRID.ask(grid))


def community_with_ancestors(street: UUID, community: UUID) -> tuple[Grids, Grids]:
    """The grids of a community of the street, and all grids that they succeeded at any remove; one query."""
    return _lineage(_OF_COMMUNITY.ask(street, community))


def street_with_ancestors(street: UUID) -> tuple[Grids, Grids]:
    """The grids of a street, and all grids that they succeeded at any remove; one query."""
    return _lineage(_OF_STREET.ask(street))


def _lineage(found: list[Stored]) -> tuple[Grids, Grids]:
    own = frozenset(pk for pk, inherited in found if not inherited)
    return own, frozenset(pk for pk, inherited in found if inherited)


def heirs_of(grid: Grid) -> "QuerySet[Grid]":
    """The grids in force that now hold what a retired grid held, at any remove; none for one in force."""
    with connection.cursor() as cursor:
        cursor.execute(_HEIRS, [grid.pk])
        found = [pk for (pk,) in cursor.fetchall()]
    return Grid.objects.filter(pk__in=found, valid_to=None).defer("boundary").order_by("code")


def with_predecessors(street: UUID) -> Collection[UUID]:
    """A street and every street that ended in its favour, at any remove; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_STREETS, [street])
        return [pk for (pk,) in cursor.fetchall()]


def in_force(day: date) -> Q:
    """Rows of divisions or grids whose days hold a day; a division without a first day has always been."""
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gt=day))


def streets_on(street: Division, day: date) -> list[Division]:
    """The streets that were on a day what this street is now: itself and those it took over, by code.

    A street from before the first edition that we know stands for itself.
    """
    rows = Division.objects.filter(pk__in=with_predecessors(street.pk)).filter(in_force(day))
    return list(rows.select_related("successor").order_by("code")) or [street]

"""Grids: added and changed; how one gives way to others is in `services.successions`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.models import Division, Grid
from gridward.ground.territory.problems import (
    CodeElsewhere,
    CodeTaken,
    GridRetired,
    LevelWrong,
    NameMissing,
    SerialUnfit,
)
from gridward.ground.territory.queries.positions import community_grid
from gridward.ground.territory.rules.succession import next_code
from gridward.ground.territory.services.scope import reaching, require_community
from gridward.ground.territory.services.shapes import give_boundary
from gridward.ground.territory.terms.places import DivisionLevel, GridKind, TerritoryAct
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.codes import division as codes
from gridward.kernel.problems import NotFound, Stale


@transaction.atomic
def add_grid(
    actor: Actor,
    *,
    community: Division,
    name: str,
    kind: GridKind = GridKind.BASE,
    boundary: Mapping[str, Any] | None = None,
    code: str = "",
    valid_from: date | None = None,
    fictional: bool = False,
) -> Grid:
    """Lay out a grid; without a code it gets its community's next serial, and the community its own grid.

    Raises NotAllowed, NameMissing, CodeTaken, CodeElsewhere, SerialUnfit, SerialsUsedUp, WrongGridCode and what
    `parse_boundary` refuses.
    """
    require_community(actor, community)
    if not name.strip():
        raise NameMissing
    grid = Grid(
        code=_code(community, kind, code),
        name=name.strip(),
        kind=kind,
        street=_street(community),
        community=community,
        valid_from=valid_from or clock.today(),
        fictional=fictional,
    )
    give_boundary(grid, boundary)
    try:
        with transaction.atomic():
            grid.save(force_insert=True)
    except IntegrityError:
        raise CodeTaken(code=grid.code) from None
    whole = grid if kind is GridKind.COMMUNITY else ensure_community_grid(actor, community, grid)
    reaching(actor, [grid, whole])
    note(actor, TerritoryAct.GRID_ADDED, grid)
    return grid


@transaction.atomic
def change_grid(
    actor: Actor,
    *,
    grid: Grid,
    version: int,
    name: str | None = None,
    boundary: Mapping[str, Any] | None = None,
) -> Grid:
    """Change name or boundary. Places keep their grid; `queries.cover` lists those that now lie elsewhere.

    Raises Stale, GridRetired, NameMissing, NotAllowed, NotFound and what `parse_boundary` refuses.
    """
    grid = locked_grid(actor, grid)
    if grid.version != version:
        raise Stale
    if name is not None:
        if not name.strip():
            raise NameMissing
        grid.name = name.strip()
    if boundary is not None:
        give_boundary(grid, boundary)
    grid.version += 1
    grid.save()
    note(actor, TerritoryAct.GRID_CHANGED, grid)
    return grid


def locked_grid(actor: Actor, grid: Grid) -> Grid:
    """The grid in force, locked until the transaction ends; raises NotFound, NotAllowed, GridRetired."""
    rows = Grid.objects.select_for_update(of=("self",)).select_related("community", "street")
    row = rows.filter(pk=grid.pk).first()
    if row is None:
        raise NotFound
    actor.require(Permission.TERRITORY_CHANGE, row.pk)
    if row.valid_to is not None:
        raise GridRetired(name=row.name)
    return row


def code_for(community: Division) -> str:
    """The code after the highest one ever given in the community; raises SerialsUsedUp."""
    given = Grid.objects.filter(community=community).values_list("code", flat=True)
    return next_code(community.code, given).code


def ensure_community_grid(actor: Actor, community: Division, like: Grid) -> Grid:
    """The community's own grid, made beside its first base grid."""
    found = community_grid(community.pk)
    if found is None:
        found = Grid.objects.create(
            code=f"{community.code}000",
            name=f"{community.name}网格",
            kind=GridKind.COMMUNITY,
            street=_street(community),
            community=community,
            valid_from=like.valid_from,
            fictional=like.fictional,
        )
        note(actor, TerritoryAct.GRID_ADDED, found)
    return found


def note(actor: Actor, act: TerritoryAct, grid: Grid, reason: str = "", **more: Any) -> None:
    """One line of the record about a grid."""
    about = About("territory_grid", grid.pk, grid.pk)
    told = {"name": grid.name, "code": grid.code, **more}
    record(actor, act, about, reason=reason.strip(), street=grid.street_id, **told)


def _street(community: Division) -> Division:
    """The street of a community; raises LevelWrong for any other division."""
    if community.level != DivisionLevel.COMMUNITY or community.parent is None:
        raise LevelWrong(code=community.code)
    return community.parent


def _code(community: Division, kind: GridKind, given: str) -> str:
    if not given:
        return f"{community.code}000" if kind is GridKind.COMMUNITY else code_for(community)
    found = codes.parse_grid(given)
    if found.community.code != community.code:
        raise CodeElsewhere(code=found.code, above=community.code)
    if (found.kind == "community") != (kind is GridKind.COMMUNITY):
        raise SerialUnfit(code=found.code)
    return found.code

"""The rows that an actor may see, stores, and what is sealed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from gridward.ground.staff.models import Member
from gridward.ground.territory.models import Division, Grid
from gridward.ground.territory.queries import grid_of
from gridward.ground.territory.queries.positions import community_grid
from gridward.ground.territory.queries.rows import at_grids, found, with_grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel.access import Actor, Permission
from gridward.kernel.crypto.fields import Sealing
from gridward.kernel.problems import NotFound
from gridward.work.supplies.models import Movement, Stock
from gridward.work.supplies.terms import StoreLevel

R = TypeVar("R", bound=Model)
KEEPING = {
    StoreLevel.STREET: Permission.SUPPLY_STREET,
    StoreLevel.COMMUNITY: Permission.SUPPLY_KEEP,
    StoreLevel.GRID: Permission.SUPPLY_ASK,
}
"""What it takes to keep a store."""


@dataclass(frozen=True)
class Store:
    """A store: the street's where there is no grid, else the grid's."""

    street_id: UUID
    name: str
    grid: Grid | None = None

    @property
    def grid_id(self) -> UUID | None:
        """The grid's id, None of the street's."""
        return self.grid.pk if self.grid else None

    @property
    def level(self) -> StoreLevel:
        """Whose it is."""
        if self.grid is None:
            return StoreLevel.STREET
        return StoreLevel.COMMUNITY if self.grid.kind == GridKind.COMMUNITY else StoreLevel.GRID

    @property
    def key(self) -> dict[str, Any]:
        """The columns of its rows."""
        return {"street_id": self.street_id, "grid_id": self.grid_id}


def visible_to(actor: Actor, model: type[R], grid_id: UUID | None = None) -> QuerySet[R]:
    """Requests and steps at the actor's grids, or at one of them."""
    return at_grids(model, actor.grids(Permission.WORK_READ), grid_id)


def named(rows: QuerySet[R], *more: str) -> QuerySet[R]:
    """The rows with the names of their grid and street."""
    return with_grid(rows, "grid__street", *more)


def store_of(actor: Actor, grid_id: UUID | None) -> Store:
    """A store that the actor may read of: the own street's, or that of a grid; raises NotFound, NotAllowed."""
    actor.require(Permission.WORK_READ, grid_id)
    if grid_id is not None:
        return at_grid(grid_of(actor, grid_id))
    return street_store(actor.street_id)


def street_store(street_id: UUID | None) -> Store:
    """The store of a street; raises NotFound."""
    street = Division.objects.filter(pk=street_id).first() if street_id else None
    if street is None:
        raise NotFound
    return Store(street.pk, street.name)


def at_grid(grid: Grid) -> Store:
    """The store of a grid."""
    return Store(grid.street_id, grid.name, grid)


def store_above(grid: Grid, level: StoreLevel) -> Store:
    """The store of a level above a grid; raises NotFound where there is none."""
    if level is StoreLevel.STREET:
        return Store(grid.street_id, grid.street.name)
    above = community_grid(grid.community_id)
    if above is None or above.pk == grid.pk or level is not StoreLevel.COMMUNITY:
        raise NotFound
    return at_grid(above)


def keeps(actor: Actor, store: Store) -> bool:
    """Whether the actor, a member of the service, enters what moves in a store."""
    held = actor.grids(KEEPING[store.level])
    if actor.member_id is None:
        return False
    return (
        store.grid.pk in held if store.grid else bool(held) and store.street_id == actor.street_id
    )


def stores_of(actor: Actor) -> list[Store]:
    """The stores that the actor reads of: the street's first, then by code of grids that are in force."""
    held = actor.grids(Permission.WORK_READ)
    rows = Grid.objects.filter(id__among=held, valid_to=None).defer("boundary", "bounds")
    street = [street_store(actor.street_id)] if actor.street_id and held else []
    return [*street, *(at_grid(one) for one in rows.order_by("code"))]


def stock_at(store: Store) -> QuerySet[Stock]:
    """What a store holds or held, by batch."""
    return Stock.objects.filter(**store.key)


def ledger_of(store: Store) -> QuerySet[Movement]:
    """The movements of a store."""
    return Movement.objects.filter(**store.key)


def stock_visible_to(actor: Actor) -> QuerySet[Stock]:
    """What the stores hold of which the actor reads."""
    own = Q(grid_id__among=actor.grids(Permission.WORK_READ))
    street = Q(grid=None, street_id=actor.street_id) if actor.street_id else Q(pk=None)
    return Stock.objects.filter(own | street)


def member_of(actor: Actor) -> Member:
    """The actor as a member of the service; raises NotFound."""
    if actor.member_id is None:
        raise NotFound
    return found(Member.objects.all(), actor.member_id)


def unsealed(row: Sealing) -> Mapping[str, Any]:
    """What a row says, opened; raises SealBroken."""
    told: dict[str, Any] = json.loads(row.open_sealed("said") or "{}")
    return told

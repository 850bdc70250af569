"""The documents themselves, as they are now. One that is no longer at the grid is not among them."""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from uuid import UUID

from gridward.exchange.sync.queries.feed import Behind
from gridward.exchange.sync.queries.measures import WholeMeasure, whole_measures
from gridward.exchange.sync.queries.orders import (
    KindsHere,
    WholeOrder,
    kinds_here,
    of_others,
    whole_orders,
)
from gridward.exchange.sync.terms import DocumentKind
from gridward.ground.register.models import Organisation
from gridward.ground.register.queries.homes import Home, homes
from gridward.ground.register.queries.organisations import whole_organisations
from gridward.ground.territory.models import Building, Dwelling, Grid
from gridward.ground.territory.queries import buildings_visible_to
from gridward.kernel.access import Actor, Permission
from gridward.work.patrols.models import PatrolPoint
from gridward.work.patrols.queries.points import points as points_in_force
from gridward.work.rounds.models import Round
from gridward.work.rounds.queries.rows import open_rounds
from gridward.work.rounds.queries.targets import WholeTarget, open_targets


@dataclass(frozen=True)
class Doors:
    """A building with its doors, by unit, floor and room."""

    building: Building
    dwellings: Sequence[Dwelling]


@dataclass(frozen=True)
class Documents:
    """What a phone keeps of a grid from now on, and what it forgets."""

    households: Sequence[Home]
    organisations: Sequence[Organisation]
    buildings: Sequence[Doors]
    rounds: Sequence[Round]
    targets: Sequence[WholeTarget]
    points: Sequence[PatrolPoint]
    orders: Sequence[WholeOrder]
    order_kinds: Sequence[KindsHere]
    measures: Sequence[WholeMeasure]
    gone: Sequence[UUID]


def documents(actor: Actor, grid: Grid, touched: Behind) -> Documents:
    """The touched documents of a grid; at most forty queries, however many they are."""
    grid_id = grid.pk
    found = homes(actor, touched.of(DocumentKind.HOUSEHOLD), grid_id)
    households = [one for one in found if one.merged_into_id is None]
    organisations = _organisations(actor, grid_id, touched.of(DocumentKind.ORGANISATION))
    buildings = _buildings(actor, grid_id, touched.of(DocumentKind.BUILDING))
    here = {one.id for one in households} | {row.pk for row in organisations}
    here |= {one.building.pk for one in buildings}
    rounds = open_rounds(actor, grid_id, touched.of(DocumentKind.ROUND))
    targets = open_targets(actor, grid_id, touched.of(DocumentKind.TARGET))
    points = _points(actor, grid_id, touched.of(DocumentKind.POINT))
    here |= {row.pk for row in (*rounds, *points)} | {one.target.pk for one in targets}
    orders = whole_orders(actor, grid_id, touched.of(DocumentKind.ORDER))
    kinds = kinds_here(actor, grid, touched.of(DocumentKind.ORDER_KINDS))
    here |= {one.row.pk for one in orders} | {one.grid_id for one in kinds}
    measures = whole_measures(actor, grid_id, touched.of(DocumentKind.MEASURE))
    here |= {one.row.pk for one in measures}
    gone = _gone(actor, grid_id, touched, here)
    known = (households, organisations, buildings, rounds, targets, points, orders, kinds, measures)
    return Documents(*known, gone)


def _gone(actor: Actor, grid_id: UUID, touched: Behind, here: AbstractSet[UUID]) -> list[UUID]:
    """Documents that are not at the grid any more; that others have a confined order is told to nobody.

    Nor that somebody is under a measure, to whoever follows nobody there.
    """
    missing = {kind: set(touched.of(kind)) - here for kind in DocumentKind}
    missing[DocumentKind.ORDER] -= of_others(grid_id, missing[DocumentKind.ORDER])
    if not actor.may(Permission.MEASURE_FOLLOW, grid_id):
        missing[DocumentKind.MEASURE] = set()
    return [document for kind, document in touched.documents if document in missing[kind]]


def _organisations(actor: Actor, grid_id: UUID, ids: Sequence[UUID]) -> list[Organisation]:
    if not ids:
        return []
    rows = whole_organisations(actor, grid_id).filter(pk__in=ids, closed_on=None)
    return list(rows.order_by("sort_key", "id"))


def _points(actor: Actor, grid_id: UUID, ids: Sequence[UUID]) -> list[PatrolPoint]:
    if not ids:
        return []
    return list(points_in_force(actor, grid_id).filter(pk__in=ids).select_related("grid"))


def _buildings(actor: Actor, grid_id: UUID, ids: Sequence[UUID]) -> list[Doors]:
    if not ids:
        return []
    rows = buildings_visible_to(actor).filter(grid_id=grid_id, pk__in=ids).select_related("site")
    doors: dict[UUID, list[Dwelling]] = defaultdict(list)
    kept = Dwelling.objects.filter(building_id__in=ids, grid_id=grid_id).select_related("unit")
    for dwelling in kept.order_by("unit__number_key", "floor", "room", "id"):
        doors[dwelling.building_id].append(dwelling)
    return [Doors(row, doors[row.pk]) for row in rows.order_by("site_id", "number_key", "id")]

"""A change of boundaries from what somebody drew to what is done: one door for split, merge, cession, reassignment."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from shapely.geometry import Point, shape

from gridward.ground.territory.models import Building, Division, Grid
from gridward.ground.territory.problems import (
    BoundaryMissing,
    BuildingsAstride,
    PlanIncomplete,
    ReasonMissing,
)
from gridward.ground.territory.queries.visible import grid_of
from gridward.ground.territory.rules import cutting
from gridward.ground.territory.rules.boundary import parse_boundary
from gridward.ground.territory.rules.cutting import Astride, Footprint
from gridward.ground.territory.rules.shapes import as_geojson
from gridward.ground.territory.rules.succession import name_for
from gridward.ground.territory.services.ceding import Land, cede_land
from gridward.ground.territory.services.grids import code_for
from gridward.ground.territory.services.successions import (
    Piece,
    Wishes,
    merge_grids,
    reassign_grid,
    split_grid,
)
from gridward.ground.territory.terms.addresses import Id
from gridward.ground.territory.terms.boundaries import Plan, PlanKind
from gridward.ground.territory.terms.cover import Shape
from gridward.ground.territory.terms.places import DivisionLevel
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound

SHORTEST_REASON = 2


@dataclass(frozen=True)
class Carried:
    """What a plan came to: grids before with their old boundaries, grids after, and buildings astride the border."""

    plan: Plan
    before: Sequence[Grid]
    after: Sequence[Grid]
    astride: Sequence[Astride] = ()

    @property
    def stamp(self) -> str:
        """Names what was shown: if a grid is changed meanwhile, or another code is given, it differs."""
        old = (f"{one.code}.{one.version}" for one in self.before)
        return "-".join([*old, *(one.code for one in self.after)])

    @property
    def open_questions(self) -> list[Astride]:
        """Buildings astride that nobody has put on one side."""
        return [one for one in self.astride if one.id not in self.plan.wishes]


@transaction.atomic
def carry_out(
    actor: Actor, plan: Plan, *, on: date | None = None, reason: str = "", sure: bool = True
) -> Carried:
    """Do what a plan says. With `sure` it needs a reason, and an answer for each building astride.

    Without `sure` it is meant for a look at the effect: the caller rolls it back. Raises ReasonMissing,
    BuildingsAstride, PlanIncomplete, BoundaryMissing, CutProblem, and what the services of the kinds raise.
    """
    if sure and len(reason.strip()) < SHORTEST_REASON:
        raise ReasonMissing
    grids = [grid_of(actor, one) for one in dict.fromkeys(plan.grids)]
    for grid in grids:
        actor.require(Permission.TERRITORY_CHANGE, grid.pk)
    carried = _KINDS[plan.kind](actor, plan, grids, on, reason)
    if sure and carried.open_questions:
        ids = [one.id for one in carried.open_questions]
        rows = Building.objects.filter(pk__in=ids).select_related("site")
        raise BuildingsAstride(names="、".join(f"{row.site.name}{row.name}" for row in rows))
    return carried


def _split(
    actor: Actor, plan: Plan, grids: Sequence[Grid], on: date | None, reason: str
) -> Carried:
    old = _only(grids)
    division = _divide(old, plan)
    names = _names(plan, old.community, len(division.pieces))
    pieces = [
        Piece(name, as_geojson(land)) for name, land in zip(names, division.pieces, strict=True)
    ]
    sides = {one.id: plan.wishes.get(_uuid(one.id), one.suggested) for one in division.astride}
    chosen = dict.fromkeys(plan.buildings, 1) if plan.buildings else {}
    wishes = Wishes({_uuid(k): v for k, v in sides.items()} | chosen, _places(plan, len(pieces)))
    new = split_grid(actor, grid=old, pieces=pieces, on=on, reason=reason, wishes=wishes)
    return Carried(plan, [old], new, division.astride)


def _merge(
    actor: Actor, plan: Plan, grids: Sequence[Grid], on: date | None, reason: str
) -> Carried:
    if not grids:
        raise PlanIncomplete(missing="grids")
    [name] = _names(plan, grids[0].community, 1)
    new = merge_grids(actor, grids=grids, name=name, on=on, reason=reason)
    return Carried(plan, grids, [new])


def _cede(actor: Actor, plan: Plan, grids: Sequence[Grid], on: date | None, reason: str) -> Carried:
    if len(grids) != 2:
        raise PlanIncomplete(missing="grids")
    giver, taker = grids
    division = _divide(giver, plan)
    count = len(division.pieces)
    ceded = {place for place in plan.ceded if 0 <= place < count}
    if plan.buildings or plan.area:
        ceded = {1}
    if not ceded or len(ceded) == count:
        raise PlanIncomplete(missing="ceded")
    sides = {one.id: plan.wishes.get(_uuid(one.id), one.suggested) for one in division.astride}
    land = Land(
        kept=_together(p for n, p in enumerate(division.pieces) if n not in ceded),
        ceded=_together(p for n, p in enumerate(division.pieces) if n in ceded),
        buildings=[*(_uuid(k) for k, side in sides.items() if side in ceded), *plan.buildings],
        staying=[_uuid(k) for k, side in sides.items() if side not in ceded],
    )
    after = cede_land(actor, giver=giver, taker=taker, land=land, on=on, reason=reason)
    return Carried(plan, grids, after, division.astride)


def _reassign(
    actor: Actor, plan: Plan, grids: Sequence[Grid], on: date | None, reason: str
) -> Carried:
    old = _only(grids)
    rows = Division.objects.filter(level=DivisionLevel.COMMUNITY, code=plan.community)
    community = rows.filter(parent_id=old.street_id, valid_to=None).select_related("parent").first()
    if community is None:
        raise NotFound if plan.community else PlanIncomplete(missing="community")
    [name] = _names(plan, community, 1)
    new = reassign_grid(actor, grid=old, community=community, name=name, on=on, reason=reason)
    return Carried(plan, [old], [new])


_KINDS: Mapping[PlanKind, Callable[[Actor, Plan, Sequence[Grid], date | None, str], Carried]] = {
    PlanKind.SPLIT: _split,
    PlanKind.MERGE: _merge,
    PlanKind.CEDE: _cede,
    PlanKind.REASSIGN: _reassign,
}


def _divide(grid: Grid, plan: Plan) -> cutting.Division:
    """The pieces of a grid as the plan draws them."""
    if not grid.boundary:
        raise BoundaryMissing(name=grid.name)
    ground, prints = shape(grid.boundary), _footprints(grid)
    wishes: dict[Id, int] = {one: side for one, side in plan.wishes.items()}  # noqa: C416
    if plan.line:
        return cutting.cut_by_line(ground, plan.line, prints, wishes)
    if plan.area:
        return cutting.cut_by_area(ground, parse_boundary(plan.area), prints, wishes)
    if plan.buildings:
        return cutting.cut_by_buildings(ground, prints, plan.buildings)
    raise PlanIncomplete(missing="line")


def _footprints(grid: Grid) -> list[Footprint]:
    """The buildings of a grid as far as they are drawn or placed."""
    found = []
    columns = ("id", "outline", "longitude", "latitude")
    for pk, outline, x, y in Building.objects.filter(grid=grid).values_list(*columns):
        if outline:
            found.append(Footprint(pk, shape(outline)))
        elif x is not None and y is not None:
            found.append(Footprint(pk, Point(x, y)))
    return found


def _names(plan: Plan, community: Division, count: int) -> list[str]:
    """As given; where a name is left out, the community's name and the number that the grid will have."""
    first = int(code_for(community)[-3:])
    given = [*plan.names[:count], *[""] * (count - len(plan.names))]
    others = list(Grid.objects.filter(community=community).values_list("name", flat=True))
    numbered = (name_for(community.name, first + n, others) for n in range(count))
    return [name.strip() or other for name, other in zip(given, numbered, strict=True)]


def _places(plan: Plan, count: int) -> dict[UUID, list[int]]:
    """The pieces of each appointment, those that there are; none chosen means all."""
    told = {one: [n for n in places if 0 <= n < count] for one, places in plan.workers.items()}
    return {one: places for one, places in told.items() if places}


def _only(grids: Sequence[Grid]) -> Grid:
    if len(grids) != 1:
        raise PlanIncomplete(missing="grids")
    return grids[0]


def _together(pieces: Iterable[Shape]) -> Shape:
    found = list(pieces)
    whole = found[0]
    for piece in found[1:]:
        whole = cutting.given_to(whole, piece)
    return whole


def _uuid(given: UUID | str) -> UUID:
    return given if isinstance(given, UUID) else UUID(given)

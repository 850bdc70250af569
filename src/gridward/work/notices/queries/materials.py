"""Materials: which are visible to whom, whom each has reached and how, where each hangs."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from gridward.ground.territory.queries.rows import at_grids, found, with_grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Stale
from gridward.work.notices.models import (
    GroupMember,
    Material,
    MaterialGrid,
    MaterialHanded,
    MaterialShown,
)
from gridward.work.notices.problems import MaterialEnded, MaterialNotNow, MaterialOutdated
from gridward.work.notices.queries.audiences import audience
from gridward.work.notices.queries.coverage import LABEL
from gridward.work.notices.queries.groups import PRESENT
from gridward.work.notices.rules.materials import state_of
from gridward.work.notices.terms import (
    MaterialState,
    ReachedBy,
    Spread,
    SubjectKind,
)


@dataclass(frozen=True)
class MaterialFilter:
    """Which materials: those that hold on a day, those of a grid."""

    day: date | None = None
    grid_id: UUID | None = None


@dataclass(frozen=True)
class MaterialAtGrid:
    """How far a material is at one grid."""

    row: MaterialGrid
    households: Spread
    organisations: Spread


def materials_visible_to(actor: Actor, grid_id: UUID | None = None) -> QuerySet[Material]:
    """Materials for one of the actor's grids."""
    here = at_grids(MaterialGrid, actor.grids(Permission.WORK_READ), grid_id)
    return Material.objects.filter(Exists(here.filter(material=OuterRef("pk"))))


def materials(actor: Actor, wanted: MaterialFilter) -> QuerySet[Material]:
    """With `successor_id` and `format` of the file; those that hold, or all."""
    rows = materials_visible_to(actor, wanted.grid_id)
    if wanted.day:
        rows = rows.filter(_ends_after(wanted.day), valid_from__lte=wanted.day)
    return rows.annotate(
        next_id=F("successor__id"), next_title=F("successor__title"), format=F("file__format")
    )


def material_of(actor: Actor, material_id: UUID) -> Any:
    """One material with what its list tells; raises NotFound."""
    return found(materials(actor, MaterialFilter()), material_id)


def material_to_change(actor: Actor, material_id: UUID, version: int | None = None) -> Material:
    """One material, locked, of whoever may send at each of its grids in force.

    Raises NotFound, NotAllowed, MaterialEnded, Stale.
    """
    row = found(materials_visible_to(actor).select_for_update(of=("self",)), material_id)
    here = MaterialGrid.objects.filter(material=row, grid__valid_to=None)
    for grid in here.values_list("grid_id", flat=True):
        actor.require(Permission.NOTICE_SEND, grid)
    if row.ended_on is not None:
        raise MaterialEnded(title=row.title)
    if version is not None and row.version != version:
        raise Stale
    return row


def standing(row: Any, day: date) -> MaterialState:
    """How a row of `materials` stands on a day."""
    replaced = row.next_id is not None
    return state_of(row.valid_from, row.valid_to, row.ended_on, replaced=replaced, day=day)


def check_holds(row: Any, day: date | None = None) -> None:
    """A row of `materials`; raises MaterialOutdated, which names the newer edition, and MaterialNotNow."""
    state = standing(row, day or clock.today())
    if state is MaterialState.REPLACED:
        newer = Material.objects.filter(series=row.series).order_by("-edition")[0]
        raise MaterialOutdated(title=row.title, newer=newer.title, edition=newer.edition)
    if state is not MaterialState.HOLDS:
        raise MaterialNotNow(title=row.title, begins=row.valid_from, ends=row.valid_to)


def material_grids(actor: Actor, row: Material) -> QuerySet[MaterialGrid]:
    """Where a material is for, in grids in force and as far as the actor sees."""
    rows = at_grids(MaterialGrid, actor.grids(Permission.WORK_READ))
    rows = rows.filter(material=row, grid__valid_to=None)
    return with_grid(rows, "grid__community").order_by("grid__code")


def spread(actor: Actor, row: Material) -> list[MaterialAtGrid]:
    """How far it is, grid by grid; three queries however many grids there are."""
    counts = {kind: _by_grid(row, kind) for kind in SubjectKind}
    return [
        MaterialAtGrid(
            one,
            counts[SubjectKind.HOUSEHOLD].get(one.grid_id, Spread()),
            counts[SubjectKind.ORGANISATION].get(one.grid_id, Spread()),
        )
        for one in material_grids(actor, row)
    ]


def reached(
    actor: Actor,
    row: Material,
    kind: SubjectKind,
    *,
    by: ReachedBy | None = None,
    grid_id: UUID | None = None,
) -> QuerySet[Any]:
    """Whom a material is for, each with `by` and `label`; one way alone, or all. For whoever reads the register."""
    seen = actor.grids(Permission.REGISTER_READ)
    rows = told(row, kind).filter(grid__among=seen if grid_id is None else seen & {grid_id})
    if by is not None:
        rows = rows.filter(by=by)
    labelled: QuerySet[Any] = with_grid(rows).annotate(label=F(LABEL[kind]))
    return labelled


def told(row: Material, kind: SubjectKind) -> QuerySet[Any]:
    """Its audience, each with the surest way by which it reached them (`by`)."""
    whens = [When(test, then=Value(by.value)) for by, test in _tests(row, kind).items()]
    by = Case(*whens, default=Value(ReachedBy.NOBODY.value), output_field=CharField())
    rows: QuerySet[Any] = audience(row, kind).annotate(by=by)
    return rows


def shown(actor: Actor, row: Material) -> QuerySet[MaterialShown]:
    """Where it hangs and in which groups it was told."""
    rows = at_grids(MaterialShown, actor.grids(Permission.WORK_READ)).filter(material=row)
    return with_grid(rows, "building__site", "unit", "group")


def _by_grid(row: Material, kind: SubjectKind) -> dict[UUID, Spread]:
    counted = told(row, kind).order_by().values_list("grid_id", "by").annotate(n=Count("pk"))
    ways: dict[UUID, dict[str, int]] = defaultdict(dict)
    for grid, by, number in counted:
        ways[grid][by] = number
    return {grid: _spread(found) for grid, found in ways.items()}


def _spread(ways: Mapping[str, int]) -> Spread:
    named = {by: number for by, number in ways.items() if by != ReachedBy.NOBODY}
    return Spread(all=sum(ways.values()), **named)


def _tests(row: Material, kind: SubjectKind) -> Mapping[ReachedBy, Exists]:
    handed = MaterialHanded.objects.filter(material=row, **{kind.value: OuterRef("pk")})
    there = {"group": OuterRef("group"), "on__gte": OuterRef("joined_on")}
    inside = GroupMember.objects.filter(
        PRESENT, Exists(_shown(row).filter(**there)), **{kind.value: OuterRef("pk")}
    )
    return {
        ReachedBy.HANDED: Exists(handed),
        ReachedBy.GROUP: Exists(inside),
        ReachedBy.POSTED: Exists(_hanging(row, kind)),
    }


def _hanging(row: Material, kind: SubjectKind) -> QuerySet[MaterialShown]:
    """What hangs in a stairwell is seen by its households; on a board, or at a house without stairwells, by all."""
    whole = Q(unit=None)
    if kind is SubjectKind.ORGANISATION:
        return _shown(row).filter(whole, building=OuterRef("building"))
    here = whole | Q(unit=OuterRef("dwelling__unit"))
    return _shown(row).filter(here, building=OuterRef("dwelling__building"))


def _shown(row: Material) -> QuerySet[MaterialShown]:
    return MaterialShown.objects.filter(material=row)


def _ends_after(day: date) -> Q:
    return Q(valid_to__gte=day) & (Q(ended_on=None) | Q(ended_on__gt=day))

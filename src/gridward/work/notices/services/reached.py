"""Who has a material: noted for many at once, each asked once; and where it hangs or was told."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from gridward.ground.territory.models import Building, Unit
from gridward.ground.territory.queries.rows import at_grids, found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound
from gridward.work.notices.models import Material, MaterialHanded, MaterialShown, ServiceGroup
from gridward.work.notices.problems import (
    MaterialNotForThem,
    MaterialPlaceUnfit,
    MaterialWayUnfit,
    TooManyMembers,
)
from gridward.work.notices.queries.audiences import audience
from gridward.work.notices.queries.coverage import subjects
from gridward.work.notices.queries.materials import check_holds, material_of
from gridward.work.notices.queries.proposals import served
from gridward.work.notices.rules.materials import FIT
from gridward.work.notices.services.materials import note, where_told
from gridward.work.notices.services.shared import been
from gridward.work.notices.terms import (
    MOST_MEMBERS,
    HandedWay,
    NoticeAct,
    ShownPlace,
    ShownWay,
    SubjectKind,
)


@transaction.atomic
def hand_out(
    actor: Actor,
    *,
    material_id: UUID,
    kind: SubjectKind,
    ids: Collection[UUID],
    way: HandedWay,
    on: date | None = None,
) -> int:
    """Households or units have it since a day (today); those noted before stay. Answers how many are new.

    Raises NotFound, NotAllowed, MaterialOutdated, MaterialNotNow, MaterialWayUnfit, MaterialNotForThem, DayAhead,
    TooManyMembers.
    """
    row, day = _given_out(actor, material_id, on)
    if way not in FIT[kind]:
        raise MaterialWayUnfit
    places = _places(actor, kind, ids)
    if audience(row, kind).filter(pk__in=places).count() != len(places):
        raise MaterialNotForThem(title=row.title)
    new = _new(actor, row, kind, places, way, day)
    if new:
        words = f"word.notices.handed.{way}"
        note(
            actor,
            NoticeAct.MATERIAL_HANDED,
            row,
            sorted(set(places.values())),
            count=new,
            way=words,
        )
    return new


@transaction.atomic
def take_back_handed(
    actor: Actor, *, material_id: UUID, kind: SubjectKind, ids: Collection[UUID]
) -> int:
    """It was noted by mistake. Answers for how many; raises NotFound, NotAllowed, TooManyMembers."""
    row = material_of(actor, material_id)
    places = _places(actor, kind, ids)
    gone, _ = MaterialHanded.objects.filter(
        material=row.pk, **{f"{kind.value}__in": list(places)}
    ).delete()
    if gone:
        note(actor, NoticeAct.HANDED_TAKEN_BACK, row, sorted(set(places.values())), count=gone)
    return gone


@transaction.atomic
def show_material(
    actor: Actor, *, material_id: UUID, way: ShownWay, place: ShownPlace, on: date | None = None
) -> MaterialShown:
    """It hangs at a building or in a stairwell, or was told in a group; noted once a place.

    Raises NotFound, NotAllowed, MaterialOutdated, MaterialNotNow, MaterialPlaceUnfit, DayAhead.
    """
    row, day = _given_out(actor, material_id, on)
    at = _group(actor, row, place) if way is ShownWay.GROUP else _building(actor, row, place)
    made, is_new = MaterialShown.objects.get_or_create(
        material_id=row.pk,
        way=way,
        building=at.building,
        unit=at.unit,
        group=at.group,
        defaults={
            "grid_id": at.grid_id,
            "street_id": row.street_id,
            "on": day,
            "said_by": actor.name,
        },
    )
    if is_new:
        _note_shown(actor, NoticeAct.MATERIAL_SHOWN, row, made)
    return made


@transaction.atomic
def take_back_shown(actor: Actor, *, shown_id: UUID) -> None:
    """It was noted by mistake. Raises NotFound, NotAllowed."""
    rows = at_grids(MaterialShown, actor.grids(Permission.WORK_READ)).select_related("material")
    made = found(rows, shown_id)
    actor.require(Permission.OUTREACH_KEEP, made.grid_id)
    _note_shown(actor, NoticeAct.SHOWN_TAKEN_BACK, made.material, made)
    made.delete()


def _given_out(actor: Actor, material_id: UUID, on: date | None) -> tuple[Material, date]:
    actor.require(Permission.OUTREACH_KEEP)
    row = material_of(actor, material_id)
    day = been(on or clock.today())
    check_holds(row, day)
    return row, day


def _places(actor: Actor, kind: SubjectKind, ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The grid of each; raises NotFound beyond the actor's sight, NotAllowed, TooManyMembers."""
    if len(ids) > MOST_MEMBERS:
        raise TooManyMembers(most=MOST_MEMBERS)
    places = dict(subjects(actor, kind).filter(pk__in=ids).values_list("id", "grid_id"))
    if set(places) != set(ids):
        raise NotFound
    for grid in set(places.values()):
        actor.require(Permission.OUTREACH_KEEP, grid)
    return places


def _new(
    actor: Actor,
    row: Material,
    kind: SubjectKind,
    places: dict[UUID, UUID],
    way: HandedWay,
    day: date,
) -> int:
    """Those who have it already are passed over by the database, whoever notes them at the same moment."""
    rows = [
        MaterialHanded(
            material_id=row.pk,
            grid_id=grid,
            street_id=row.street_id,
            way=way,
            on=day,
            said_by=actor.name,
            **{f"{kind.value}_id": subject},
        )
        for subject, grid in places.items()
    ]
    known = MaterialHanded.objects.filter(material=row.pk, **{f"{kind.value}__in": list(places)})
    before = known.count()
    MaterialHanded.objects.bulk_create(rows, ignore_conflicts=True)
    return known.count() - before


def _group(actor: Actor, row: Material, place: ShownPlace) -> MaterialShown:
    groups = at_grids(ServiceGroup, actor.grids(Permission.WORK_READ)).filter(ended_on=None)
    if place.group_id is None:
        raise MaterialPlaceUnfit(title=row.title)
    group = found(groups.select_related("grid"), place.group_id)
    actor.require(Permission.OUTREACH_KEEP, group.grid_id)
    _check_here(row, served(group.grid))
    return MaterialShown(group=group, grid_id=group.grid_id)


def _building(actor: Actor, row: Material, place: ShownPlace) -> MaterialShown:
    if place.building_id is None:
        raise MaterialPlaceUnfit(title=row.title)
    building = found(at_grids(Building, actor.grids(Permission.WORK_READ)), place.building_id)
    actor.require(Permission.OUTREACH_KEEP, building.grid_id)
    _check_here(row, {building.grid_id})
    stairs = Unit.objects.filter(building=building)
    unit = found(stairs, place.unit_id) if place.unit_id else None
    return MaterialShown(building=building, unit=unit, grid_id=building.grid_id)


def _check_here(row: Material, grids: Collection[UUID]) -> None:
    if not set(grids) & set(where_told(row)):
        raise MaterialPlaceUnfit(title=row.title)


def _note_shown(actor: Actor, act: NoticeAct, row: Material, made: MaterialShown) -> None:
    grids: Sequence[UUID] = [made.grid_id]
    note(actor, act, row, grids, way=f"word.notices.shown.{made.way}")

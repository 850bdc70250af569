"""Publicity of the fictional street: a letter in its second edition, with whom it reached and where it hangs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from gridward.ground.register.models import Household, Organisation
from gridward.ground.register.terms.people import HouseholdState
from gridward.ground.territory.models import Grid, Unit
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.work.notices.models import Material, ServiceGroup
from gridward.work.notices.services.materials import make_material
from gridward.work.notices.services.reached import hand_out, show_material
from gridward.work.notices.terms import (
    MOST_MEMBERS,
    HandedWay,
    MaterialSaid,
    ShownPlace,
    ShownWay,
    SubjectKind,
)

EVERY_OTHER = 2
"""Household of the first grid has it in hand."""
A_FEW = 3
"""Stairwells in which it hangs, and units that have it."""


def keep_publicity(actor: Actor, grids: Sequence[Grid]) -> None:
    """A letter for some grids: handed out and hung up in the first, told in the groups of the others."""
    row = _letter(actor, grids)
    first = grids[0]
    for group in ServiceGroup.objects.filter(grid__in=grids[1:]).order_by("id"):
        place = ShownPlace(group_id=group.pk)
        show_material(actor, material_id=row.pk, way=ShownWay.GROUP, place=place)
    for unit in list(Unit.objects.filter(grid=first).order_by("id")[:A_FEW]):
        place = ShownPlace(building_id=unit.building_id, unit_id=unit.pk)
        show_material(actor, material_id=row.pk, way=ShownWay.STAIRWELL, place=place)
    _hand(actor, row, first)


def _letter(actor: Actor, grids: Sequence[Grid]) -> Material:
    today = clock.today()
    said = MaterialSaid(
        title="致居民朋友的一封信",
        text="请主动报告外地来返情况，进出小区戴口罩、测体温、扫码登记。\n有发热咳嗽，先给网格员打电话。",
        title_en="A letter to residents",
        text_en="Please report journeys, wear a mask, and call your grid worker when you have a fever.",
        issuer="街道疫情防控指挥部",
        source="2022年第3号公告",
        grid_ids=tuple(one.pk for one in grids),
        valid_from=today - timedelta(days=10),
        valid_to=today + timedelta(days=20),
    )
    former = make_material(actor, material_id=new_id(), said=said)
    newer = replace(
        said,
        text=f"{said.text}\n60岁以上居民请尽快接种疫苗。",
        source="2022年第5号公告",
        valid_from=today,
        replaces=former.pk,
    )
    return make_material(actor, material_id=new_id(), said=newer)


def _hand(actor: Actor, row: Material, grid: Grid) -> None:
    homes = Household.objects.filter(grid=grid, state=HouseholdState.LIVING, merged_into=None)
    shops = Organisation.objects.filter(grid=grid, closed_on=None).order_by("id")[:A_FEW]
    chosen = homes.order_by("address_text", "id").values_list("id", flat=True)[::EVERY_OTHER]
    for kind, ids, way in (
        (SubjectKind.HOUSEHOLD, list(chosen)[:MOST_MEMBERS], HandedWay.VISIT),
        (SubjectKind.ORGANISATION, [one.pk for one in shops], HandedWay.UNIT),
    ):
        if ids:
            hand_out(actor, material_id=row.pk, kind=kind, ids=ids, way=way)

"""Inspections of the demo's street: a notice under way, facilities, planned visits, a filing that was granted."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from gridward.ground.register.models import Organisation
from gridward.ground.staff.access import actor_named
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.rows import tell_database
from gridward.work.inspections.models import Inspection
from gridward.work.inspections.queries.looking import looked_at
from gridward.work.inspections.rules.filings import filing_rules
from gridward.work.inspections.services.facilities import add_facility
from gridward.work.inspections.services.filings import file_return, move_filing
from gridward.work.inspections.services.planning import PlanSaid, plan_visits
from gridward.work.inspections.services.recording import record_inspection
from gridward.work.inspections.terms import (
    FacilityKind,
    FiledBy,
    FilingMove,
    FilingSaid,
    InspectionAnswer,
    InspectionPurpose,
    InspectionSaid,
    ItemSaid,
    VisitReason,
)

WANTING = {"masks": "门岗人员未规范佩戴口罩", "disinfection": "三天没有消杀记录"}


@transaction.atomic
def inspect_some_organisations() -> None:
    """As the demo's worker, chief and street do it; once."""
    if Inspection.objects.exists():
        return
    worker, chief, street = (actor_named(name) for name in ("wangge", "shequ", "zhihui"))
    tell_database(worker)
    grids = worker.grids(Permission.INSPECTION_RECORD)
    shops = Organisation.objects.filter(grid_id__in=grids, closed_on=None).order_by("name", "id")
    first, second, third = shops[:3]
    _inspected(worker, first, WANTING)
    _inspected(worker, second, {})
    grid = min(grids)
    add_facility(
        worker,
        grid_id=grid,
        kind=FacilityKind.BARRIER,
        name="北门围挡",
        place="北门",
        keeper="物业",
    )
    add_facility(worker, grid_id=grid, kind=FacilityKind.FENCE, name="沿河护栏", keeper="社区")
    filing = _filed(worker, third)
    tell_database(chief)
    due = clock.today() + timedelta(days=7)
    plan_visits(chief, said=PlanSaid(due, VisitReason.UNSEEN, grid_id=grid))
    tell_database(street)
    conditions = "每日消杀两次，错峰就餐。"
    move_filing(street, filing_id=filing, move=FilingMove.GRANT, text=conditions)


def _inspected(worker: Actor, organisation: Organisation, wanting: dict[str, str]) -> None:
    blank = InspectionSaid(new_id(), InspectionPurpose.DUTY, (), organisation_id=organisation.pk)
    items = tuple(_item(one.code, wanting) for one in looked_at(worker, blank).items)
    said = InspectionSaid(
        id=blank.id,
        purpose=blank.purpose,
        items=items,
        organisation_id=organisation.pk,
        present="王强",
        present_role="负责人",
    )
    record_inspection(worker, said=said)


def _item(code: str, wanting: dict[str, str]) -> ItemSaid:
    if code in wanting:
        return ItemSaid(code, InspectionAnswer.WANTING, text=wanting[code])
    return ItemSaid(code, InspectionAnswer.FINE)


def _filed(worker: Actor, organisation: Organisation) -> UUID:
    asked = filing_rules(clock.today()).requirements
    said = FilingSaid(
        id=new_id(),
        organisation_id=organisation.pk,
        filed_by=FiledBy.ORGANISATION,
        resumes_on=clock.today() + timedelta(days=3),
        persons=12,
        has=frozenset(one.code for one in asked),
        contact="王强",
        phone="13800138000",
    )
    return file_return(worker, said=said).pk

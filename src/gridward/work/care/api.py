"""Doors of help of households."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema, Status
from pydantic import Field

from gridward.ground.register.rules.exports import guarded_under
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door
from gridward.kernel.paging import page
from gridward.work.care.models import CarePlan
from gridward.work.care.queries.plans import (
    contacts_of,
    counts,
    phones_of,
    plan_of,
    plans,
    said_of,
    tallies,
)
from gridward.work.care.rules.needs import care_rules, need_kinds
from gridward.work.care.schemas import (
    CareContactIn,
    CareCountsOut,
    CareEndIn,
    CarePlanChangeIn,
    CarePlanIn,
    CarePlanOut,
    CarePlanRow,
    CareTallyOut,
    CareTermsOut,
    Code,
    ContactMadeOut,
)
from gridward.work.care.services.contacting import record_contact
from gridward.work.care.services.ending import end_plan
from gridward.work.care.services.planning import begin_plan, change_plan
from gridward.work.care.services.reading import read_plan
from gridward.work.care.terms import CareView, PlanFilter

router = door("care")


class CareFilterIn(Schema):
    """Of which grid, kind or household."""

    grid_id: UUID | None = None
    kind: Code = ""
    household_id: UUID | None = None

    def wanted(self) -> PlanFilter:
        """As the queries take it."""
        return PlanFilter(self.grid_id, self.kind, self.household_id)


class CareListIn(CareFilterIn):
    """Which plans, by the day of the next contact; `after` is the cursor of the page before."""

    view: CareView = CareView.ALL
    after: str | None = None


class CareYearIn(Schema):
    """Which year, this one where none is named."""

    year: Annotated[int, Field(ge=2000, le=2200)] | None = None


def _keeper(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.CARE_KEEP)
    return actor


@router.get("", response=answers(PageOut[CarePlanRow]))
def list_care_plans(request: HttpRequest, wanted: Query[CareListIn]) -> object:
    """Plans by the day of their next contact."""
    today = clock.today()
    rows = plans(_keeper(request), wanted.wanted(), wanted.view, today)
    found = page(rows, ["next_on", "id"], wanted.after)
    rules = care_rules(today)
    return PageOut[CarePlanRow](
        items=[CarePlanRow.of(row, today, rules) for row in found.rows], next=found.next
    )


@router.post("", response=answers(CarePlanOut, 201))
def post_care_plan(request: HttpRequest, given: CarePlanIn) -> object:
    """A plan for somebody who agreed to it."""
    actor = _keeper(request)
    row = begin_plan(actor, said=given.said())
    return Status(201, _whole(plan_of(actor, row.pk)))


@router.get("/terms", response=answers(CareTermsOut))
def get_care_terms(request: HttpRequest) -> object:
    """Kinds of need in force, and posts that make contacts."""
    _keeper(request)
    today = clock.today()
    kinds = list(need_kinds(today).values())
    return CareTermsOut.of(kinds, care_rules(today), guarded_under(today))


@router.get("/counts", response=answers(CareCountsOut))
def get_care_counts(request: HttpRequest, wanted: Query[CareFilterIn]) -> object:
    """How many plans are due, overdue and coming."""
    return CareCountsOut.of(counts(_keeper(request), wanted.wanted(), clock.today()))


@router.get("/tallies", response=answers(list[CareTallyOut]))
def list_care_tallies(request: HttpRequest, wanted: Query[CareYearIn]) -> object:
    """How many plans were over in a year, by kind and reason; nobody is named."""
    rows = tallies(_keeper(request), wanted.year or clock.today().year)
    return [CareTallyOut.of(row) for row in rows]


@router.get("/{uuid:plan_id}", response=answers(CarePlanOut))
def get_care_plan(request: HttpRequest, plan_id: UUID) -> object:
    """One plan with its contacts; the look is recorded."""
    return _whole(read_plan(_keeper(request), plan_id))


@router.patch("/{uuid:plan_id}", response=answers(CarePlanOut))
def patch_care_plan(request: HttpRequest, plan_id: UUID, given: CarePlanChangeIn) -> object:
    """Change cadence, way, post, days or note."""
    actor = _keeper(request)
    change_plan(actor, plan_id=plan_id, version=given.version, **given.given())
    return _whole(plan_of(actor, plan_id))


@router.post("/{uuid:plan_id}/contacts", response=answers(ContactMadeOut, 201))
def post_care_contact(request: HttpRequest, plan_id: UUID, given: CareContactIn) -> object:
    """A call or a visit, and what came of it."""
    made = record_contact(_keeper(request), plan_id=plan_id, said=given.said())
    return Status(201, ContactMadeOut.of(made))


@router.post("/{uuid:plan_id}/end", response=answers(None, 204))
def post_care_end(request: HttpRequest, plan_id: UUID, given: CareEndIn) -> object:
    """The plan is over, and gone."""
    end_plan(_keeper(request), plan_id=plan_id, reason=given.reason)
    return Status(204, None)


def _whole(row: CarePlan) -> CarePlanOut:
    today: date = clock.today()
    return CarePlanOut.whole(
        row, said_of(row), contacts_of(row), phones_of(row), today, care_rules(today)
    )

"""Doors of who is out, of hours and of what was served."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Status

from gridward.ground.rota.queries.people import hours_by_member, over, served_shifts, watched_shifts
from gridward.ground.rota.queries.rows import outs
from gridward.ground.rota.rules.figures import figures_on
from gridward.ground.rota.rules.spans import day_span
from gridward.ground.rota.schemas.places import DutyVersionIn
from gridward.ground.rota.schemas.shifts import (
    CalledOutOut,
    DutyHoursOut,
    MemberOutIn,
    MemberOutOut,
    MemberWarningOut,
    RestFiguresOut,
    ServedShiftOut,
    ShiftDay,
    ShiftOut,
)
from gridward.ground.rota.services.outs import call_out, end_out
from gridward.ground.rota.terms import Span
from gridward.kernel import clock
from gridward.kernel.http import PageOut, actor_of, answers, door
from gridward.kernel.paging import LARGEST, page

router = door("rota")


@router.get("/outs", response=answers(list[MemberOutOut]))
def list_outs(request: HttpRequest) -> object:
    """Who is out now or later: of the street for whoever plans, else oneself."""
    rows = outs(actor_of(request)).order_by("begins_at", "id")[:LARGEST]
    return [MemberOutOut.of(row) for row in rows]


@router.post("/outs", response=answers(CalledOutOut, 201))
def post_out(request: HttpRequest, given: MemberOutIn) -> object:
    """Somebody is out: their shifts become vacant."""
    made = call_out(actor_of(request), **given.model_dump())
    vacated = [ShiftOut.of(row) for row in made.vacated]
    return Status(201, CalledOutOut(out=MemberOutOut.of(made.row), vacated=vacated))


@router.post("/outs/{uuid:out_id}/end", response=answers(MemberOutOut))
def post_out_end(request: HttpRequest, out_id: UUID, given: DutyVersionIn) -> object:
    """Somebody is back earlier than was said."""
    return MemberOutOut.of(end_out(actor_of(request), out_id=out_id, version=given.version))


@router.get("/hours", response=answers(list[DutyHoursOut]))
def list_duty_hours(request: HttpRequest, month: ShiftDay | None = None) -> object:
    """What members served in the month of a day, this one where none is named: hours, nights, weekends.

    For whoever plans at their grids, and the caller's own. Evidence for meals and insurance.
    """
    rows = over(actor_of(request), _month(month or clock.today()))
    return [DutyHoursOut.of(member, hours) for member, hours in hours_by_member(rows)]


@router.get("/served", response=answers(PageOut[ServedShiftOut]))
def list_served(
    request: HttpRequest,
    month: ShiftDay | None = None,
    member_id: UUID | None = None,
    after: str | None = None,
) -> object:
    """Who served when, shift by shift, in the month of a day; as `/hours`."""
    rows = over(actor_of(request), _month(month or clock.today()))
    rows = rows.filter(member=member_id) if member_id else rows
    made = page(rows, ["begins_at", "id"], after, LARGEST)
    items = [ServedShiftOut.of(one) for one in served_shifts(made.rows)]
    return PageOut[ServedShiftOut](items=items, next=made.next)


@router.get("/warnings", response=answers(list[MemberWarningOut]))
def list_rota_warnings(request: HttpRequest, month: ShiftDay | None = None) -> object:
    """What is warned of shifts, past and to come, in the month of a day: where the caller plans, and the own."""
    found = watched_shifts(actor_of(request), _month(month or clock.today()))
    return [MemberWarningOut.of(member, one) for member, one in found]


@router.get("/figures", response=answers(RestFiguresOut))
def get_rest_figures(request: HttpRequest, day: ShiftDay | None = None) -> object:
    """By which figures hours and rest are watched on a day, and who says so."""
    on = day or clock.today()
    return RestFiguresOut.of(on, figures_on(on))


def _month(day: date) -> Span:
    """The local month of a day."""
    first = day.replace(day=1)
    later = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return Span(day_span(first).begins_at, day_span(later).begins_at)

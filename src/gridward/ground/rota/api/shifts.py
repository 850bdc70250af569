"""Doors of shifts: planned, changed, cancelled, and one's own."""

from typing import Annotated, Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Schema, Status
from pydantic import StringConstraints

from gridward.ground.rota.models import Shift
from gridward.ground.rota.queries.people import candidates
from gridward.ground.rota.queries.rows import HOLDS, chosen, shifts
from gridward.ground.rota.rules.spans import day_span
from gridward.ground.rota.schemas.shifts import (
    RotaWarningOut,
    ShiftCancelIn,
    ShiftCandidateOut,
    ShiftChangedOut,
    ShiftChangeIn,
    ShiftDay,
    ShiftOut,
    ShiftPlanIn,
    ShiftsPlannedOut,
)
from gridward.ground.rota.services.changing import cancel_shift, change_shift
from gridward.ground.rota.services.planning import plan_shifts
from gridward.ground.rota.terms import ShiftFilter
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Permission
from gridward.kernel.http import PageOut, actor_of, answers, door
from gridward.kernel.paging import LARGEST, page

router = door("rota")
me_router = door("me")


class ShiftListIn(Schema):
    """Which shifts: that touch a day or days; today where none is named."""

    first: ShiftDay | None = None
    last: ShiftDay | None = None
    place_id: UUID | None = None
    grid_id: UUID | None = None
    community: Annotated[str, StringConstraints(max_length=12)] = ""
    member_id: UUID | None = None
    cancelled: bool = False
    vacant: bool = False
    after: str | None = None

    def wanted(self) -> ShiftFilter:
        """As the queries take it; raises RotaDaysUnfit."""
        first = self.first or clock.today()
        rest = self.model_dump(exclude={"first", "last", "after"})
        return ShiftFilter(day_span(first, self.last or first), **rest)


@router.get("", response=answers(PageOut[ShiftOut]))
def list_shifts(request: HttpRequest, wanted: Query[ShiftListIn]) -> object:
    """Shifts by their beginning."""
    return _page(chosen(shifts(actor_of(request)), wanted.wanted()), wanted.after)


@router.post("", response=answers(ShiftsPlannedOut, 201))
def post_shifts(request: HttpRequest, given: ShiftPlanIn) -> object:
    """Plan shifts, one by one or by patterns: all or none."""
    actor = actor_of(request)
    actor.require(Permission.ROTA_PLAN)
    made = plan_shifts(actor, rows=given.told())
    return Status(
        201,
        ShiftsPlannedOut(
            count=len(made.shifts),
            ids=[row.pk for row in made.shifts],
            warnings=RotaWarningOut.all(made.warnings),
        ),
    )


@router.get("/{uuid:shift_id}", response=answers(ShiftOut))
def get_shift(request: HttpRequest, shift_id: UUID) -> object:
    """One shift."""
    return ShiftOut.of(found(shifts(actor_of(request)), shift_id))


@router.patch("/{uuid:shift_id}", response=answers(ShiftChangedOut))
def patch_shift(request: HttpRequest, shift_id: UUID, given: ShiftChangeIn) -> object:
    """Change role, member or times; a member of null leaves it vacant."""
    actor = actor_of(request)
    made = change_shift(actor, shift_id=shift_id, version=given.version, **given.given())
    return ShiftChangedOut(
        shift=ShiftOut.of(made.shift), warnings=RotaWarningOut.all(made.warnings)
    )


@router.post("/{uuid:shift_id}/cancel", response=answers(ShiftOut))
def post_shift_cancel(request: HttpRequest, shift_id: UUID, given: ShiftCancelIn) -> object:
    """Nobody will have it; it stays on record with the reason."""
    row = cancel_shift(actor_of(request), shift_id=shift_id, **given.model_dump())
    return ShiftOut.of(row)


@router.get("/{uuid:shift_id}/candidates", response=answers(list[ShiftCandidateOut]))
def list_shift_candidates(
    request: HttpRequest, shift_id: UUID, instead_of: UUID | None = None
) -> object:
    """Who could take a shift over, at most twenty; `instead_of` is who had it, whose post counts first."""
    actor = actor_of(request)
    row = found(shifts(actor), shift_id)
    actor.require(Permission.ROTA_PLAN, row.grid_id)
    return [ShiftCandidateOut.of(one) for one in candidates(actor, row, instead_of)]


@me_router.get("", response=answers(PageOut[ShiftOut]))
def list_own_shifts(
    request: HttpRequest,
    first: ShiftDay | None = None,
    last: ShiftDay | None = None,
    after: str | None = None,
) -> object:
    """The caller's own shifts, also where no post of theirs reaches; from today on where no day is named."""
    actor = actor_of(request)
    rows = shifts(actor).filter(HOLDS, member=actor.member_id, member__isnull=False)
    since = day_span(first or clock.today()).begins_at
    rows = rows.filter(ends_at__gt=since)
    if last is not None:
        rows = rows.filter(begins_at__lt=day_span(last).ends_at)
    return _page(rows, after)


def _page(rows: QuerySet[Shift], after: str | None) -> dict[str, Any]:
    found_page = page(rows, ["begins_at", "id"], after, LARGEST)
    return {"items": [ShiftOut.of(row) for row in found_page.rows], "next": found_page.next}

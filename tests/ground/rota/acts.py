"""What people of the tests do: places, shifts, swaps of a Wednesday and the days around it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from gridward.ground.rota.models import DutyPlace, Shift, Swap
from gridward.ground.rota.services.places import add_place
from gridward.ground.rota.services.planning import Planned, plan_shifts
from gridward.ground.rota.services.swapping import SwapSaid, agree_swap, propose_swap
from gridward.ground.rota.terms import DutyPlaceKind, PlanRow, ShiftRole, Span
from gridward.kernel import clock
from tests.world import World

MORNING = datetime(2026, 3, 4, 7, tzinfo=clock.LOCAL)
"""A Wednesday, when the tests are."""


def moment(hour: int = 0, days: int = 0, minute: int = 0) -> datetime:
    """A local moment of the tests' day, or of some days later."""
    return MORNING.replace(hour=0) + timedelta(days=days, hours=hour, minutes=minute)


def span(hour: int, hours: int, days: int = 0) -> Span:
    return Span(moment(hour, days), moment(hour + hours, days))


def who(world: World, name: str) -> UUID:
    member = world.account(name).member_id
    assert member is not None
    return member


def place(world: World, grid: str = "a1", name: str = "东门", by: str = "leader_a") -> DutyPlace:
    actor = world.actor({"b": "leader_b", "f": "chief_f"}.get(grid[0], by))
    kind = DutyPlaceKind.GATE
    return add_place(actor, grid_id=world.grids[grid].pk, name=name, kind=kind)


def row(
    world: World,
    at: DutyPlace,
    name: str | None,
    hour: int = 8,
    hours: int = 8,
    days: int = 0,
    role: ShiftRole = ShiftRole.KEEPER,
) -> PlanRow:
    """A shift of somebody, or of nobody, from an hour of a day on."""
    member = who(world, name) if name else None
    return PlanRow(at.pk, role, member, moment(hour, days), moment(hour + hours, days))


def planned(world: World, *rows: PlanRow, by: str = "leader_a") -> Planned:
    return plan_shifts(world.actor(by), rows=rows)


def shift(
    world: World, at: DutyPlace, name: str | None, by: str = "leader_a", **when: Any
) -> Shift:
    [made] = planned(world, row(world, at, name, **when), by=by).shifts
    return made


def agreed(world: World, first: Shift, second: Shift, by: tuple[str, str]) -> Swap:
    """A swap of two shifts: proposed by the first, agreed by the second."""
    said = SwapSaid(first.pk, second.pk)
    swap = propose_swap(world.actor(by[0]), said=said)
    return agree_swap(world.actor(by[1]), swap_id=swap.pk, version=swap.version)


def holders(*shifts: Shift) -> list[UUID | None]:
    """Who has each shift now."""
    stored = Shift.objects.in_bulk([one.pk for one in shifts])
    return [stored[one.pk].member_id for one in shifts]

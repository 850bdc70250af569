"""Groups are opened, changed and ended by whoever keeps outreach at their grid."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.register.problems import GridRetired
from gridward.ground.staff.access import reach_of
from gridward.ground.staff.models import Appointment, Member
from gridward.ground.staff.queries import in_force
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import grid_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.models import touched
from gridward.work.notices.models import GroupMember, ServiceGroup
from gridward.work.notices.problems import (
    DaysTurned,
    GroupNameMissing,
    GroupNameTaken,
    KeeperUnfit,
)
from gridward.work.notices.queries.groups import group_to_change
from gridward.work.notices.services.shared import about, been
from gridward.work.notices.terms import GroupSaid, NoticeAct


@transaction.atomic
def open_group(actor: Actor, *, grid_id: UUID, said: GroupSaid) -> ServiceGroup:
    """A group of a grid. Raises NotFound, NotAllowed, GridRetired, GroupNameMissing, GroupNameTaken, KeeperUnfit,
    DayAhead.
    """
    actor.require(Permission.OUTREACH_KEEP, grid_id)
    grid = grid_of(actor, grid_id)
    if grid.valid_to is not None:
        raise GridRetired(grid=grid.name)
    row = ServiceGroup(grid=grid, street_id=grid.street_id, since=been(said.since))
    _write(row, {"name": said.name, "platform": said.platform, "keeper_id": said.keeper_id})
    _note(actor, NoticeAct.GROUP_OPENED, row)
    return row


@transaction.atomic
def change_group(actor: Actor, *, group_id: UUID, version: int, **given: Any) -> ServiceGroup:
    """Change name, platform, keeper; what is left out stays. Raises GroupEnded, Stale and what opening one raises."""
    row = group_to_change(actor, group_id, version)
    row.version += 1
    _write(row, given)
    _note(actor, NoticeAct.GROUP_CHANGED, row)
    return row


@transaction.atomic
def end_group(
    actor: Actor, *, group_id: UUID, version: int, on: date | None = None
) -> ServiceGroup:
    """The group is no more, and nobody is in it.

    Raises GroupEnded, Stale, DayAhead, DaysTurned, NotFound, NotAllowed.
    """
    row = group_to_change(actor, group_id, version)
    day = been(on or clock.today())
    if day < row.since:
        raise DaysTurned
    row.ended_on = day
    row.version += 1
    row.save()
    inside = GroupMember.objects.filter(group=row, left_on=None)
    inside.filter(joined_on__gt=day).update(joined_on=day)
    inside.update(left_on=day, **touched())
    _note(actor, NoticeAct.GROUP_ENDED, row)
    return row


def _write(row: ServiceGroup, given: Mapping[str, Any]) -> None:
    for name, value in given.items():
        setattr(row, name, value.strip() if name == "name" else value)
    if not row.name:
        raise GroupNameMissing
    if "keeper_id" in given:
        _check_keeper(row.keeper_id, row.grid)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise GroupNameTaken(name=row.name) from None


def _check_keeper(member_id: UUID, grid: Grid) -> None:
    """A post in force that acts at the grid; those of other streets do not exist here."""
    keeper = Member.objects.filter(pk=member_id, street=grid.street_id).first()
    held = in_force(Appointment.objects.filter(member=member_id), clock.today())
    if keeper is None or not any(
        grid.pk in reach_of(one)[0] for one in held.select_related("grid")
    ):
        raise KeeperUnfit(grid=grid.name)


def _note(actor: Actor, act: NoticeAct, row: ServiceGroup) -> None:
    record(actor, act, about(row), group=row.name, grid=row.grid.name)

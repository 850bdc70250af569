"""Who joins a group and who leaves it; many at once, each checked, those inside already passed over."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import Employee, Resident
from gridward.ground.territory.queries.rows import at_grids, found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Grids, Permission
from gridward.kernel.bulk import insert_rows
from gridward.kernel.problems import NotFound
from gridward.work.notices.models import GroupMember, ServiceGroup
from gridward.work.notices.problems import (
    DaysTurned,
    MemberLeft,
    MemberOutside,
    MemberUnfit,
    MemberUnnamed,
    TooManyMembers,
)
from gridward.work.notices.queries.coverage import subjects
from gridward.work.notices.queries.groups import group_to_change
from gridward.work.notices.queries.proposals import served
from gridward.work.notices.services.shared import about, been
from gridward.work.notices.terms import (
    MOST_MEMBERS,
    Joined,
    MemberSaid,
    NoticeAct,
    SubjectKind,
)

_PEOPLE: Mapping[SubjectKind, tuple[Any, str, str]] = {
    SubjectKind.HOUSEHOLD: (Resident, "household_id", "resident_id"),
    SubjectKind.ORGANISATION: (Employee, "organisation_id", "employee_id"),
}


@transaction.atomic
def join(
    actor: Actor, *, group_id: UUID, said: Sequence[MemberSaid], on: date | None = None
) -> Joined:
    """Somebody of households and units is in the group since a day (today); those who are already stay as they are.

    Raises NotFound, NotAllowed, GroupEnded, MemberOutside, MemberUnnamed, MemberUnfit, DayAhead, TooManyMembers.
    """
    group = group_to_change(actor, group_id)
    if len(said) > MOST_MEMBERS:
        raise TooManyMembers(most=MOST_MEMBERS)
    day = max(been(on or clock.today()), group.since)
    may_write = served(group.grid) & actor.grids(Permission.OUTREACH_KEEP)
    rows = [row for kind in SubjectKind for row in _rows(actor, group, kind, said, may_write, day)]
    inside = {_key(one) for one in GroupMember.objects.filter(group=group, left_on=None)}
    new = [row for row in {_key(row): row for row in rows}.values() if _key(row) not in inside]
    insert_rows(new)
    if new:
        record(
            actor,
            NoticeAct.MEMBERS_JOINED,
            about(group),
            group=group.name,
            grid=group.grid.name,
            count=len(new),
        )
    return Joined(tuple(one.pk for one in new), len(rows) - len(new))


@transaction.atomic
def leave(actor: Actor, *, member_id: UUID, on: date | None = None) -> GroupMember:
    """Somebody left a group. Raises NotFound, NotAllowed, MemberLeft, DayAhead, DaysTurned."""
    rows = at_grids(GroupMember, actor.grids(Permission.REGISTER_READ))
    row = found(rows.select_for_update(of=("self",)), member_id)
    actor.require(Permission.OUTREACH_KEEP, row.grid_id)
    if row.left_on is not None:
        raise MemberLeft
    row.left_on = been(on or clock.today())
    if row.left_on < row.joined_on:
        raise DaysTurned
    row.version += 1
    row.save()
    record(actor, NoticeAct.MEMBER_LEFT, about(row), grid=row.grid.name)
    return row


def _rows(
    actor: Actor,
    group: ServiceGroup,
    kind: SubjectKind,
    said: Sequence[MemberSaid],
    grids: Grids,
    day: date,
) -> list[GroupMember]:
    wanted = [one for one in said if one.subject.kind is kind]
    places = _places(actor, kind, {one.subject.id for one in wanted}, grids)
    _check_people(kind, wanted)
    _, subject, person = _PEOPLE[kind]
    return [
        GroupMember(
            group=group,
            grid_id=places[one.subject.id],
            street_id=group.street_id,
            name="" if one.person_id else one.name.strip(),
            joined_on=day,
            **{subject: one.subject.id, person: one.person_id},
        )
        for one in wanted
    ]


def _places(actor: Actor, kind: SubjectKind, ids: set[UUID], grids: Grids) -> dict[UUID, UUID]:
    """The grid of each household or unit; raises NotFound beyond the actor's sight, MemberOutside beyond the group."""
    places = dict(subjects(actor, kind).filter(pk__in=ids).values_list("id", "grid_id"))
    if set(places) != ids:
        raise NotFound
    if set(places.values()) - grids:
        raise MemberOutside
    return places


def _check_people(kind: SubjectKind, said: Sequence[MemberSaid]) -> None:
    model, subject, _ = _PEOPLE[kind]
    if any(one.person_id is None and not one.name.strip() for one in said):
        raise MemberUnnamed
    wanted = {one.person_id: one.subject.id for one in said if one.person_id}
    known = dict(model.objects.filter(pk__in=wanted, left_on=None).values_list("id", subject))
    if any(known.get(one.person_id) != one.subject.id for one in said if one.person_id):
        raise MemberUnfit


def _key(row: GroupMember) -> tuple[Any, ...]:
    return (
        *(row.household_id, row.organisation_id, row.resident_id, row.employee_id),
        row.name,
    )

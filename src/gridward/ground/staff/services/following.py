"""Posts follow the territory: whoever holds a post at a grid holds it at the grids that take over, from that day.

The old appointment ends and stays on the record; the new one begins on the same day, so that rights change at once.
These follow from a change of boundaries that somebody else was allowed to make: no right to appoint is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.models import Account, Appointment, Member, PostHandover, Shortage, Team
from gridward.ground.staff.terms import Appointed, AppointmentEnded, StaffAct
from gridward.ground.territory.models import Division, Grid
from gridward.ground.territory.queries.positions import community_grid
from gridward.ground.territory.terms.places import GridSucceeded, StreetSucceeded
from gridward.kernel.access import Actor
from gridward.kernel.announcements import announce

SOMEBODY = "gridward"
NAME_LENGTH = 60


@dataclass(frozen=True)
class Followed:
    """What became of an appointment; `to` is empty where the post at the new unit is somebody else's."""

    old: Appointment
    to: Sequence[Appointment]


@transaction.atomic
def follow_grids(event: GridSucceeded) -> list[Followed]:
    """Take the open appointments of a retired grid to the grids that took over: to those wished for, else to all.

    A post that one person holds goes on where it is vacant; otherwise the appointment ends and a person decides.
    """
    new = Grid.objects.defer("boundary").in_bulk(UUID(one) for one in event.new_grids.split(","))
    wishes = _wishes(event.workers)
    followed = []
    for appointment in _open(Appointment.objects.filter(grid=event.old_grid), event.on):
        chosen = [new[one] for one in wishes.get(appointment.pk, new) if one in new]
        units = [(grid, grid.street_id) for grid in chosen]
        followed.append(_follow(appointment, units, event.on, _actor(event.account)))
    _send_teams(Team.objects.filter(grid=event.old_grid), _common(list(new.values())))
    return followed


@transaction.atomic
def follow_street(event: StreetSucceeded) -> list[Followed]:
    """Take members, and the posts held at the street as a whole, to the street that took over.

    A street post goes on as acting where the new street has nobody in it, until the district appoints; otherwise
    it ends.
    """
    Member.objects.filter(street=event.old_street).update(street=event.new_street)
    there = Appointment.objects.filter(street=event.new_street, grid=None)
    taken = {one.post for one in _open(there, event.on)}
    actor, followed = _actor(event.account), []
    for appointment in _open(
        Appointment.objects.filter(street=event.old_street, grid=None), event.on
    ):
        units = [] if appointment.post in taken else [(None, event.new_street)]
        followed.append(_follow(appointment, units, event.on, actor, acting=True))
    rows = Team.objects.filter(street=event.old_street, grid=None)
    _send_teams(rows, Division.objects.get(pk=event.new_street))
    return followed


def _common(new: Sequence[Grid]) -> Grid | None:
    """Where a team goes that is not divided: to the only new grid, to the community's own where there are several."""
    if len(new) == 1:
        return new[0]
    return community_grid(new[0].community_id) if new else None


def _send_teams(rows: "QuerySet[Team]", unit: Grid | Division | None) -> None:
    """Teams with their people go to a grid or a street; one whose name is taken there says where it comes from."""
    if unit is None:
        return
    grid, street = (unit, unit.street_id) if isinstance(unit, Grid) else (None, unit.pk)
    for team in rows.filter(valid_to=None).select_related("grid", "street").order_by("id"):
        was_at = (team.grid or team.street).name
        there = Team.objects.filter(street=street, grid=grid, kind=team.kind, valid_to=None)
        if there.filter(name=team.name).exists():
            team.name = f"{team.name}（{was_at}）"[:NAME_LENGTH]
        team.grid, team.street_id = grid, street
        team.version += 1
        team.save()


def _open(rows: "QuerySet[Appointment]", on: date) -> list[Appointment]:
    found = rows.filter(Q(valid_to=None) | Q(valid_to__gt=on))
    return list(found.select_related("member", "grid", "street").order_by("acting", "valid_from"))


def _follow(
    old: Appointment,
    units: Sequence[tuple[Grid | None, UUID]],
    on: date,
    actor: Actor,
    acting: bool | None = None,
) -> Followed:
    unit, was_at = old.grid or old.street, About("staff_appointment", old.pk, old.grid_id)
    made = []
    for grid, street in units:
        new = Appointment(
            member=old.member,
            post=old.post,
            street_id=street,
            grid=grid,
            valid_from=max(old.valid_from, on),
            valid_to=old.valid_to,
            acting=old.acting if acting is None else acting,
        )
        if not _holds_already(new) and _begun(new):
            made.append(new)
    _end(old, on, made)
    record(
        actor,
        StaffAct.FOLLOWED if made else StaffAct.NOT_FOLLOWED,
        was_at,
        street=made[0].street_id if made else old.street_id,
        name=old.member.name,
        post=f"word.staff.post.{old.post}",
        unit=unit.name,
        to="、".join((one.grid or one.street).name for one in made),
        day=str(on),
    )
    return Followed(old, made)


def _holds_already(new: Appointment) -> bool:
    same = Appointment.objects.filter(
        member=new.member, post=new.post, street=new.street_id, grid=new.grid
    )
    return same.filter(Q(valid_to=None) | Q(valid_to__gt=new.valid_from)).exists()


def _begun(new: Appointment) -> bool:
    """Whether the post could be given: one that a single person holds may be somebody else's."""
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError:
        return False
    announce(Appointed(new.pk, new.grid_id))
    return True


def _end(old: Appointment, on: date, made: Sequence[Appointment]) -> None:
    """An appointment that would only have begun later never held at the old unit."""
    if old.valid_from >= on and not _handed_over(old, made):
        Shortage.objects.filter(filled_by=old).update(filled_by=made[0] if made else None)
        old.delete()
        return
    old.valid_to = max(on, old.valid_from + timedelta(days=1))
    old.version += 1
    old.save()
    announce(AppointmentEnded(old.pk, old.grid_id))


def _handed_over(old: Appointment, made: Sequence[Appointment]) -> bool:
    """Whether a hand-over still needs the appointment: one that names it as successor names the new one instead."""
    if made:
        PostHandover.objects.filter(successor=old).update(successor=made[0])
    hands = PostHandover.objects.filter(Q(predecessor=old) | Q(successor=old))
    return hands.exists()


def _wishes(text: str) -> Mapping[UUID, list[UUID]]:
    pairs = (one.split(":") for one in text.split(";") if one)
    return {UUID(who): [UUID(grid) for grid in grids.split(",")] for who, grids in pairs}


def _actor(account_id: UUID | None) -> Actor:
    if account_id is None:
        return Actor(account_id=None, name=SOMEBODY)
    account = Account.objects.select_related("member").get(pk=account_id)
    name = account.member.name if account.member else account.username
    street = account.member.street_id if account.member else None
    return Actor(account_id=account.pk, name=name, street_id=street)

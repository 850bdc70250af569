"""What the writes share: who acts as a member of the service, and what the record says."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Model, When

from gridward.ground.audit.terms import About
from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries import in_force
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed


@dataclass(frozen=True)
class Worker:
    """Somebody of the service with a sign-in."""

    member_id: UUID
    account_id: UUID
    name: str


def worker(actor: Actor, permission: Permission, grid_id: UUID) -> Worker:
    """The actor, who holds the permission at the grid; a sign-in without a member keeps no papers.

    Raises NotFound, NotAllowed.
    """
    actor.require(permission, grid_id)
    if actor.member_id is None or actor.account_id is None:
        raise NotAllowed(permission=permission.value)
    return Worker(actor.member_id, actor.account_id, actor.name)


def post_of(member_id: UUID, grid_id: UUID) -> str:
    """The post in force by which a member signs: that at the grid, else the one held longest."""
    held = in_force(Appointment.objects.filter(member_id=member_id), clock.today())
    here = Case(When(grid=grid_id, then=0), default=1)
    return str(held.order_by(here, "valid_from").values_list("post", flat=True).first() or "")


def about(row: Model, grid_id: UUID) -> About:
    """The row as the record names it."""
    return About(row._meta.db_table, row.pk, grid_id)

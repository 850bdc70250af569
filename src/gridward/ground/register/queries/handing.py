"""What the register hands over with a post: how much is registered at its grids, and the conflicts not settled."""

from collections.abc import Iterator

from gridward.ground.register.models import Household, Organisation, Resident
from gridward.ground.register.queries.conflicts import conflicts
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.terms.people import HouseholdState
from gridward.ground.staff.models import Appointment
from gridward.ground.staff.terms.handovers import Handed, Matter
from gridward.kernel.access import Actor, Grids, Permission
from gridward.kernel.masking import mask_name

MOST = 100
"""Conflicts named one by one; the count tells of the rest."""


def hand_over_register(actor: Actor, held: Appointment, grids: Grids) -> Iterator[Handed]:
    """Counts at the post's grids; nothing where the actor does not read all of them, for half a count is none."""
    if not grids or not grids <= actor.grids(Permission.REGISTER_READ):
        return
    for what, rows in (
        ("households", visible_to(actor, Household).filter(state=HouseholdState.LIVING)),
        ("residents", visible_to(actor, Resident).filter(left_on=None)),
        ("organisations", visible_to(actor, Organisation).filter(closed_on=None)),
    ):
        yield Handed(what, rows.filter(grid_id__in=grids).count())
    open_ones = conflicts(actor).filter(grid_id__in=grids).order_by("created_at", "id")
    matters = [
        Matter(
            "handover.matter.conflict",
            {
                "kind": f"word.register.conflict_kind.{one.kind}",
                "name": mask_name(one.resident.name) if one.resident else "",
                "grid": one.grid.name,
            },
            "/register/conflicts",
        )
        for one in open_ones[:MOST]
    ]
    yield Handed("conflicts", open_ones.count(), tuple(matters))

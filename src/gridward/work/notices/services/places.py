"""Where something is told: the grids, buildings and stairwells that a notice or a material names."""

from collections.abc import Sequence
from uuid import UUID

from gridward.ground.territory.models import Building, Grid, Unit
from gridward.ground.territory.queries import grids_visible_to
from gridward.kernel.access import Actor, Permission
from gridward.work.notices.problems import NoticeNowhere

CODE_BYTES = 15
"""120 bits: nobody finds what is told by trying."""


def grids_to_tell(actor: Actor, ids: Sequence[UUID]) -> list[Grid]:
    """Grids in force of one street, by code. Raises NotFound, NotAllowed, NoticeNowhere."""
    for one in ids:
        actor.require(Permission.NOTICE_SEND, one)
    rows = grids_visible_to(actor).filter(pk__in=set(ids), valid_to=None)
    grids = list(rows.defer("boundary", "bounds").order_by("code"))
    if not grids or len(grids) != len(set(ids)) or len({one.street_id for one in grids}) != 1:
        raise NoticeNowhere
    return grids


def check_places(buildings: Sequence[UUID], units: Sequence[UUID], grids: Sequence[Grid]) -> None:
    """Places of its grids alone: what is told is for nobody beyond them. Raises NoticeNowhere."""
    here = [one.pk for one in grids]
    for model, wanted in ((Building, set(buildings)), (Unit, set(units))):
        rows = model._default_manager.filter(pk__in=wanted, grid__in=here)
        if rows.count() != len(wanted):
            raise NoticeNowhere

"""Units that stand at a level, and where an actor decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Division, Grid
from gridward.ground.territory.queries.visible import street_of
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed
from gridward.work.response.problems import ResponseNotYours, ResponseUnitUnfit
from gridward.work.response.rules.dated import authority_on
from gridward.work.response.rules.deciding import signs_by
from gridward.work.response.terms import MOST_UNITS


@dataclass(frozen=True)
class Unit:
    """A street (without a grid), a community grid or a base grid; `grids` are those within it that are in force."""

    grid_id: UUID | None
    code: str
    name: str
    kind: str
    grids: frozenset[UUID]


def units_of(actor: Actor) -> list[Unit]:
    """Where the actor decides: the street first, then by code."""
    street, held = street_of(actor), actor.grids(Permission.RESPONSE_SWITCH)
    rows = _grids(street)
    found = [_street(street, rows)]
    found += [_unit(one, rows) for one in rows]
    return [one for one in found if one.grids and one.grids <= held]


def chosen_units(actor: Actor, whole_street: bool, grid_ids: Sequence[UUID]) -> list[Unit]:
    """The units of a decision; raises ResponseUnitUnfit, NotFound, NotAllowed.

    Nobody says a place twice: the street with grids of it, or a community with its own base grids.
    """
    named = list(dict.fromkeys(grid_ids))
    if whole_street == bool(named) or len(named) != len(grid_ids) or len(named) > MOST_UNITS:
        raise ResponseUnitUnfit
    for grid in named:
        actor.require(Permission.RESPONSE_SWITCH, grid)
    mine = {one.grid_id: one for one in units_of(actor)}
    wanted = [None] if whole_street else named
    if whole_street and None not in mine:
        raise NotAllowed(permission=Permission.RESPONSE_SWITCH.value)
    if any(one not in mine for one in wanted):
        raise ResponseUnitUnfit
    units = [mine[one] for one in wanted]
    if sum(len(one.grids) for one in units) != len(frozenset().union(*(u.grids for u in units))):
        raise ResponseUnitUnfit
    return units


def signing(actor: Actor) -> tuple[UUID, Post]:
    """The account and the post by which the actor signs; raises ResponseNotYours."""
    post = post_of(actor)
    if post is None or actor.account_id is None:
        raise ResponseNotYours
    return actor.account_id, post


def post_of(actor: Actor) -> Post | None:
    """The post with authority that the actor holds in the street; None for everybody else."""
    if actor.member_id is None:
        return None
    today = clock.today()
    rows = in_force(Appointment.objects.filter(member_id=actor.member_id), today)
    mine = rows.filter(street_id=actor.street_id, grid=None).values_list("post", flat=True)
    return signs_by(authority_on(today), set(map(Post, mine)))


def _grids(street: Division) -> list[Grid]:
    rows = Grid.objects.filter(street=street, valid_to=None).order_by("code")
    return list(rows.defer("boundary", "bounds"))


def _street(street: Division, rows: Sequence[Grid]) -> Unit:
    return Unit(None, street.code, street.name, "street", frozenset(one.pk for one in rows))


def _unit(grid: Grid, rows: Sequence[Grid]) -> Unit:
    whole = grid.kind == GridKind.COMMUNITY
    below = {one.pk for one in rows if whole and one.community_id == grid.community_id}
    return Unit(grid.pk, grid.code, grid.name, grid.kind, frozenset(below | {grid.pk}))

"""Units that meet: community grids and streets; where an actor takes part, and where they lead."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Division, Grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound
from gridward.work.meetings.models import Meeting
from gridward.work.meetings.problems import MeetingUnitUnfit
from gridward.work.meetings.rules.attending import expected
from gridward.work.meetings.rules.holding import rule_of
from gridward.work.meetings.terms import Expected, Unit

_PLACE = {post: place for place, post in enumerate(Post)}


def unit_at(actor: Actor, grid_id: UUID | None) -> Unit:
    """The unit of a community grid, or the actor's street; raises NotFound, MeetingUnitUnfit."""
    if grid_id is None:
        return _street(_street_of(actor))
    grid = Grid.objects.filter(pk=grid_id).first()
    if grid is None or grid_id not in actor.readable():
        raise NotFound
    if grid.kind != GridKind.COMMUNITY or grid.valid_to is not None:
        raise MeetingUnitUnfit(grid=grid.name)
    return _community(grid)


def unit_of(meeting: Meeting) -> Unit:
    """The unit of a meeting, with the grids that are in force now."""
    return _community(meeting.grid) if meeting.grid else _street(meeting.street)


def led_units(actor: Actor) -> list[Unit]:
    """The units whose meetings the actor leads, the street first; three queries."""
    held = actor.grids(Permission.MEETING_LEAD)
    rows = list(
        Grid.objects.filter(street_id=actor.street_id, valid_to=None)
        .order_by("code")
        .values_list("id", "kind", "name", "community_id")
    )
    if not held:
        return []
    street = _street_of(actor)
    whole = _whole_street(street, [(pk, kind) for pk, kind, *_ in rows])
    found = [whole] if whole.grids <= held else []
    for pk, kind, name, community in rows:
        if kind == GridKind.COMMUNITY and pk in held:
            below = frozenset(one[0] for one in rows if one[3] == community)
            found.append(Unit(street.pk, pk, name, below, below))
    return found


def leads(actor: Actor, unit: Unit) -> bool:
    """Whether the actor leads meetings of a unit: at the community's grid, or at every grid of the street."""
    held = actor.grids(Permission.MEETING_LEAD)
    scope = frozenset((unit.grid_id,)) if unit.grid_id else unit.grids
    return bool(scope) and scope <= held


def expected_at(unit: Unit) -> list[Expected]:
    """Whose posts attend today, those above first; one query."""
    attend = rule_of(unit.level, clock.today()).attend
    rows = in_force(Appointment.objects.filter(post__in=sorted(attend)), clock.today())
    rows = rows.filter(street_id=unit.street_id, member__active=True)
    found = [
        (post, name, member, grid_name or unit.name, code or "")
        for post, name, member, grid, grid_name, code in rows.values_list(
            "post", "member__name", "member_id", "grid_id", "grid__name", "grid__code"
        )
        if grid is None or grid in unit.grids
    ]
    found.sort(key=lambda one: (_PLACE[Post(one[0])], one[4], one[1], str(one[2])))
    return expected((member, name, post, where) for post, name, member, where, _ in found)


def posts_here(member_id: UUID | None, unit: Unit) -> frozenset[Post]:
    """The posts by which a member attends a unit's meetings."""
    if member_id is None:
        return frozenset()
    rows = in_force(Appointment.objects.filter(member_id=member_id), clock.today())
    held = rows.filter(street_id=unit.street_id).values_list("post", "grid_id")
    return frozenset(Post(post) for post, grid in held if grid is None or grid in unit.grids)


def same_unit(unit: Unit | Meeting) -> Q:
    """Meetings of the same community grid, or of the same street."""
    at = Q(grid_id=unit.grid_id) if unit.grid_id else Q(grid=None)
    return Q(street_id=unit.street_id) & at


def _street_of(actor: Actor) -> Division:
    if actor.street_id is None:
        raise NotFound
    return Division.objects.get(pk=actor.street_id)


def _community(grid: Grid) -> Unit:
    rows = Grid.objects.filter(community_id=grid.community_id, valid_to=None)
    below = frozenset(rows.values_list("id", flat=True))
    return Unit(grid.street_id, grid.pk, grid.name, below, below | {grid.pk})


def _street(street: Division) -> Unit:
    rows = Grid.objects.filter(street=street, valid_to=None)
    return _whole_street(street, rows.values_list("id", "kind"))


def _whole_street(street: Division, rows: Iterable[tuple[UUID, str]]) -> Unit:
    """Its meetings are attended by whoever serves the street or a community, and so not read in base grids."""
    pairs = list(rows)
    communities = frozenset(pk for pk, kind in pairs if kind == GridKind.COMMUNITY)
    return Unit(street.pk, None, street.name, frozenset(pk for pk, _ in pairs), communities)

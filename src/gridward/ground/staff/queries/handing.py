"""What the service itself hands over with a post: teams led, and shortages that are open at the unit."""

from collections.abc import Iterator

from django.db.models import Q

from gridward.ground.staff.models import Appointment, Shortage, Team
from gridward.ground.staff.terms import OPEN_SHORTAGE, TeamRole
from gridward.ground.staff.terms.handovers import Handed, Matter
from gridward.kernel import clock
from gridward.kernel.access import Actor, Grids


def hand_over_service(actor: Actor, held: Appointment, grids: Grids) -> Iterator[Handed]:
    """Teams at the post's grids, those that the predecessor leads as open; and what was asked of the district."""
    day = clock.today()
    begun = Q(valid_to=None) | Q(valid_to__gt=day)
    at = Q(grid_id__in=grids) if held.grid_id else Q(street=held.street_id)
    yield Handed("teams", Team.objects.filter(at, begun, street=held.street_id).count())
    led = Team.objects.filter(
        begun,
        people__member=held.member_id,
        people__role=TeamRole.LEAD,
        people__valid_to=None,
    ).order_by("sort_key", "id")
    teams = [
        Matter("handover.matter.team_led", {"team": one.name}, f"/staff/teams/{one.pk}")
        for one in led
    ]
    yield Handed("teams_led", len(teams), tuple(teams))
    short = Shortage.objects.filter(state__in=OPEN_SHORTAGE, letter__street=held.street_id)
    short = short.filter(grid_id__in=grids) if held.grid_id else short
    rows = short.select_related("grid", "letter__street").order_by("unit_key")
    matters = [
        Matter(
            "handover.matter.shortage",
            {
                "post": f"word.staff.post.{one.post}",
                "unit": one.grid.name if one.grid else one.letter.street.name,
            },
            f"/staff/shortages/{one.letter_id}",
        )
        for one in rows
    ]
    yield Handed("shortages", len(matters), tuple(matters))

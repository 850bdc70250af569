"""Where people set out from for duty: one's own, and for a draft those of whoever takes part, opened by nobody else."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from gridward.ground.rota.models import Home
from gridward.ground.rota.rules.homes import middle_of, read_point
from gridward.ground.rota.terms import HomeChoice, Point
from gridward.ground.staff.models import Appointment
from gridward.ground.territory.models import Grid, Site
from gridward.ground.territory.queries.positions import current_base_grids
from gridward.ground.territory.terms.places import SiteKind
from gridward.kernel import clock
from gridward.kernel.access import Actor

Key = TypeVar("Key")


def own_home(actor: Actor) -> Point | None:
    """The actor's own, if they said it."""
    row = own_row(actor)
    stored = row.open_sealed("at") if row else None
    return read_point(stored) if stored else None


def own_row(actor: Actor) -> Home | None:
    """The row of the actor's own."""
    return Home.objects.filter(member=actor.member_id, member__isnull=False).first()


def homes_of(members: Collection[UUID]) -> Mapping[UUID, Point]:
    """For a draft alone, by member: the database hands over sealed what no session of those who plan can select."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, member_id, at FROM rota_homes(%s)", [list(members)])
        rows = cursor.fetchall()
    opened = {member: Home.open_stored("at", pk, sealed) for pk, member, sealed in rows}
    return {member: read_point(stored) for member, stored in opened.items() if stored}


def homes_of_left(members: Iterable[UUID] | None = None) -> QuerySet[Home]:
    """Of those who held a post and neither hold one nor will, and of those who are noted as gone."""
    held = Appointment.objects.filter(member=OuterRef("member"))
    rows = Home.objects.filter(
        Q(member__active=False) | (Exists(held) & ~Exists(held.filter(_lasts())))
    )
    return rows if members is None else rows.filter(member__in=list(members))


def choices(street_id: UUID) -> Sequence[HomeChoice]:
    """Grids of a street by code, then the compounds that the reader sees by name, with their middles."""
    grids = current_base_grids(street_id).filter(boundary__isnull=False)
    compounds = Site.objects.filter(
        street=street_id, kind=SiteKind.COMPOUND, longitude__isnull=False, latitude__isnull=False
    )
    points = compounds.order_by("name", "id").values_list("name", "longitude", "latitude")
    return [
        *(HomeChoice(name, at) for name, at in _middles(grids.values_list("name", "boundary"))),
        *(HomeChoice(name, (x, y)) for name, x, y in points if x is not None and y is not None),
    ]


def centres(grid_ids: Iterable[UUID | None]) -> dict[UUID, Point]:
    """The middle of each grid that has a boundary: from it the way is told of whoever said no other point."""
    rows = Grid.objects.filter(pk__in={one for one in grid_ids if one}, boundary__isnull=False)
    return dict(_middles(rows.values_list("pk", "boundary")))


def street_middle(street_id: UUID) -> Point | None:
    """The middle of a street, if its grids are drawn."""
    rows = current_base_grids(street_id).filter(boundary__isnull=False)
    return middle_of(rows.values_list("boundary", flat=True))


def _middles(rows: Iterable[tuple[Key, Any]]) -> Iterator[tuple[Key, Point]]:
    for key, boundary in rows:
        middle = middle_of([boundary])
        if middle is not None:
            yield key, middle


def _lasts() -> Q:
    """Posts that are held today or will be."""
    return Q(valid_to=None) | Q(valid_to__gt=clock.today())

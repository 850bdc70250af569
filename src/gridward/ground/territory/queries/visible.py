"""Reading the territory: grids of a street are public to its service, places are seen at the actor's own grids."""

from uuid import UUID

from django.db.models import F, Q, QuerySet

from gridward.ground.territory.models import Building, Division, Dwelling, Grid, Site
from gridward.ground.territory.terms.addresses import Hint
from gridward.ground.territory.terms.places import DivisionLevel
from gridward.kernel.access import Actor, Permission
from gridward.kernel.codes.division import parse_grid
from gridward.kernel.problems import NotAllowed, NotFound


def street_named(code: str | None) -> Division | None:
    """The street with this code, or the first in force that this installation keeps grids for."""
    rows = Division.objects.filter(level=DivisionLevel.STREET)
    if code is not None:
        return rows.filter(code=code).first()
    kept = rows.filter(children__grids__isnull=False)
    return kept.order_by(F("valid_to").asc(nulls_first=True), "code").first() or rows.first()


def street_of(actor: Actor) -> Division:
    """The actor's street; raises NotFound when nothing is set up yet."""
    found = Division.objects.filter(pk=actor.street_id).first() if actor.street_id else None
    if found is None:
        raise NotFound
    return found


def grids_visible_to(actor: Actor) -> QuerySet[Grid]:
    """The grids of the actor's street, retired ones too; all of them for who keeps the installation."""
    held = actor.grids(Permission.TERRITORY_READ)
    if not held:
        return Grid.objects.none()
    ours = Q(street_id=actor.street_id) | Q(id__in=held)
    return Grid.objects.filter(ours).select_related("community", "street")


def grid_of(actor: Actor, grid_id: UUID) -> Grid:
    """One grid of the actor's street; raises NotFound."""
    found = grids_visible_to(actor).filter(pk=grid_id).first()
    if found is None:
        raise NotFound
    return found


def grid_coded(actor: Actor, code: str) -> Grid:
    """A grid of the actor's street by its code, retired ones too: a code leads to its grid for ever.

    Raises WrongGridCode, NotFound.
    """
    found = grids_visible_to(actor).filter(code=parse_grid(code).code).first()
    if found is None:
        raise NotFound
    return found


def community_of(actor: Actor, code: str) -> Division:
    """A community in which the actor reads something; raises NotFound."""
    rows = Division.objects.filter(level=DivisionLevel.COMMUNITY, code=code)
    found = rows.filter(grids__in=actor.readable()).select_related("parent").distinct().first()
    if found is None:
        raise NotFound
    return found


def sites_visible_to(actor: Actor) -> QuerySet[Site]:
    """Sites at the actor's grids."""
    return Site.objects.filter(grid_id__in=actor.grids(Permission.TERRITORY_READ))


def buildings_visible_to(actor: Actor) -> QuerySet[Building]:
    """Buildings at the actor's grids."""
    return Building.objects.filter(grid_id__in=actor.grids(Permission.TERRITORY_READ))


def dwellings_visible_to(actor: Actor) -> QuerySet[Dwelling]:
    """Dwellings at the actor's grids."""
    return Dwelling.objects.filter(grid_id__in=actor.grids(Permission.TERRITORY_READ))


def whole_street_of(actor: Actor) -> Division:
    """The actor's street, for an actor who reads all grids of it in force; raises NotAllowed, NotFound."""
    street = street_of(actor)
    grids = Grid.objects.filter(street=street, valid_to=None).values_list("id", flat=True)
    if not set(grids) <= actor.grids(Permission.TERRITORY_READ):
        raise NotAllowed(permission=Permission.TERRITORY_READ.value)
    return street


def hint_from(actor: Actor, community: str = "", site_id: UUID | None = None) -> Hint:
    """What is known beside an address; raises NotFound for a community or site outside the actor's grids."""
    site = sites_visible_to(actor).filter(pk=site_id).first() if site_id else None
    if site_id and site is None:
        raise NotFound
    return Hint(
        community=community_of(actor, community).pk if community else None,
        site=site.pk if site else None,
    )

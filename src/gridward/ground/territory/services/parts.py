"""A compound that lies in several grids is one site row in each of them, so that a building's site is in its grid."""

from uuid import UUID

from gridward.ground.territory.models import Site
from gridward.ground.territory.services.book import copy_names
from gridward.kernel.ids import new_id

SAID = ("street_id", "kind", "name", "road", "house_number")


def part_of_site(site: Site, grid_id: UUID) -> Site:
    """The site's row in a grid: itself, one of the same kind and name there, or a new one without a position."""
    if site.grid_id == grid_id:
        return site
    same = Site.objects.filter(grid_id=grid_id, kind=site.kind, name=site.name).order_by("id")
    known = same.first()
    if known is None:
        said = {column: getattr(site, column) for column in SAID}
        known = Site.objects.create(id=new_id(), grid_id=grid_id, **said)
        copy_names(site, known)
    return known

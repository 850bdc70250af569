"""Sites: compounds, markets, schools and the other places of clause T2."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.models import Division, Grid, Site
from gridward.ground.territory.problems import NameMissing
from gridward.ground.territory.services.book import follow_names, set_names, store_names
from gridward.ground.territory.services.placing import grid_for
from gridward.ground.territory.terms.places import Position, SiteKind, TerritoryAct
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound, Stale


@transaction.atomic
def add_site(
    actor: Actor,
    *,
    street: Division,
    kind: SiteKind,
    name: str,
    grid: Grid | None = None,
    position: Position | None = None,
    aliases: Sequence[str] = (),
    road: str = "",
    house_number: str = "",
) -> Site:
    """Enter a site in the grid of its position, or in the grid named.

    Raises NameMissing, NotAllowed, NotFound (a grid outside the actor's) and what `grid_for` refuses.
    """
    if not name.strip():
        raise NameMissing
    lies_in = grid_for(street.pk, position, grid)
    actor.require(Permission.TERRITORY_CHANGE, lies_in.pk)
    site = Site(
        street=street,
        grid=lies_in,
        kind=kind,
        name=name.strip(),
        road=road.strip(),
        house_number=house_number.strip(),
    )
    if position:
        site.longitude, site.latitude = position.longitude, position.latitude
    site.save(force_insert=True)
    store_names(actor, [(site, name) for name in aliases])
    _note(actor, TerritoryAct.PLACE_ADDED, site)
    return site


@transaction.atomic
def change_site(
    actor: Actor,
    *,
    site: Site,
    version: int,
    grid: Grid | None = None,
    position: Position | None = None,
    **given: Any,
) -> Site:
    """Change what is given of kind, name, aliases, road and house_number; a new position or grid may move the site.

    Its buildings stay where they stand. Raises Stale, NameMissing, NotAllowed, NotFound, and as `add_site`.
    """
    if "name" in given and not given["name"].strip():
        raise NameMissing
    target = None
    if grid is not None or position is not None:
        target = grid_for(site.street_id, position or _position(site), grid)
    if position is not None:
        given |= {"longitude": position.longitude, "latitude": position.latitude}
    names = given.pop("aliases", None)
    site = rewrite_site(actor, site=site, version=version, grid=target, columns=given)
    if names is not None:
        set_names(actor, site, names)
    return site


@transaction.atomic
def rewrite_site(
    actor: Actor, *, site: Site, version: int, grid: Grid | None, columns: Mapping[str, Any]
) -> Site:
    """Write columns, and the grid if one is given, as decided before; raises Stale, NotAllowed, NotFound."""
    site = _locked(actor, site)
    if site.version != version:
        raise Stale
    old = site.grid_id
    if grid is not None:
        actor.require(Permission.TERRITORY_CHANGE, grid.pk)
        site.grid = grid
    for column, value in columns.items():
        setattr(site, column, value.strip() if isinstance(value, str) else value)
    site.version += 1
    site.save()
    if site.grid_id != old:
        follow_names(old)
    _note(actor, TerritoryAct.PLACE_CHANGED, site)
    return site


def _locked(actor: Actor, site: Site) -> Site:
    found = Site.objects.select_for_update(of=("self",)).select_related("grid").filter(pk=site.pk)
    row = found.first()
    if row is None:
        raise NotFound
    actor.require(Permission.TERRITORY_CHANGE, row.grid_id)
    return row


def _position(site: Site) -> Position | None:
    if site.longitude is None or site.latitude is None:
        return None
    return Position(site.longitude, site.latitude)


def _note(actor: Actor, act: TerritoryAct, site: Site) -> None:
    about = About("territory_site", site.pk, site.grid_id)
    record(actor, act, about, name=site.name, grid=site.grid.name)

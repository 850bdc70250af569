"""Annex 5 as a table: a layout's figures at each place (O3)."""

from collections.abc import Iterable
from datetime import datetime

from gridward.ground.territory.models import Division
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed
from gridward.oversight.reports.indicators.catalogue import FIGURES, Figure
from gridward.oversight.reports.queries.places import places
from gridward.oversight.reports.terms import Layout, Level, Place, PlaceKind, Row, Table, Value


def annex5(
    actor: Actor,
    *,
    street: Division,
    layout: Layout,
    level: Level = Level.GRID,
    moment: datetime | None = None,
    community: Division | None = None,
) -> Table:
    """The table as the actor may see it, with the figures that the layout shows.

    Raises NotAllowed without REPORT_READ anywhere.
    """
    if not actor.may(Permission.REPORT_READ):
        raise NotAllowed(permission=Permission.REPORT_READ.value)
    found = places(actor, street, moment, level, community)
    wanted = [FIGURES[key] for key in layout.shown() if key in FIGURES]
    return Table(
        street_name=street.name,
        community_name=community.name if community else "",
        as_of=moment or clock.now(),
        live=moment is None,
        level=level,
        layout=layout,
        rows=tuple(_numbered(found, wanted)),
    )


def _numbered(found: Iterable[Place], wanted: list[Figure]) -> Iterable[Row]:
    number = 0
    for place in found:
        number += place.kind is PlaceKind.GRID
        values = {one.key: _value(one, place, number) for one in wanted}
        yield Row(
            place.kind,
            place.name,
            place.code,
            place.community_code,
            place.community_name,
            place.grid_id,
            values,
        )


def _value(one: Figure, place: Place, number: int) -> Value:
    if one.make is not None:
        return one.make(place.facts)
    plain: dict[str, Value] = {
        "seq": number if place.kind is PlaceKind.GRID else None,
        "community": place.community_name,
        "grid_name": place.name,
        "grid_code": place.code,
    }
    return plain.get(one.key)

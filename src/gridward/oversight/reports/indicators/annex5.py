"""Annex 5 as a table: a layout's figures at each place (O3)."""

from collections.abc import Iterable
from datetime import datetime

from gridward.ground.territory.models import Division
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed
from gridward.oversight.reports.indicators.catalogue import FIGURES, Figure
from gridward.oversight.reports.indicators.figures import SMALL
from gridward.oversight.reports.indicators.hiding import (
    asks_for_small,
    covered,
    looks_after_all,
    patterns,
    widened,
)
from gridward.oversight.reports.queries.places import places
from gridward.oversight.reports.rules.small_cells import small_below
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
    """The table as the actor may see it, with the figures that the layout shows and the parts of those that are sums.

    Raises NotAllowed without REPORT_READ anywhere.
    """
    if not actor.may(Permission.REPORT_READ):
        raise NotAllowed(permission=Permission.REPORT_READ.value)
    shown = [key for key in layout.shown() if key in FIGURES]
    keys = widened(shown)
    wanted = [FIGURES[key] for key in dict.fromkeys([*shown, *sorted(keys)])]
    found = places(actor, street, moment, level, community, keys)
    rows = tuple(_numbered(found, wanted))
    if moment is None and asks_for_small(keys) and not looks_after_all(actor, rows):
        whole = (
            found
            if level is Level.GRID and community is None
            else places(actor, street, None, Level.GRID, None, keys & SMALL)
        )
        rows = _safe(actor, rows, whole, keys, community)
    return Table(
        street_name=street.name,
        community_name=community.name if community else "",
        as_of=moment or clock.now(),
        live=moment is None,
        level=level,
        layout=layout,
        rows=rows,
    )


def _safe(
    actor: Actor,
    rows: tuple[Row, ...],
    whole: Iterable[Place],
    keys: frozenset[str],
    community: Division | None,
) -> tuple[Row, ...]:
    """Without small figures of people whom the reader does not look after; `whole` is all that the reader may read."""
    below = small_below(clock.today())
    everything = list(_numbered(whole, [FIGURES[key] for key in keys & SMALL]))
    pattern = patterns(actor, everything, keys, below)
    return covered(rows, pattern, below, community.code if community else "")


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

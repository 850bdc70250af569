"""Reads of the territory: what is visible to whom, pages and lists, proof of cover, address reading."""

from gridward.ground.territory.queries.visible import (
    buildings_visible_to,
    community_of,
    dwellings_visible_to,
    grid_coded,
    grid_of,
    grids_visible_to,
    sites_visible_to,
    street_named,
    street_of,
)

__all__ = [
    "buildings_visible_to",
    "community_of",
    "dwellings_visible_to",
    "grid_coded",
    "grid_of",
    "grids_visible_to",
    "sites_visible_to",
    "street_named",
    "street_of",
]

"""Sites of every kind that T2 names.

A block has two rows of three lots, and a strip of shops along its southern road.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, product
from random import Random

from gridward.fiction import vocabulary as words
from gridward.fiction.chance import stream
from gridward.fiction.geometry import Point, Share, outline_of, piece_of
from gridward.fiction.layout import Block, Layout, Net
from gridward.fiction.terms import FictionalGrid, FictionalSite

_OTHER_SITES = {
    "school": (8, "小学"),
    "health_station": (6, "社区卫生服务站"),
    "office_building": (14, "大厦"),
    "market": (6, "农贸市场"),
    "mall": (4, "购物广场"),
    "supermarket": (8, "超市"),
    "hospital": (2, "医院"),
    "public_body": (10, "政务服务所"),
    "institution": (8, "文化馆"),
    "enterprise": (10, "制衣厂"),
    "social_organisation": (6, "互助协会"),
    "construction_site": (5, "改造工地"),
    "hotel": (8, "宾馆"),
    "park": (5, "游园"),
    "other": (4, "停车场"),
}
"""Kinds beside compounds and shops: how often among a hundred, and how their names end."""


@dataclass(frozen=True, slots=True)
class Lot:
    """A piece of a block where a site may stand, at a house number of the road beside it."""

    corners: tuple[Point, ...]  # south-west, south-east, north-east, north-west
    road: str
    house_number: str


def _lots(net: Net, block: Block) -> Iterator[Lot]:
    """The southern row fronts the southern road, the other row the northern."""
    for row, (south, north) in enumerate(((0.18, 0.5), (0.56, 0.9))):
        for column, west in enumerate((0.1, 0.38, 0.66)):
            number = 2 * (block[0] * 20 + 14 + 2 * column) + 1 + row
            road = words.ROADS_EASTWARD[block[1] + row]
            yield Lot(_piece(net, block, (west, west + 0.24), (south, north)), road, str(number))


def _shop_row(net: Net, block: Block) -> Lot:
    """The strip of shops along the southern road."""
    road, number = words.ROADS_EASTWARD[block[1]], 2 * block[0] * 20 + 1
    return Lot(_piece(net, block, (0.1, 0.9), (0.08, 0.15)), road, str(number))


def _piece(net: Net, block: Block, east: Share, north: Share) -> tuple[Point, ...]:
    i, j = 2 * block[0], 2 * block[1]
    corners = (net[i, j], net[i + 2, j], net[i + 2, j + 2], net[i, j + 2])
    return piece_of(corners, east, north)


def make_sites(layout: Layout, seed: int) -> list[FictionalSite]:
    """Every site of the street, the same for the same seed."""
    rng = stream(seed, "sites")
    names = _SiteNames(rng)
    kinds = [kind for kind, (count, _) in _OTHER_SITES.items() for _ in range(count)]
    rng.shuffle(kinds)
    supply = cycle(kinds)
    return [
        site
        for grid, blocks in layout.bases
        for site in _sites_of(layout.net, grid, blocks, names, supply)
    ]


def _sites_of(
    net: Net,
    grid: FictionalGrid,
    blocks: Sequence[Block],
    names: "_SiteNames",
    supply: Iterator[str],
) -> Iterator[FictionalSite]:
    """Four of six lots are compounds, two are something else; each block has its shops."""
    lots = [("compound" if k % 3 else next(supply), lot) for k, lot in _numbered(net, blocks)]
    shops = [("street_shops", _shop_row(net, block)) for block in blocks]
    for serial, (kind, lot) in enumerate(lots + shops, 1):
        outline, longitude, latitude = outline_of(lot.corners)
        name, aliases = names.of(kind, lot)
        key = f"{grid.code}-S{serial:02d}"
        place = (lot.road, lot.house_number, longitude, latitude, outline)
        yield FictionalSite(key, grid.code, kind, name, aliases, *place)


def _numbered(net: Net, blocks: Sequence[Block]) -> Iterator[tuple[int, Lot]]:
    return enumerate(lot for block in blocks for lot in _lots(net, block))


class _SiteNames:
    """Names that no two sites share."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        pairs = list(product(words.COMPOUND_STEMS, words.COMPOUND_ENDINGS))
        self._compounds = iter(rng.sample(pairs, len(pairs)))
        self._stems: dict[str, Iterator[str]] = {}

    def of(self, kind: str, lot: Lot) -> tuple[str, tuple[str, ...]]:
        """Name and aliases of a site of this kind on this lot."""
        if kind == "street_shops":
            return f"{lot.road}{lot.house_number}号起沿街商铺", ()
        if kind == "compound":
            return self._compound(lot)
        stems = self._stems.setdefault(kind, iter(self._shuffled()))
        return f"{next(stems)}{_OTHER_SITES[kind][1]}", (f"{lot.road}{lot.house_number}号",)

    def _compound(self, lot: Lot) -> tuple[str, tuple[str, ...]]:
        by_number = f"{lot.road}{lot.house_number}号"
        if self._rng.random() < 0.12:
            return f"{by_number}院", (by_number,)
        stem, ending = next(self._compounds)
        aliases = (f"{stem}{ending}小区",) if ending in {"苑", "花园", "里"} else ()
        return stem + ending, (*aliases, by_number)

    def _shuffled(self) -> list[str]:
        return self._rng.sample(words.COMPANY_STEMS, len(words.COMPANY_STEMS))

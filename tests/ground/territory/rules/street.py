"""A small invented street for the tests of address reading: three sites in two communities."""

from collections.abc import Sequence
from itertools import product

from gridward.ground.territory.rules.address_reading import Gazetteer
from gridward.ground.territory.terms.addresses import (
    Id,
    KnownBuilding,
    KnownCommunity,
    KnownDivision,
    KnownDwelling,
    KnownPlaces,
    KnownSite,
    KnownUnit,
)

COMMUNITIES = (KnownCommunity("zhuzi", "朱紫巷社区"), KnownCommunity("suanzi", "算子桥社区"))
CHUNHE = KnownSite("chunhe", "春禾花园", "zhuzi", "g1", ("粮食局宿舍",), "荷风街", "18")
FENGLIN = KnownSite("fenglin", "枫林苑", "suanzi", "g2", (), "荷风街", "18号附2号")
TOWER = KnownSite("tower", "晴川大厦", "suanzi", "g2", (), "柳岸路", "7号")
FLOORS = range(1, 7)


def building(site: KnownSite, key: str, units: int) -> KnownPlaces:
    """A building of six floors with two doors to each floor of each unit."""
    house = KnownBuilding(f"{site.id}/{key}", site.id, key, site.grid, f"{key}栋", (), 12)
    stairs = [KnownUnit(f"{house.id}/{n}", house.id, str(n)) for n in range(1, units + 1)]
    stairwells: list[tuple[Id | None, Id]] = [(u.id, u.id) for u in stairs] or [(None, house.id)]
    doors = [
        KnownDwelling(f"{at}-{floor}0{door}", house.id, unit, floor, f"{floor}0{door}", site.grid)
        for unit, at in stairwells
        for floor, door in product(FLOORS, (1, 2))
    ]
    return KnownPlaces((), (), (house,), tuple(stairs), tuple(doors))


def places() -> KnownPlaces:
    """春禾花园 has buildings 1 to 5 of three units, 枫林苑 1 to 3 of two, 晴川大厦 one without units."""
    parts = [
        *(building(CHUNHE, str(n), 3) for n in range(1, 6)),
        *(building(FENGLIN, str(n), 2) for n in range(1, 4)),
        building(TOWER, "主楼", 0),
    ]
    return joined(parts)


def joined(parts: Sequence[KnownPlaces]) -> KnownPlaces:
    """The street with these buildings."""
    return KnownPlaces(
        communities=COMMUNITIES,
        sites=(CHUNHE, FENGLIN, TOWER),
        buildings=tuple(row for part in parts for row in part.buildings),
        units=tuple(row for part in parts for row in part.units),
        dwellings=tuple(row for part in parts for row in part.dwellings),
        roads=("荷风街", "柳岸路"),
        divisions=tuple(map(KnownDivision, ("江西省", "南昌市", "西湖区", "西湖街道"))),
    )


GAZETTEER = Gazetteer(places())

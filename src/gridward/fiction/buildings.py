"""Buildings, units and doors on the sites of one grid, as many as its households need."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from gridward.fiction.geometry import outline_of, piece_of
from gridward.fiction.terms import (
    FictionalBuilding,
    FictionalDwelling,
    FictionalSite,
    FictionalUnit,
    GridChunk,
)

_MOST_ON_A_SITE = 12  # four rows of three


@dataclass(frozen=True, slots=True)
class _Type:
    """A type of house: stairwells (0 where a house has none), floors, doors on each landing."""

    units: int
    floors: int
    rooms: int

    @property
    def doors(self) -> int:
        return max(self.units, 1) * self.floors * self.rooms


_TYPES = (
    _Type(1, 3, 2),
    _Type(2, 3, 2),
    _Type(2, 6, 2),
    _Type(3, 6, 2),
    _Type(2, 11, 2),
    _Type(1, 18, 4),
    _Type(2, 18, 4),
    _Type(2, 33, 4),
    _Type(2, 33, 6),
    _Type(3, 33, 6),
)
_YARD = _Type(0, 2, 3)
_OFFICES = _Type(0, 6, 6)
_ALONE = _Type(0, 1, 0)
_STYLES = ("{}栋", "{}栋", "{}栋", "{}号楼", "{}号楼", "{}幢")


def put_up(chunk: GridChunk, sites: Sequence[FictionalSite], doors: int, rng: Random) -> None:
    """Fill the grid's chunk with buildings, units and at least so many residential doors."""
    compounds = [site for site in sites if site.kind == "compound"]
    for site, number, house in _residential(compounds, doors, rng):
        _raise(chunk, site, number, house)
    for site in sites:
        if site.kind == "street_shops":
            _raise_shops(chunk, site)
        elif site.kind not in {"compound", "park", "construction_site", "other"}:
            house = _OFFICES if site.kind == "office_building" else _ALONE
            _raise(chunk, site, 0, house)


def _residential(
    compounds: Sequence[FictionalSite], doors: int, rng: Random
) -> Iterator[tuple[FictionalSite, int, _Type]]:
    """Houses until there are doors enough: one on each compound, then more on the large ones."""
    types = _types(compounds, doors, rng)
    sizes = [rng.random() ** 2 for _ in compounds]
    built: Counter[str] = Counter()
    first = iter(compounds)
    while doors > 0 and built.total() < _MOST_ON_A_SITE * len(compounds):
        site = next(first, None) or rng.choices(compounds, sizes)[0]
        if built[site.key] < _MOST_ON_A_SITE:
            built[site.key] += 1
            doors -= types[site.key].doors
            yield site, built[site.key], types[site.key]


def _types(compounds: Sequence[FictionalSite], doors: int, rng: Random) -> dict[str, _Type]:
    """One type of house for each compound; the more doors are needed, the taller."""
    enough = (type_ for type_ in _TYPES if type_.doors * 6 * len(compounds) >= doors)
    common = next(enough, _TYPES[-1])
    taller = _TYPES[min(_TYPES.index(common) + 1, len(_TYPES) - 1)]
    return {
        site.key: _YARD if _is_yard(site, common) else rng.choice((common, taller))
        for site in compounds
    }


def _is_yard(site: FictionalSite, common: _Type) -> bool:
    """Old yards keep their low houses unless the grid is crowded."""
    return site.name.endswith("院") and _TYPES.index(common) < 4


def _raise(chunk: GridChunk, site: FictionalSite, number: int, house: _Type) -> None:
    building = _building(site, number, house.floors)
    chunk.buildings.append(building)
    for serial in range(1, house.units + 1):
        unit = FictionalUnit(f"{building.key}-U{serial}", building.key, site.grid_code, str(serial))
        chunk.units.append(unit)
        chunk.dwellings.extend(_doors(building, house, unit, residential=True))
    if not house.units:
        chunk.dwellings.extend(_doors(building, house, None, residential=site.kind == "compound"))


def _building(site: FictionalSite, number: int, floors: int) -> FictionalBuilding:
    """House `number` of a compound, or the only house of another site when the number is 0."""
    name, number_key = _name(site, number) if number else ("主楼", "主楼")
    row, column = divmod(max(number, 1) - 1, 3)
    corners = [tuple(point) for point in site.outline["coordinates"][0][:4]]
    east, north = (column / 3 + 0.05, column / 3 + 0.28), (0.78 - row / 4, 0.95 - row / 4)
    outline, longitude, latitude = outline_of(piece_of(corners, east, north))
    key = f"{site.key}-B{number:02d}"
    aliases = tuple(style.format(number_key) for style in ("{}栋", "{}号楼", "{}幢") if number)
    others = tuple(alias for alias in aliases if alias != name)
    place = (floors, longitude, latitude, outline)
    return FictionalBuilding(key, site.key, site.grid_code, name, number_key, others, *place)


def _name(site: FictionalSite, number: int) -> tuple[str, str]:
    """How the houses of a compound are called; one site has one manner."""
    manner = Random(site.key).randrange(len(_STYLES) + 1)
    if manner == len(_STYLES):
        letter = "ABCDEFGHJKLM"[number - 1]
        return f"{letter}座", letter
    return _STYLES[manner].format(number), str(number)


def _doors(
    building: FictionalBuilding, house: _Type, unit: FictionalUnit | None, *, residential: bool
) -> Iterator[FictionalDwelling]:
    inside = unit.key if unit else building.key
    prefix = f"{unit.number_key}单元" if unit else ""
    for floor in range(1, house.floors + 1):
        for serial in range(1, house.rooms + 1):
            room = f"{floor}{serial:02d}"
            yield FictionalDwelling(
                f"{inside}-{room}",
                building.key,
                unit.key if unit else None,
                building.grid_code,
                floor,
                room,
                f"{prefix}{room}室",
                residential,
            )


def _raise_shops(chunk: GridChunk, site: FictionalSite) -> None:
    """A low row of shops with a house number each."""
    building = _building(site, 0, 1)
    chunk.buildings.append(building)
    first = int(site.house_number)
    for number in range(first, first + 2 * _MOST_ON_A_SITE, 2):
        door = f"{number}号"
        key = f"{building.key}-{number}"
        place = (building.key, None, site.grid_code, 1, door, door, False)
        chunk.dwellings.append(FictionalDwelling(key, *place))

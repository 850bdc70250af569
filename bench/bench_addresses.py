"""Address reading: speed against the stated 20,000 a second and a straightforward baseline; F1 of the grammar.

Run: .venv/bin/python -m bench.bench_addresses
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from rapidfuzz import process
from tests.shared_data import shared

from gridward.ground.territory.rules.address_grammar import parse
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

TARGET = 20_000  # reads a second on one core
COMMUNITIES = ("朱紫巷社区", "算子桥社区", "康王庙社区", "梢瓜池社区", "孺子亭社区", "上渝亭社区")
STEMS = (
    *("春禾", "枫林", "锦绣", "翠竹", "荷塘", "金桂", "银杏", "紫薇", "兰亭", "听松"),
    *("望江", "临湖", "晴川", "云溪", "书香", "和顺", "安泰", "丰和", "同心", "吉祥"),
)
ENDINGS = ("苑", "花园", "小区", "家园", "新村", "公寓", "里", "名邸")
ROADS = (
    *("柳岸路", "春晖路", "枫桥路", "望塔路", "松鹤路"),
    *("南园街", "荷风街", "青竹街", "古井巷", "同德街"),
)
HAN = "零一二三四五六七八九"
BASELINE_F1 = {"building": 0.888, "unit": 0.892, "room": 0.886}  # char-CRF, trained; test part
LABELS = {"houseno": "building", "cellno": "unit", "floorno": "floor", "roomno": "room"}


def known_places() -> KnownPlaces:
    """150 sites of ten buildings with two or three units: 1,500 buildings, about 40,000 dwellings."""
    names = [stem + ending for stem, ending in product(STEMS, ENDINGS)][:150]
    sites, buildings, units, dwellings = [], [], [], []
    for n, name in enumerate(names):
        road, number = ROADS[n % len(ROADS)], str(1 + 2 * (n // len(ROADS)))
        site = KnownSite(f"s{n}", name, f"c{n % 6}", f"g{n % 49}", (), road, number)
        sites.append(site)
        for b in range(1, 11):
            building = KnownBuilding(f"s{n}b{b}", site.id, str(b), site.grid, f"{b}栋")
            buildings.append(building)
            for u in range(1, 3 + b % 2):
                unit = KnownUnit(f"{building.id}u{u}", building.id, str(u))
                units.append(unit)
                dwellings += [
                    KnownDwelling(
                        f"{unit.id}-{f}0{r}", building.id, unit.id, f, f"{f}0{r}", site.grid
                    )
                    for f, r in product(range(1, 7), (1, 2))
                ][: 11 - b % 2]
    communities = tuple(KnownCommunity(f"c{n}", name) for n, name in enumerate(COMMUNITIES))
    divisions = tuple(map(KnownDivision, ("江西省", "南昌市", "西湖区", "西湖街道")))
    return KnownPlaces(
        communities,
        tuple(sites),
        tuple(buildings),
        tuple(units),
        tuple(dwellings),
        ROADS,
        divisions,
    )


def addresses(places: KnownPlaces, count: int, random: Random) -> list[tuple[str, str]]:
    """Distinct addresses as rosters write them, each with its dwelling's id."""
    site_of = {site.id: site for site in places.sites}
    building_of = {building.id: building for building in places.buildings}
    unit_of = {unit.id: unit for unit in places.units}
    found: dict[str, str] = {}
    while len(found) < count:
        dwelling = random.choice(places.dwellings)
        building = building_of[dwelling.building]
        site = site_of[building.site]
        unit = unit_of[str(dwelling.unit)].number_key
        text = random.choice(STYLES)(site, building.number_key, unit, dwelling.room)
        if random.random() < TYPING_ERRORS:
            text = text.replace(
                site.name, site.name.replace(site.name[1], random.choice("河林秀祝"))
            )
        found.setdefault(text, str(dwelling.id))
    return list(found.items())


TYPING_ERRORS = 0.03
Style = Callable[[KnownSite, str, str, str], str]
STYLES: Sequence[Style] = (
    lambda s, b, u, r: f"{s.name}{b}栋{u}单元{r}室",
    lambda s, b, u, r: (
        f"江西省南昌市西湖区西湖街道{COMMUNITIES[int(str(s.community)[1])]}{s.name}{b}栋{u}单元{r}"
    ),
    lambda s, b, u, r: f"{s.name}{b}-{u}-{r}",
    lambda s, b, u, r: f"{s.name}{b}#{u}-{r}",
    lambda s, b, u, r: f"{s.name}第{b}幢{HAN[int(u)]}单元{''.join(HAN[int(d)] for d in r)}室",
    lambda s, b, u, r: f"{s.road}{s.house_number}号{s.name}{b}号楼{u}单元{r}",
    lambda s, b, u, r: f"{s.road}{s.house_number}号{b}栋{u}单元{r}室",
    lambda s, b, u, r: f"{COMMUNITIES[int(str(s.community)[1])]}{s.name}{b}栋{u}门{r}号（租户）",
)


class Straightforward:
    """What one would write first: a regex for the door, the closest of all site names for the rest."""

    DOOR = re.compile(r"(\d+)\s*(?:栋|幢|号楼|#|-)\D*?(\d+)\s*(?:单元|-)\D*?(\d+)")

    def __init__(self, places: KnownPlaces) -> None:
        self.names = [site.name for site in places.sites]
        self.doors = {dwelling.id for dwelling in places.dwellings}

    def read(self, text: str) -> str | None:
        match = self.DOOR.search(text)
        head = text[: match.start()] if match else text
        nearest = process.extractOne(head, self.names)
        if match is None or nearest is None:
            return None
        dwelling = f"s{nearest[2]}b{match[1]}u{match[2]}-{match[3]}"
        return dwelling if dwelling in self.doors else None


class Tally:
    """Answers compared with the truth; a read that asks a person is not wrong."""

    def __init__(self, read: Callable[[str], Id | None], pairs: Sequence[tuple[str, str]]) -> None:
        """Read the addresses in three runs, each address once; `per_second` of the best run."""
        self.per_second, self.right, self.asked = 0.0, 0, 0
        run = len(pairs) // 3
        for start in range(0, len(pairs), run):
            begin = process_time()
            for text, truth in pairs[start : start + run]:
                answer = read(text)
                self.right += answer == truth
                self.asked += answer is None
            self.per_second = max(self.per_second, run / (process_time() - begin))
        self.wrong = len(pairs) - self.right - self.asked

    def __str__(self) -> str:
        found = f"right {self.right}, asked {self.asked}, wrong {self.wrong}"
        return f"{self.per_second:,.0f} reads/s; {found}"


def speed() -> float:
    """Print speed and correctness beside the baseline; returns the ratio to the target."""
    places = known_places()
    pairs = addresses(places, 60_000, Random(7))
    begin = perf_counter()
    gazetteer = Gazetteer(places)
    print(f"gazetteer: {len(places.sites)} sites, {len(places.buildings)} buildings,", end=" ")
    print(f"{len(places.dwellings)} dwellings, built in {perf_counter() - begin:.2f} s")

    def dwelling(text: str) -> Id | None:
        place = gazetteer.read(text).best
        return place.dwelling if place else None

    ours, simple = Tally(dwelling, pairs), Tally(Straightforward(places).read, pairs)
    print(f"ours, {len(pairs)} distinct addresses: {ours}")
    print(f"regex + rapidfuzz.extractOne: {simple}")
    ratio = ours.per_second / TARGET
    print(f"ratio to the target of {TARGET:,}/s: {ratio:.2f}", end="; ")
    print(f"to the baseline: {ours.per_second / simple.per_second:.1f}")
    return ratio


def annotated(path: Path) -> Iterator[tuple[str, set[tuple[str, int, int]]]]:
    """Addresses of address_ncap with the spans of building, unit, floor and room."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        text = ""
        spans: list[tuple[str, int, int]] = []
        for line in block.split("\n"):
            sign, label = line.rsplit(" ", 1)
            if label.startswith("B-"):
                spans.append((LABELS.get(label[2:], ""), len(text), 0))
            text += sign
            spans[-1] = (*spans[-1][:2], len(text))
        yield text, {span for span in spans if span[0]}


def quality(name: str = "dev.txt") -> dict[str, float]:
    """F1 per part of the grammar alone on annotated addresses, exact spans."""
    counts = {part: [0, 0, 0] for part in LABELS.values()}
    for text, gold in annotated(shared("address_ncap") / name):
        ours = {(s.part, s.start, s.end) for s in parse(text).spans if s.part in counts}
        for column, spans in enumerate((ours & gold, ours, gold)):
            for part, _, _ in spans:
                counts[part][column] += 1
    return {part: 2 * hit / (ours + gold) for part, (hit, ours, gold) in counts.items()}


def main() -> int:
    """Print all figures; 1 where the target is missed."""
    ratio = speed()
    for part, f1 in quality().items():
        beside = f" (trained char-CRF {BASELINE_F1[part]:.3f})" if part in BASELINE_F1 else ""
        print(f"address_ncap dev, {part}: F1 {f1:.3f}{beside}")
    return 0 if ratio >= 1 else 1


if __name__ == "__main__":
    sys.exit(main())

"""The world of the tests: two invented-by-name streets, a few grids, one person of each known standing.

    street ours (360103005)   community a: grids a0 (community grid), a1, a2     community b: b0, b1
    street foreign (360103004) community f: f0, f1

People are named after where they stand: `world.worker_a1` is the grid worker of a1 ("own"), `worker_a2` is next
door, `worker_b1` in the other community, `worker_f1` in the foreign street.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any

from gridward.ground.staff.access import actor_of_account
from gridward.ground.staff.models import Account, Appointment, Member
from gridward.ground.staff.terms import Employer, Post
from gridward.ground.territory.models import Building, Division, Dwelling, Grid, Site, Unit
from gridward.ground.territory.terms.places import DivisionLevel, GridKind, SiteKind
from gridward.kernel.access import Actor

SINCE = date(2022, 4, 1)


def square(west: float, south: float, size: float = 0.004) -> dict[str, object]:
    """A GeoJSON polygon with its south-west corner given in degrees."""
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@dataclass
class World:
    """Everything that tests stand on; rows by the short names of the module's head."""

    streets: dict[str, Division] = field(default_factory=dict)
    communities: dict[str, Division] = field(default_factory=dict)
    grids: dict[str, Grid] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    dwellings: dict[str, Dwelling] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def account(self, name: str) -> Account:
        """The sign-in of a named person."""
        return self.accounts[name]

    def actor(self, name: str) -> Actor:
        """The actor of a named person, as of now."""
        return actor_of_account(self.accounts[name])


STREETS = {"ours": ("360103005", "西湖街道"), "foreign": ("360103004", "广润门街道")}
COMMUNITIES = {
    "a": ("360103005002", "朱紫巷社区", "ours"),
    "b": ("360103005003", "算子桥社区", "ours"),
    "f": ("360103004001", "样例社区", "foreign"),
}
GRIDS = {"a0": "a", "a1": "a", "a2": "a", "b0": "b", "b1": "b", "f0": "f", "f1": "f"}
POSTS = {
    "patron": (Post.STREET_PATRON, "ours"),
    "chief": (Post.STREET_GRID_CHIEF, "ours"),
    "command": (Post.STREET_COMMAND, "ours"),
    "discipline": (Post.DISCIPLINE_OFFICER, "ours"),
    "privacy": (Post.PRIVACY_OFFICER, "ours"),
    "first_a": (Post.FIRST_GRID_LEADER, "a0"),
    "leader_a": (Post.COMMUNITY_GRID_LEADER, "a0"),
    "leader_b": (Post.COMMUNITY_GRID_LEADER, "b0"),
    "health_a": (Post.HEALTH_LIAISON, "a0"),
    "police_a": (Post.GRID_POLICE, "a0"),
    "worker_a1": (Post.GRID_MANAGER, "a1"),
    "supervisor_a1": (Post.GRID_SUPERVISOR, "a1"),
    "worker_a2": (Post.GRID_MANAGER, "a2"),
    "worker_b1": (Post.GRID_MANAGER, "b1"),
    "chief_f": (Post.STREET_GRID_CHIEF, "foreign"),
    "worker_f1": (Post.GRID_MANAGER, "f1"),
}


def make_world() -> World:
    """Lay out the territory and put every named person in post."""
    world = World()
    _territory(world)
    _places(world)
    _people(world)
    return world


def _territory(world: World) -> None:
    district = Division(code="360103", name="西湖区", level=DivisionLevel.DISTRICT)
    for name, (code, title) in STREETS.items():
        world.streets[name] = Division(
            code=code, name=title, level=DivisionLevel.STREET, parent=district
        )
    for name, (code, title, street) in COMMUNITIES.items():
        world.communities[name] = Division(
            code=code, name=title, level=DivisionLevel.COMMUNITY, parent=world.streets[street]
        )
    Division.objects.bulk_create([district, *world.streets.values(), *world.communities.values()])
    for position, (name, community) in enumerate(GRIDS.items()):
        division = world.communities[community]
        base = name[1] != "0"
        world.grids[name] = Grid(
            code=f"{division.code}{int(name[1]):03d}",
            name=f"{division.name}第{name[1]}网格" if base else f"{division.name}网格",
            kind=GridKind.BASE if base else GridKind.COMMUNITY,
            street=world.streets[COMMUNITIES[community][2]],
            community=division,
            boundary=square(115.88 + 0.004 * position, 28.68) if base else None,
            valid_from=SINCE,
        )
    Grid.objects.bulk_create(world.grids.values())


def _places(world: World) -> None:
    """In each base grid one compound with building 1: two units, two floors, two rooms a floor."""
    buildings, units, doors = [], [], []
    for name, title in {"a1": "翠竹", "a2": "红梅", "b1": "青松", "f1": "白兰"}.items():
        grid = world.grids[name]
        where: dict[str, Any] = {"street_id": grid.street_id, "grid": grid}
        site = Site(kind=SiteKind.COMPOUND, name=f"{title}小区", **where)
        world.sites[name] = site
        building = Building(site=site, name="1栋", number_key="1", floors=2, **where)
        buildings.append(building)
        both = [Unit(building=building, number_key=number, **where) for number in ("1", "2")]
        units += both
        for unit, floor, room in product(both, (1, 2), (1, 2)):
            door = Dwelling(
                building=building,
                unit=unit,
                floor=floor,
                room=f"{floor}0{room}",
                label=f"{unit.number_key}单元{floor}0{room}室",
                **where,
            )
            doors.append(door)
            world.dwellings[f"{name}-{door.label[0]}-{door.room}"] = door
    Site.objects.bulk_create(world.sites.values())
    Building.objects.bulk_create(buildings)
    Unit.objects.bulk_create(units)
    Dwelling.objects.bulk_create(doors)


def _people(world: World) -> None:
    members = []
    for name, (post, unit) in POSTS.items():
        grid = world.grids.get(unit)
        street = world.streets.get(unit) or (grid.street if grid else None)
        member = Member(
            street=street, name=f"测试{name}", sort_key=name, employer=Employer.STREET_OFFICE
        )
        members.append((name, member, {"post": post, "street": street, "grid": grid}))
    Member.objects.bulk_create([member for _, member, _ in members])
    held = [Appointment(member=member, valid_from=SINCE, **post) for _, member, post in members]
    for one in held:
        one.unit_key = f"{one.post}:{one.grid_id or one.street_id}"  # as `save` names it
    Appointment.objects.bulk_create(held)
    accounts = [
        *(Account(username=name, member=member) for name, member, _ in members),
        Account(username="admin", is_administrator=True),
        Account(username="stranger"),
    ]
    for account in accounts:
        account.must_change_password = False
    for account in Account.objects.bulk_create(accounts):
        world.accounts[account.username] = account

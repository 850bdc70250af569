"""People of the service and their posts (P1, P2), with a few vacancies on purpose (P3)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from gridward.fiction import vocabulary as words
from gridward.fiction.chance import stream
from gridward.fiction.names import any_name
from gridward.fiction.numbers import Clerk
from gridward.fiction.people import SEXES
from gridward.fiction.terms import FictionalAppointment, FictionalGrid, FictionalMember

DESK = 49  # the service has a desk of its own, beside those of the 49 grids

_STREET_POSTS = (
    ("street_patron", "district", "西湖区挂点领导"),
    ("street_grid_chief", "street_office", "街道党工委"),
    *[("street_command", "street_office", "街道疫情防控指挥部")] * 3,
    ("discipline_officer", "street_office", "街道纪工委"),
    ("privacy_officer", "street_office", "街道党政办"),
)
_COMMUNITY_POSTS = (
    ("first_grid_leader", "street_office", "街道办事处"),
    ("community_grid_leader", "community", "{}居委会"),
    ("health_liaison", "health_service", "社区卫生服务中心"),
    ("grid_police", "police", "西湖派出所"),
)
_VACANT = {("health_liaison", "360103005008000"), ("grid_police", "360103005005000")}
_VACANT_BASE_GRID = "360103005006007"
_ACTING = {"360103005005000": "grid_police"}  # somebody stands in until the post is filled


@dataclass(slots=True)
class Service:
    """Members and appointments, drawn in the order of posts."""

    rng: Random
    clerk: Clerk
    since: date
    members: list[FictionalMember] = field(default_factory=list)
    appointments: list[FictionalAppointment] = field(default_factory=list)

    def appoint(
        self,
        post: str,
        employer: str,
        organisation: str,
        grid_code: str | None,
        *,
        acting: bool = False,
    ) -> None:
        """A new member takes a post."""
        key = f"M{len(self.members) + 1:03d}"
        birth = self.since - timedelta(days=self.rng.randint(24 * 365, 58 * 365))
        name = any_name(self.rng.choice(SEXES), birth, self.rng)
        self.members.append(FictionalMember(key, name, employer, organisation, self.clerk.mobile()))
        self.appointments.append(
            FictionalAppointment(key, post, grid_code, self.since, None, acting)
        )


def make_service(grids: list[FictionalGrid], seed: int, today: date) -> Service:
    """Everybody who serves in the street; appointed some months before `today`."""
    service = Service(stream(seed, "service"), Clerk(DESK), today - timedelta(days=120))
    for post, employer, organisation in _STREET_POSTS:
        service.appoint(post, employer, organisation, None)
    for grid in grids:
        if grid.kind == "community":
            _appoint_community(service, grid)
        elif grid.code != _VACANT_BASE_GRID:
            _appoint_base(service, grid)
    return service


def _appoint_community(service: Service, grid: FictionalGrid) -> None:
    community = words.COMMUNITIES[grid.community_code]
    for post, employer, organisation in _COMMUNITY_POSTS:
        if (post, grid.code) not in _VACANT:
            service.appoint(post, employer, organisation.format(community), grid.code)
        elif _ACTING.get(grid.code) == post:
            service.appoint(post, employer, organisation, grid.code, acting=True)


def _appoint_base(service: Service, grid: FictionalGrid) -> None:
    """A manager, and in two grids of three a supervisor."""
    organisation = f"{words.COMMUNITIES[grid.community_code]}居委会"
    service.appoint("grid_manager", "community", organisation, grid.code)
    if service.rng.random() < 0.67:
        service.appoint("grid_supervisor", "community", organisation, grid.code)

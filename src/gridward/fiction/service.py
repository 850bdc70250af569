"""People of the service and their posts (P1, P2), with a little amiss on purpose, so that the check has findings (P3).

What is amiss, and nothing else: two vacant community posts (one with a deputy, for too long), a base grid without
workers and a few without a supervisor, an officer for two communities, a liaison whose term ends soon, a manager who
supervises the own grid, a hand-over not signed, somebody without a post, somebody who has left and still holds one.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from gridward.fiction import vocabulary as words
from gridward.fiction.chance import stream
from gridward.fiction.names import any_name
from gridward.fiction.numbers import Clerk
from gridward.fiction.people import SEXES
from gridward.fiction.terms import (
    FictionalAppointment,
    FictionalGrid,
    FictionalMember,
    FictionalSeat,
    FictionalTeam,
    FictionalTeamMember,
)

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
_SHARED = {("grid_police", "360103005006000"): "360103005004000"}  # one officer for both
_ENDS_SOON = {("health_liaison", "360103005003000"): 20}  # days from today
_SUPERVISES_SELF = "360103005003003"
_LEFT_IN_POST = "360103005004002"  # the supervisor has left and was never taken off
_CHANGED_HANDS, _CHANGED_AGO = "360103005002003", 12  # days; the hand-over was never signed
_NO_SUPERVISOR = frozenset({"360103005002004", "360103005008005"})
_SENT_TO = frozenset("2468")  # grids by their last digit whose supervisor the district has sent
_GROUP_MEMBERS = (
    ("street_office", "街道综合治理办公室"),
    ("street_office", "街道社会事务办公室"),
    ("health_service", "社区卫生服务中心"),
    ("police", "西湖派出所"),
)


@dataclass(slots=True)
class Service:
    """Everybody who serves, drawn in the order of posts."""

    rng: Random
    clerk: Clerk
    since: date
    today: date
    members: list[FictionalMember] = field(default_factory=list)
    appointments: list[FictionalAppointment] = field(default_factory=list)
    seats: list[FictionalSeat] = field(default_factory=list)
    teams: list[FictionalTeam] = field(default_factory=list)
    team_members: list[FictionalTeamMember] = field(default_factory=list)

    def person(self) -> tuple[str, str]:
        """Name and phone of somebody."""
        birth = self.since - timedelta(days=self.rng.randint(24 * 365, 58 * 365))
        return any_name(self.rng.choice(SEXES), birth, self.rng), self.clerk.mobile()

    def member(self, employer: str, organisation: str, *, active: bool = True) -> str:
        """A new member; answers the key."""
        key = f"M{len(self.members) + 1:03d}"
        name, phone = self.person()
        self.members.append(FictionalMember(key, name, employer, organisation, phone, active))
        return key

    def appoint(
        self,
        key: str,
        post: str,
        grid_code: str | None,
        *,
        acting: bool = False,
        since: date | None = None,
        until: date | None = None,
    ) -> None:
        """A member takes a post."""
        self.appointments.append(
            FictionalAppointment(key, post, grid_code, since or self.since, until, acting)
        )

    def holder(self, post: str, grid_code: str | None) -> str:
        """The key of who holds a post."""
        return next(
            one.member_key
            for one in self.appointments
            if (one.post, one.grid_code) == (post, grid_code)
        )


def make_service(grids: list[FictionalGrid], seed: int, today: date) -> Service:
    """Everybody who serves in the street; appointed some months before `today`."""
    service = Service(stream(seed, "service"), Clerk(DESK), today - timedelta(days=120), today)
    for post, employer, organisation in _STREET_POSTS:
        service.appoint(service.member(employer, organisation), post, None)
    for grid in grids:
        if grid.kind == "community":
            _appoint_community(service, grid)
        elif grid.code != _VACANT_BASE_GRID:
            _appoint_base(service, grid)
    _seat_group(service, grids)
    service.member("district", "西湖区下沉干部")  # waits for a post
    return service


def _appoint_community(service: Service, grid: FictionalGrid) -> None:
    community = words.COMMUNITIES[grid.community_code]
    for post, employer, organisation in _COMMUNITY_POSTS:
        shared = _SHARED.get((post, grid.code))
        if shared:
            service.appoint(service.holder(post, shared), post, grid.code)
        elif (post, grid.code) not in _VACANT:
            days = _ENDS_SOON.get((post, grid.code))
            until = service.today + timedelta(days=days) if days else None
            key = service.member(employer, organisation.format(community))
            service.appoint(key, post, grid.code, until=until)
        elif _ACTING.get(grid.code) == post:
            service.appoint(service.member(employer, organisation), post, grid.code, acting=True)


def _appoint_base(service: Service, grid: FictionalGrid) -> None:
    """A manager and a supervisor, except where the head of this module says otherwise."""
    organisation = f"{words.COMMUNITIES[grid.community_code]}居委会"
    changed = None
    if grid.code == _CHANGED_HANDS:
        changed = service.today - timedelta(days=_CHANGED_AGO)
        former = service.member("community", organisation, active=False)
        service.appoint(former, "grid_manager", grid.code, until=changed)
    manager = service.member("community", organisation)
    service.appoint(manager, "grid_manager", grid.code, since=changed)
    if grid.code == _SUPERVISES_SELF:
        service.appoint(manager, "grid_supervisor", grid.code)
    elif grid.code not in _NO_SUPERVISOR:
        sent = grid.code[-1] in _SENT_TO
        employed = ("district", "西湖区下沉干部") if sent else ("community", organisation)
        supervisor = service.member(*employed, active=grid.code != _LEFT_IN_POST)
        service.appoint(supervisor, "grid_supervisor", grid.code)


def _seat_group(service: Service, grids: list[FictionalGrid]) -> None:
    """§3: secretary first head, director head, section-level cadres deputies, heads of offices members."""
    communities = [grid.code for grid in grids if grid.kind == "community"]
    seats = [
        (service.holder("street_grid_chief", None), "first_head"),
        (service.member("street_office", "街道办事处"), "head"),
        *[(service.holder("first_grid_leader", code), "deputy") for code in communities[:4]],
        *[(service.member(*one), "member") for one in _GROUP_MEMBERS],
    ]
    service.seats.extend(FictionalSeat(key, title, service.since) for key, title in seats)

"""Teams of the four kinds (P5): one of the street and a few in each community, of the service and from outside."""

from datetime import timedelta

from gridward.fiction import vocabulary as words
from gridward.fiction.service import Service
from gridward.fiction.terms import FictionalGrid, FictionalTeam, FictionalTeamMember

_OF_COMMUNITIES = (
    ("party", "{}党员突击队", "{}党总支"),
    ("property", "{}物业联防一队", "安居物业{}项目部"),
    ("property", "{}物业联防二队", "和顺物业{}项目部"),
    ("org", "{}沿街商户管控队", "{}商户自治会"),
    ("volunteer", "{}志愿服务队", ""),
)
_FEWEST, _MOST = 5, 11


def make_teams(service: Service, grids: list[FictionalGrid]) -> None:
    """Set up the teams and draw their people after everybody of the service, so that nobody there changes."""
    _team(service, "party", "街道机关党员突击队", None, "街道机关党委", "street_command")
    for grid in grids:
        if grid.kind == "community":
            name = words.COMMUNITIES[grid.community_code]
            for kind, title, organisation in _OF_COMMUNITIES:
                lead = "community_grid_leader" if kind == "party" else None
                where = organisation.format(name)
                _team(service, kind, title.format(name), grid.code, where, lead)
        elif grid.code.endswith("001"):
            _team(service, "volunteer", f"{grid.name}楼栋长志愿队", grid.code, "", "grid_manager")


def _team(
    service: Service,
    kind: str,
    name: str,
    grid_code: str | None,
    organisation: str,
    led_by: str | None,
) -> None:
    key, since = f"T{len(service.teams) + 1:02d}", service.since + timedelta(days=10)
    service.teams.append(FictionalTeam(key, kind, name, grid_code, organisation, since))
    if led_by:
        held = service.holder(led_by, grid_code)
        service.team_members.append(FictionalTeamMember(key, "lead", since, member_key=held))
    for position in range(service.rng.randint(_FEWEST, _MOST)):
        person, phone = service.person()
        role = "lead" if position == 0 and not led_by else "member"
        service.team_members.append(FictionalTeamMember(key, role, since, None, person, phone))

"""What people of these tests do: groups, homes with people in them."""

from datetime import date
from typing import Any

from gridward.ground.register.models import Household, Organisation
from gridward.ground.register.services.households import add_household
from gridward.ground.register.services.organisations import add_organisation
from gridward.kernel.access import Actor
from gridward.work.notices.models import ServiceGroup
from gridward.work.notices.services.groups import open_group
from gridward.work.notices.services.members import join
from gridward.work.notices.terms import (
    GroupSaid,
    Joined,
    MemberSaid,
    Platform,
    Subject,
    SubjectKind,
)
from tests.world import World

SINCE = date(2022, 4, 2)


def group(world: World, actor: Actor, grid: str = "a1", **given: Any) -> ServiceGroup:
    """A WeChat group kept by the grid's worker."""
    keeper = world.account(f"worker_{grid}" if grid[1] != "0" else "leader_a").member_id
    said = {
        "name": "翠竹一网格服务群",
        "platform": Platform.WECHAT,
        "keeper_id": keeper,
        "since": SINCE,
        **given,
    }
    return open_group(actor, grid_id=world.grids[grid].pk, said=GroupSaid(**said))


def home(world: World, actor: Actor, door: str, *names: str) -> Household:
    """A household behind a door of the world, with people of these names."""
    residents: list[Any] = [{"name": one, "document_missing": "refused"} for one in names]
    dwelling = world.dwellings[door].pk
    return add_household(actor, dwelling_id=dwelling, residents=residents).household


def shop(world: World, actor: Actor, name: str = "旺角超市", grid: str = "a1") -> Organisation:
    return add_organisation(actor, name=name, grid_id=world.grids[grid].pk)


def joins(actor: Actor, group: ServiceGroup, row: Household, *people: str) -> Joined:
    """People of a household, by their names, join; all of them where none is named."""
    rows = row.residents.filter(name__in=people) if people else row.residents.all()
    subject = Subject(SubjectKind.HOUSEHOLD, row.pk)
    said = [MemberSaid(subject, one.pk) for one in rows.order_by("created_at")]
    return join(actor, group_id=group.pk, said=said)

"""The wall: figures and places for an account that may nothing else."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from gridward.config.sign_in import WALL_SESSION
from gridward.ground.register.models import Household
from gridward.ground.staff.access import actor_of_account, operator
from gridward.ground.staff.models import Account
from gridward.ground.staff.problems import WallAlone
from gridward.ground.staff.roles import ADMINISTRATOR
from gridward.ground.staff.services.accounts import open_account
from gridward.kernel.access import Permission
from gridward.kernel.problems import NotAllowed
from gridward.work.workorders.models import Move, Order
from tests.work.workorders.acts import conduct, opened
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]
PASSWORD = "大屏只看数字2026"


def wall_of(world: World, community: bool = True) -> Account:
    """A wall of community A, or of the street, that has changed its first password."""
    grid = world.grids["a1"]
    division = grid.community if community else grid.street
    keeper = operator("test", rights=ADMINISTRATOR)
    account, _ = open_account(keeper, username="大屏", wall=division)
    account.must_change_password, account.one_time_until = False, None
    account.set_password(PASSWORD)
    account.save()
    return account


def test_a_wall_sees_sums_of_its_community_and_no_other(world: World, client_of: SignIn) -> None:
    for name, grid in (
        ("worker_a1", "a1"),
        ("worker_a1", "a1"),
        ("worker_a2", "a2"),
        ("worker_b1", "b1"),
    ):
        opened(world, name, "resident_need", grid)
    found = client_of(wall_of(world)).get("/api/v1/workorders/wall").json()
    counted = {one["grid_id"]: one["under_way"] for one in found["grids"]}
    assert counted == {str(world.grids["a1"].pk): 2, str(world.grids["a2"].pk): 1}


def test_a_wall_of_the_street_sees_all_of_it_and_not_the_next_street(
    world: World, client_of: SignIn
) -> None:
    opened(world, "worker_b1", "resident_need", "b1")
    opened(world, "worker_f1", "resident_need", "f1")
    client = client_of(wall_of(world, community=False))
    found = client.get("/api/v1/workorders/wall").json()
    assert [one["grid_id"] for one in found["grids"]] == [str(world.grids["b1"].pk)]
    plan = client.get("/api/v1/workorders/wall/plan").json()
    assert str(world.grids["f1"].pk) not in {one["id"] for one in plan["grids"]}
    assert str(world.grids["b1"].pk) in {one["id"] for one in plan["grids"]}


def test_late_orders_are_told_by_kind_grid_and_time_alone(
    world: World, client_of: SignIn, morning: time_machine.Traveller
) -> None:
    order = opened(world, "worker_a1", "gate_emergency", place="3号楼2单元张三家")
    morning.shift(7 * 86400)
    found = client_of(wall_of(world)).get("/api/v1/workorders/wall").json()
    [late] = found["oldest"]
    assert set(late) == {"kind_title", "grid_id", "late_since"}
    assert late["grid_id"] == str(order.grid_id)
    assert [(one["late"], one["under_way"]) for one in found["grids"]] == [(1, 1)]
    assert "张三" not in str(found)


def test_a_complaint_about_somebody_is_on_no_wall(world: World, client_of: SignIn) -> None:
    conduct(world)
    assert Order.objects.filter(confined=True).exists()
    assert client_of(wall_of(world)).get("/api/v1/workorders/wall").json()["grids"] == []


def test_whoever_leads_may_show_the_wall_and_a_worker_may_not(
    world: World, client_of: SignIn
) -> None:
    assert client_of(world.account("leader_a")).get("/api/v1/workorders/wall").status_code == 200
    assert client_of(world.account("worker_a1")).get("/api/v1/workorders/wall").status_code == 403


def test_the_database_shows_a_wall_no_row(
    world: World, behind_wall: Callable[[Account | None], None]
) -> None:
    opened(world, "worker_a1", "resident_need")
    account = wall_of(world)
    actor = actor_of_account(account)
    assert actor.may(Permission.BOARD_WALL, world.grids["a1"].pk)
    assert actor.readable() == actor.writable() == frozenset()
    behind_wall(account)
    assert not Order.objects.exists()
    assert not Move.objects.exists()
    assert not Household.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        *("workorders", "workorders/board", "workorders/kinds", "territory/tree", "territory/map"),
        *("register/households", "staff/members", "reports/annex5", "audit/lines", "privacy"),
    ],
)
def test_other_doors_are_closed_to_a_wall(world: World, client_of: SignIn, path: str) -> None:
    refused = client_of(wall_of(world)).get(f"/api/v1/{path}")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


def test_a_wall_stays_signed_in_for_a_year(world: World) -> None:
    wall_of(world)
    client = Client()
    given = {"username": "大屏", "password": PASSWORD}
    answer = client.post("/_allauth/browser/v1/auth/login", given, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert client.session.get_expiry_age() == WALL_SESSION.total_seconds()


def test_somebody_else_stays_signed_in_for_a_day_at_work(world: World) -> None:
    account = world.account("leader_a")
    account.set_password(PASSWORD)
    account.save()
    client = Client()
    given = {"username": account.username, "password": PASSWORD}
    answer = client.post("/_allauth/browser/v1/auth/login", given, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert client.session.get_expiry_age() <= 8 * 3600


def test_a_wall_belongs_to_a_street_or_community_and_to_nobody(world: World) -> None:
    keeper = operator("test", rights=ADMINISTRATOR)
    street = world.grids["a1"].street
    member = world.account("leader_a").member
    with pytest.raises(WallAlone):
        open_account(keeper, username="大屏一", wall=street, administrator=True)
    with pytest.raises(WallAlone):
        open_account(keeper, username="大屏二", wall=street.parent)
    assert member is not None
    with pytest.raises(WallAlone):
        open_account(keeper, username="大屏三", wall=street, member=member)


def test_only_an_administrator_makes_a_wall(world: World) -> None:
    with pytest.raises(NotAllowed):
        open_account(world.actor("chief"), username="大屏", wall=world.grids["a1"].street)

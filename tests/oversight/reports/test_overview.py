"""What the overview shows of each grid."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gridward.ground.register.services.employees import add_employee
from gridward.ground.register.services.residents import remove_resident
from gridward.ground.staff.models import Account
from gridward.oversight.reports.queries.overview import overview
from tests.ground.register.people import household, organisation, resident
from tests.world import World

pytestmark = pytest.mark.django_db


def test_they_count_who_is_there_now(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = world.actor("chief")
    home = household(world, actor)
    household(world, actor, "a1-1-102", state="empty")
    gone = resident(actor, home)
    resident(actor, home)
    remove_resident(actor, resident_id=gone.pk, version=1)
    add_employee(actor, organisation_id=organisation(world, actor).pk, name="王安")
    household(world, actor, "b1-1-101")
    with django_assert_num_queries(1):
        found = overview(actor)
    a1, b1, a2 = (world.grids[name].pk for name in ("a1", "b1", "a2"))
    assert found[a1] == {"households": 1, "residents": 1, "organisations": 1, "employees": 1}
    assert found[b1] == {"households": 1, "residents": 0, "organisations": 0, "employees": 0}
    assert set(found[a2].values()) == {0}
    assert world.grids["f1"].pk not in found


def test_the_door_adds_them_up_and_counts_open_conflicts(
    world: World, client_of: Callable[[Account], Client]
) -> None:
    resident(world.actor("worker_a1"), household(world, world.actor("worker_a1")))
    found = client_of(world.account("worker_a1")).get("/api/v1/reports/overview").json()
    assert (found["households"], found["residents"], found["open_conflicts"]) == (1, 1, 0)
    assert [one["grid_id"] for one in found["grids"]] == [str(world.grids["a1"].pk)]


def test_the_keeper_of_the_server_is_told_no_figures(
    world: World, client_of: Callable[[Account], Client]
) -> None:
    assert client_of(world.account("admin")).get("/api/v1/reports/overview").status_code == 403

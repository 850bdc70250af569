"""What the overview shows of each grid."""

import pytest
from pytest_django import DjangoAssertNumQueries

from gridward.ground.register.services.employees import add_employee
from gridward.ground.register.services.residents import remove_resident
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

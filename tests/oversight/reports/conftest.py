"""A small register whose figures are known by heart."""

import pytest

from gridward.ground.register.models import Household
from gridward.ground.register.services.employees import add_employee
from gridward.ground.register.services.residents import add_resident
from gridward.ground.register.services.situations import change_organisation_situation
from gridward.ground.register.terms.people import Away
from tests.ground.register.people import household, organisation
from tests.world import World

WAITING = "哪里都不是的地址"


@pytest.fixture
def filled(world: World) -> World:
    """a1: one household of two, one tested, one away; a shop with one feverish employee. a2: one household of one.

    b1: one household of one. At the community grid a0 one household waits.
    """
    chief = world.actor("chief")
    home = household(world, chief, "a1-1-101")
    situation = {"tested": True, "away": Away.CITY}
    add_resident(chief, household_id=home.pk, name="张三", situation=situation)
    add_resident(chief, household_id=home.pk, name="李四", situation={"tested": False})
    for door in ("a2-1-101", "b1-1-101"):
        other = household(world, chief, door)
        add_resident(chief, household_id=other.pk, name="王五")
    shop = organisation(world, chief, trading="open")
    change_organisation_situation(chief, organisation_id=shop.pk, resumption_filed=True)
    add_employee(chief, organisation_id=shop.pk, name="赵六", situation={"fever": True})
    grid = world.grids["a0"]
    Household.objects.create(street_id=grid.street_id, grid=grid, address_text=WAITING)
    return world

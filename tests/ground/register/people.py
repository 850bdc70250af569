"""Invented people for the tests: numbers of the unused area 360199, everyday fields."""

from typing import Any

from stdnum.iso7064 import mod_11_2

from gridward.ground.register.models import Household, Organisation, Resident
from gridward.ground.register.services.households import add_household
from gridward.ground.register.services.organisations import add_organisation
from gridward.ground.register.services.residents import add_resident
from gridward.ground.register.terms.people import Tenure
from gridward.kernel.access import Actor
from tests.world import World


def number(serial: int = 1, birth: str = "19900101") -> str:
    """An identity number of an invented person; an odd serial is a man's."""
    body = f"360199{birth}{serial:03d}"
    return body + str(mod_11_2.calc_check_digit(body))


def household(world: World, actor: Actor, door: str = "a1-1-101", **given: Any) -> Household:
    """An empty household behind a door of the world."""
    entered = add_household(
        actor, dwelling_id=world.dwellings[door].pk, tenure=Tenure.OWNER, **given
    )
    return entered.household


def resident(actor: Actor, home: Household, name: str = "张晓梅", **given: Any) -> Resident:
    """A resident of a household."""
    entered = add_resident(actor, household_id=home.pk, name=name, **given)
    assert entered.resident is not None
    return entered.resident


def organisation(world: World, actor: Actor, **given: Any) -> Organisation:
    """A shop in grid a1."""
    fields = {"name": "翠竹便利店", "site_id": world.sites["a1"].pk, **given}
    return add_organisation(actor, **fields)

"""P7, same work, same responsibility: who employs a person changes neither duties nor permissions."""

from typing import Any

import pytest

from gridward.ground.staff.access import actor_of_account
from gridward.ground.staff.models import Member
from gridward.ground.staff.terms import Employer
from gridward.kernel import clock
from gridward.kernel.access import Permission
from gridward.oversight.duties.queries.home import home_of
from tests.oversight.duties.looking import alerted, surveyed
from tests.world import World

pytestmark = pytest.mark.django_db
NAMES = ("worker_a1", "leader_a", "first_a", "health_a", "police_a", "chief", "discipline")
BUSY = NAMES[:3]
"""Who has something to do in the world of the test; the others are asked as well."""


def employed(world: World, name: str, employer: Employer) -> None:
    member = world.account(name).member
    assert member is not None
    Member.objects.filter(pk=member.pk).update(employer=employer)


def standing(world: World, name: str) -> tuple[Any, Any]:
    """What the home of somebody shows, and what they may do where."""
    actor = actor_of_account(world.account(name))
    shown = [
        (one.held.post, duty.duty, list(duty.items))
        for one in home_of(actor, clock.now())
        for duty in one.duties
    ]
    return shown, {one: actor.grids(one) for one in Permission}


@pytest.mark.parametrize("name", NAMES)
def test_the_employer_changes_no_duty_and_no_permission(world: World, name: str) -> None:
    alerted(world)
    surveyed(world)
    employed(world, name, Employer.STREET_OFFICE)
    own = standing(world, name)
    assert own[0] or name not in BUSY
    assert any(own[1].values())
    for employer in Employer:
        employed(world, name, employer)
        assert standing(world, name) == own, employer

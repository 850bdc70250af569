"""People whom the tests of the service add to the world."""

from gridward.ground.staff.models import Member
from gridward.ground.staff.terms import Employer
from tests.world import World


def newcomer(world: World, name: str = "测试新人", street: str = "ours", phone: str = "") -> Member:
    """Somebody of a street without a post."""
    member = Member(street=world.streets[street], name=name, sort_key=name)
    member.employer = Employer.DISTRICT
    member.set_sealed("phone", phone or None)
    member.save()
    return member

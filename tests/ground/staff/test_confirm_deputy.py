"""An acting deputy becomes the holder (P2)."""

from datetime import date

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Appointment
from gridward.ground.staff.problems import NotADeputy, PostTaken
from gridward.ground.staff.services.appointments import appoint, confirm_deputy
from gridward.ground.staff.terms import Post
from gridward.kernel.problems import NotAllowed
from tests.ground.staff.people import newcomer
from tests.world import World

DAY, LATER = date(2026, 3, 1), date(2026, 3, 10)


def deputy(world: World, grid: str = "b0") -> Appointment:
    return appoint(
        world.actor("chief"),
        member=newcomer(world),
        post=Post.GRID_POLICE,
        grid=world.grids[grid],
        valid_from=DAY,
        acting=True,
    )


@pytest.mark.django_db
def test_the_deputy_holds_the_post_from_the_day_on_in_one_act(world: World) -> None:
    held = deputy(world)
    confirmed = confirm_deputy(world.actor("chief"), appointment=held, on=LATER)
    held.refresh_from_db()
    assert (held.valid_to, confirmed.valid_from, confirmed.acting) == (LATER, LATER, False)
    assert confirmed.member_id == held.member_id
    assert Line.objects.order_by("-seq")[0].act == "staff.appointed_deputy"
    assert Line.objects.count() == 2


@pytest.mark.django_db
def test_a_post_with_a_holder_is_not_given_to_the_deputy_and_nothing_ends(world: World) -> None:
    held = deputy(world, "a0")
    with pytest.raises(PostTaken):
        confirm_deputy(world.actor("chief"), appointment=held, on=LATER)
    held.refresh_from_db()
    assert held.valid_to is None


@pytest.mark.django_db
def test_only_a_deputy_is_confirmed_by_who_may_appoint(world: World) -> None:
    holder = Appointment.objects.get(post=Post.GRID_POLICE, grid=world.grids["a0"])
    with pytest.raises(NotADeputy):
        confirm_deputy(world.actor("chief"), appointment=holder, on=LATER)
    with pytest.raises(NotAllowed):
        confirm_deputy(world.actor("leader_b"), appointment=deputy(world), on=LATER)

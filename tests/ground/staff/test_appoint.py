"""Giving and ending posts (P1, P2)."""

from datetime import date

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Appointment, Member
from gridward.ground.staff.problems import (
    AppointmentOver,
    DaysNotInOrder,
    PostTaken,
    WrongUnit,
)
from gridward.ground.staff.queries import in_force, posts_of_street
from gridward.ground.staff.services.appointments import appoint, end_appointment
from gridward.ground.staff.terms import Employer, Post
from gridward.kernel.access import Permission
from gridward.kernel.problems import NotAllowed, NotFound
from tests.world import World

DAY = date(2026, 3, 1)


def newcomer(world: World, street: str = "ours") -> Member:
    return Member.objects.create(
        street=world.streets[street], name="测试新人", sort_key="xinren", employer=Employer.DISTRICT
    )


@pytest.mark.django_db
def test_a_worker_is_given_a_base_grid_and_may_work_there(world: World) -> None:
    member = newcomer(world)
    appoint(
        world.actor("chief"),
        member=member,
        post=Post.GRID_MANAGER,
        grid=world.grids["b1"],
        valid_from=DAY,
    )
    account = world.accounts["stranger"]
    account.member = member
    account.save()
    assert world.actor("stranger").grids(Permission.REGISTER_READ) == {world.grids["b1"].pk}
    assert Line.objects.get().act == "staff.appointed"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("post", "grid"),
    [
        (Post.GRID_MANAGER, "a0"),
        (Post.GRID_MANAGER, None),
        (Post.COMMUNITY_GRID_LEADER, "a1"),
        (Post.STREET_GRID_CHIEF, "a0"),
        (Post.GRID_MANAGER, "f1"),
    ],
)
def test_a_post_is_held_at_its_own_level_and_street(
    world: World, post: Post, grid: str | None
) -> None:
    with pytest.raises(WrongUnit):
        appoint(
            world.actor("chief"),
            member=newcomer(world),
            post=post,
            grid=world.grids[grid] if grid else None,
            valid_from=DAY,
        )


@pytest.mark.django_db
def test_a_single_post_has_one_holder_and_one_deputy_at_a_time(world: World) -> None:
    post, grid, chief = Post.COMMUNITY_GRID_LEADER, world.grids["a0"], world.actor("chief")
    with pytest.raises(PostTaken):
        appoint(chief, member=newcomer(world), post=post, grid=grid, valid_from=DAY)
    deputy = newcomer(world)
    appoint(chief, member=deputy, post=post, grid=grid, valid_from=DAY, acting=True)
    with pytest.raises(PostTaken):
        appoint(chief, member=newcomer(world), post=post, grid=grid, valid_from=DAY, acting=True)


@pytest.mark.django_db
def test_a_post_passes_on_without_a_gap(world: World) -> None:
    chief, post = world.actor("chief"), Post.COMMUNITY_GRID_LEADER
    held = Appointment.objects.get(post=post, grid=world.grids["a0"])
    end_appointment(chief, appointment=held, on=DAY)
    follower = appoint(
        chief, member=newcomer(world), post=post, grid=world.grids["a0"], valid_from=DAY
    )
    rows = Appointment.objects.filter(post=post, grid=world.grids["a0"])
    assert in_force(rows, date(2026, 2, 28)).get() == held
    assert in_force(rows, DAY).get() == follower


@pytest.mark.django_db
def test_days_must_be_in_order(world: World) -> None:
    chief = world.actor("chief")
    with pytest.raises(DaysNotInOrder):
        appoint(
            chief,
            member=newcomer(world),
            post=Post.GRID_MANAGER,
            grid=world.grids["a1"],
            valid_from=DAY,
            valid_to=DAY,
        )
    held = Appointment.objects.get(post=Post.GRID_MANAGER, grid=world.grids["a1"])
    end_appointment(chief, appointment=held, on=DAY)
    with pytest.raises(AppointmentOver):
        end_appointment(chief, appointment=held, on=DAY)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["worker_a1", "leader_a", "first_a", "health_a", "discipline"])
def test_who_holds_no_right_over_staff_appoints_nobody(world: World, name: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        appoint(
            world.actor(name),
            member=newcomer(world),
            post=Post.GRID_SUPERVISOR,
            grid=world.grids["a1"],
            valid_from=DAY,
        )


@pytest.mark.django_db
def test_a_chief_appoints_in_the_own_street_alone(world: World) -> None:
    with pytest.raises(NotAllowed):
        appoint(
            world.actor("chief"),
            member=newcomer(world, "foreign"),
            post=Post.GRID_MANAGER,
            grid=world.grids["f1"],
            valid_from=DAY,
        )


@pytest.mark.django_db
def test_an_ended_post_gives_no_rights(world: World) -> None:
    held = Appointment.objects.get(post=Post.GRID_MANAGER, grid=world.grids["a1"])
    end_appointment(world.actor("chief"), appointment=held, on=DAY)
    assert world.actor("worker_a1").held == {}


@pytest.mark.django_db
def test_the_street_sees_which_posts_are_vacant(world: World) -> None:
    posts = {(one.post, one.unit_code): one for one in posts_of_street(world.streets["ours"])}
    assert posts[Post.COMMUNITY_GRID_LEADER, "360103005002000"].holders
    assert posts[Post.GRID_POLICE, "360103005003000"].holders == ()
    assert not any(code.startswith("360103004") for _, code in posts)

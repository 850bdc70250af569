"""Seats in the leading group of the street (P1)."""

from datetime import date

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.staff.problems import DaysNotInOrder, SeatOver, SeatTaken
from gridward.ground.staff.services.group import end_seat, seat
from gridward.ground.staff.terms import GroupTitle
from gridward.kernel.problems import NotAllowed
from tests.ground.staff.people import newcomer
from tests.world import World

DAY, LATER = date(2026, 3, 1), date(2026, 3, 10)


@pytest.mark.django_db
def test_there_is_one_head_at_a_time_and_many_deputies(world: World) -> None:
    chief = world.actor("chief")
    first = seat(chief, member=newcomer(world), title=GroupTitle.HEAD, valid_from=DAY)
    with pytest.raises(SeatTaken):
        seat(chief, member=newcomer(world), title=GroupTitle.HEAD, valid_from=LATER)
    end_seat(chief, row=first, on=LATER)
    seat(chief, member=newcomer(world), title=GroupTitle.HEAD, valid_from=LATER)
    for name in ("甲", "乙"):
        seat(chief, member=newcomer(world, name), title=GroupTitle.DEPUTY, valid_from=DAY)


@pytest.mark.django_db
def test_a_person_has_one_seat_at_a_time(world: World) -> None:
    chief, member = world.actor("chief"), newcomer(world)
    seat(chief, member=member, title=GroupTitle.MEMBER, valid_from=DAY)
    with pytest.raises(SeatTaken):
        seat(chief, member=member, title=GroupTitle.DEPUTY, valid_from=LATER)


@pytest.mark.django_db
def test_a_seat_ends_once_and_after_it_began(world: World) -> None:
    chief = world.actor("chief")
    row = seat(chief, member=newcomer(world), title=GroupTitle.HEAD, valid_from=DAY)
    with pytest.raises(DaysNotInOrder):
        end_seat(chief, row=row, on=DAY)
    end_seat(chief, row=row, on=LATER)
    with pytest.raises(SeatOver):
        end_seat(chief, row=row, on=LATER)
    acts = list(Line.objects.order_by("seq").values_list("act", flat=True))
    assert acts == ["staff.seated", "staff.seat_ended"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["patron", "leader_a", "worker_a1", "chief_f"])
def test_only_who_appoints_in_the_street_seats(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        seat(world.actor(name), member=newcomer(world), title=GroupTitle.MEMBER, valid_from=DAY)

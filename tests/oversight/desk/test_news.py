"""What is new to its reader, and rule books that wait for a second person."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db.models.functions import Now

from gridward.ground.staff.models import Account
from gridward.kernel.clock import LOCAL
from gridward.kernel.marks import NEW_FOR
from gridward.kernel.models import ReadMark
from gridward.oversight.desk.terms import DeskItem
from gridward.work.riskareas.services.taking import mark_notice, take_notice
from gridward.work.riskareas.terms import RiskNoticeSaid
from gridward.work.rulebooks.services.marking import mark_book
from tests.oversight.desk.test_waiting import told
from tests.oversight.duties.looking import told as duties_told
from tests.work.rulebooks.acts import accepted, asked, ending, withdrawn
from tests.world import World

pytestmark = pytest.mark.django_db
APRIL = datetime(2022, 4, 1, 9, 0, tzinfo=LOCAL)
TEXT = "高风险地区（1个）\n江西省南昌市新建区（1个）：长征西路虚构小区"


@pytest.fixture(autouse=True)
def april() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(APRIL, tick=False) as traveller:
        yield traveller


def news(world: World, name: str) -> tuple[int, int]:
    found = told(world, name)
    return found[DeskItem.NOTICES].count, found[DeskItem.BOOKS].count


def test_what_others_took_or_accepted_is_new_until_it_was_read_by_oneself(world: World) -> None:
    said = RiskNoticeSaid(uuid4(), "虚构发布", "公告", APRIL.date(), TEXT, whole=True)
    notice, book = take_notice(world.actor("health_a"), said=said), accepted(world)
    assert news(world, "health_a") == (0, 1)
    assert news(world, "chief") == (1, 0)
    assert news(world, "leader_a") == (1, 1)
    for _ in range(2):
        mark_notice(world.actor("leader_a"), notice.pk)
        mark_book(world.actor("leader_a"), book.pk)
    assert news(world, "leader_a") == (0, 0)
    assert news(world, "first_a") == (1, 1)
    withdrawn(world, ending(world, book, APRIL.date() + timedelta(days=3)))
    assert news(world, "leader_a") == (0, 1)


def test_what_is_old_is_new_to_nobody(world: World, april: time_machine.Traveller) -> None:
    accepted(world)
    april.shift(NEW_FOR)
    assert news(world, "leader_a") == (0, 0)


def test_a_mark_is_seen_by_its_reader_alone(
    world: World, behind_wall: Callable[[Account | None], None]
) -> None:
    reader, other, book = world.account("leader_a"), world.account("chief"), accepted(world)
    mark_book(world.actor("leader_a"), book.pk)
    ReadMark.objects.update(at=Now())  # the wall goes by the database's own clock
    counts = []
    for account in (reader, other):
        behind_wall(account)
        counts.append(ReadMark.objects.count())
    assert counts == [1, 0]


def test_a_second_person_is_told_what_waits_for_a_review_and_no_writer_of_it(world: World) -> None:
    asked(world, by="command")
    reviews = {
        name: told(world, name)[DeskItem.REVIEWS] for name in ("chief", "command", "health_a")
    }
    assert {name: (one.count, one.mine) for name, one in reviews.items()} == {
        "chief": (1, True),
        "command": (1, False),
        "health_a": (1, False),
    }
    assert DeskItem.REVIEWS not in told(world, "leader_a")
    assert duties_told(world, "chief", "review_rule_books") == [("due", "books_to_review", 1)]
    assert duties_told(world, "command", "review_rule_books") == []

"""Two who write at one moment, over two real connections: numbers have no gap, an inspection is one."""

from collections.abc import Callable

import pytest

from gridward.ground.register.models import Organisation
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.rows import acting
from gridward.work.inspections.models import Inspection, PaperSerial, RectificationNotice
from gridward.work.inspections.problems import InspectionPhotoMissing
from gridward.work.inspections.services.recording import record_inspection
from gridward.work.inspections.terms import InspectionAnswer, InspectionSaid, ItemSaid
from tests.work.inspections.acts import said, site
from tests.work.patrols.test_papers_at_once import at_once
from tests.world import World

LOST = ItemSaid("masks", InspectionAnswer.WANTING, text="无", photos=(new_id(),))


@pytest.fixture
def world(committed: World) -> World:
    """The world, stored for good."""
    return committed


def place(world: World, name: str, grid: str = "a1") -> Organisation:
    with acting(world.actor("leader_a")):
        return site(world, grid, name=name)


def words(actor: Actor, organisation: Organisation, wanting: dict[str, object]) -> InspectionSaid:
    with acting(actor):
        return said(actor, wanting, organisation_id=organisation.pk)


def recorded(actor: Actor, what: InspectionSaid) -> Callable[[], Inspection]:
    def make() -> Inspection:
        with acting(actor):
            return record_inspection(actor, said=what)

    return make


def numbers() -> list[int]:
    return sorted(RectificationNotice.objects.values_list("number", flat=True))


def test_numbers_of_two_writers_have_no_gap(world: World) -> None:
    writers = [world.actor(name) for name in ("worker_a1", "worker_a2")]
    places = [place(world, "甲工地", "a1"), place(world, "乙工地", "a2")]
    for _ in range(3):
        told = [words(*pair, {"masks": "无"}) for pair in zip(writers, places, strict=True)]
        ends = at_once(*(recorded(*pair) for pair in zip(writers, told, strict=True)))
        assert all(isinstance(one, Inspection) for one in ends), ends
    assert numbers() == [1, 2, 3, 4, 5, 6]


def test_a_number_that_was_taken_back_is_given_to_the_next(world: World) -> None:
    first, second = world.actor("worker_a1"), world.actor("worker_a2")
    broken = words(first, place(world, "甲工地", "a1"), {"masks": LOST})
    whole = words(second, place(world, "乙工地", "a2"), {"masks": "无"})
    ends = at_once(recorded(first, broken), recorded(second, whole))
    assert sorted(type(one).__name__ for one in ends) == [
        "Inspection",
        InspectionPhotoMissing.__name__,
    ]
    assert numbers() == [1]
    assert PaperSerial.objects.get(series="notice").last == 1


def test_one_inspection_sent_twice_at_once_is_one(world: World) -> None:
    worker = world.actor("worker_a1")
    told = words(worker, place(world, "甲工地"), {"masks": "无"})
    ends = at_once(recorded(worker, told), recorded(worker, told))
    assert {one.pk for one in ends if isinstance(one, Inspection)} == {told.id}
    assert numbers() == [1]

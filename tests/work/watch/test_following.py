"""An entry goes where its resident goes, with its objections; a deleted resident takes it along."""

import pytest

from gridward.ground.register.models import Resident
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.work.watch.models import WatchAppeal, WatchEntry
from gridward.work.watch.services.ending import take_appeal
from gridward.work.watch.services.setting import set_entry
from gridward.work.watch.terms import EntrySaid
from tests.ground.register.people import household, number, resident
from tests.work.watch.acts import grounds
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(world: World, worker: Actor) -> Resident:
    return resident(worker, household(world, worker), document=number(5))


@pytest.fixture
def row(leader: Actor, person: Resident) -> WatchEntry:
    said = EntrySaid(new_id(), None, resident_id=person.pk)
    return set_entry(leader, said=said, grounds=grounds())


def test_who_moves_is_watched_for_where_they_live_now(
    world: World, leader: Actor, person: Resident, row: WatchEntry
) -> None:
    appeal = take_appeal(leader, entry_id=row.pk, appeal_id=new_id(), text="有异议")
    Resident.objects.filter(pk=person.pk).update(grid=world.grids["b1"])
    assert WatchEntry.objects.get(pk=row.pk).grid == world.grids["b1"]
    assert WatchAppeal.objects.get(pk=appeal.pk).grid == world.grids["b1"]


def test_a_resident_who_is_deleted_leaves_no_entry(person: Resident, row: WatchEntry) -> None:
    Resident.objects.filter(pk=person.pk).delete()
    assert not WatchEntry.objects.filter(pk=row.pk).exists()

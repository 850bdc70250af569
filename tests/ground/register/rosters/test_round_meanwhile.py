"""A roster that is imported and taken back while a round is walked."""

import pytest

from gridward.ground.register.models import Household, RosterBatch
from gridward.ground.register.services.rosters import undo
from gridward.kernel.access import Actor
from gridward.work.rounds.models import Target
from gridward.work.rounds.problems import AlreadyVisited
from tests.ground.register.rosters.conftest import Import
from tests.ground.register.rosters.files import identity, person, roster
from tests.work.rounds.walking import recorded, said, walked
from tests.world import World

pytestmark = pytest.mark.django_db
ZHANG = person("张伟", identity(1))


def test_an_import_brings_late_targets_and_takes_them_back(
    world: World,
    leader: Actor,
    imported: Import,
) -> None:
    row = walked(world)
    imported(roster(ZHANG))
    target = Target.objects.get(round=row)
    assert target.late_added
    undo(leader, batch_id=RosterBatch.objects.get().pk)
    assert not Household.objects.exists()
    assert not Target.objects.exists()


def test_what_was_visited_is_not_taken_back(
    world: World,
    leader: Actor,
    imported: Import,
) -> None:
    row = walked(world)
    imported(roster(ZHANG))
    recorded(world.actor("worker_a1"), said(Target.objects.get(round=row)))
    with pytest.raises(AlreadyVisited):
        undo(leader, batch_id=RosterBatch.objects.get().pk)
    assert Household.objects.exists()

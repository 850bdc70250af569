"""Importing as the community's grid chief, behind the wall."""

from collections.abc import Callable

import pytest

from gridward.ground.register.models import RosterBatch
from gridward.ground.register.services.rosters import check, commit, upload
from gridward.ground.register.terms.roster import Counts
from gridward.ground.staff.models import Account
from gridward.kernel.access import Actor
from tests.world import World

COMMUNITY = "360103005002"
Import = Callable[..., Counts]


@pytest.fixture
def leader(world: World, behind_wall: Callable[[Account | None], None]) -> Actor:
    """The grid chief of community a; from here on the application's role speaks."""
    actor = world.actor("leader_a")
    behind_wall(world.account("leader_a"))
    return actor


@pytest.fixture
def taken_in(leader: Actor) -> Callable[..., RosterBatch]:
    """Upload content for community a."""

    def take(content: bytes, name: str = "名册.xlsx") -> RosterBatch:
        return upload(leader, community=COMMUNITY, file_name=name, content=content)

    return take


@pytest.fixture
def imported(leader: Actor, taken_in: Callable[..., RosterBatch]) -> Import:
    """Upload and commit; `dry_run=True` only rehearses."""

    def run(content: bytes, name: str = "名册.xlsx", *, dry_run: bool = False) -> Counts:
        batch = taken_in(content, name)
        return (check if dry_run else commit)(leader, batch_id=batch.pk)

    return run

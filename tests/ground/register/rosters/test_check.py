"""Rehearsing: the register stays as it is, the account of every row is there."""

import pytest

from gridward.ground.register.models import Conflict, Household, Resident, RosterBatch, RosterRow
from gridward.ground.register.services.rosters import commit
from gridward.ground.register.terms.roster import BatchState
from gridward.kernel.access import Actor
from tests.ground.register.rosters.conftest import Import
from tests.ground.register.rosters.files import identity, person, roster

pytestmark = pytest.mark.django_db


def test_nothing_is_written_but_the_account(imported: Import) -> None:
    counts = imported(
        roster(person("张伟", identity(1)), person("王芳", identity(2), "无名小区9栋901")),
        dry_run=True,
    )
    assert (counts.added, counts.conflicts) == (1, 1)
    assert not Resident.objects.exists()
    assert not Household.objects.exists()
    assert not Conflict.objects.exists()
    assert RosterRow.objects.count() == 3


def test_the_import_does_what_the_rehearsal_said(leader: Actor, imported: Import) -> None:
    rehearsed = imported(roster(person("张伟", identity(1))), dry_run=True)
    batch = RosterBatch.objects.get()
    assert batch.state == BatchState.CHECKED
    assert commit(leader, batch_id=batch.pk) == rehearsed
    batch.refresh_from_db()
    assert (batch.state, batch.progress) == (BatchState.COMMITTED, 1)


def test_a_committed_batch_is_not_imported_again(leader: Actor, imported: Import) -> None:
    first = imported(roster(person("张伟", identity(1))))
    assert commit(leader, batch_id=RosterBatch.objects.get().pk) == first
    assert Resident.objects.count() == 1

"""Undoing an import: everything as before, and refused once somebody has built on it."""

from collections.abc import Callable

import pytest

from gridward.ground.register.models import (
    Conflict,
    Household,
    Resident,
    ResidentPhone,
    RosterBatch,
    Vehicle,
)
from gridward.ground.register.services.residents import add_resident, change_resident
from gridward.ground.register.services.rosters import commit, undo
from gridward.ground.register.services.rosters.problems import BuiltUpon, RosterBusy
from gridward.ground.register.terms.roster import BatchState
from gridward.kernel.access import Actor
from tests.ground.register.rosters.conftest import Import
from tests.ground.register.rosters.files import OTHER_DOOR, identity, person, roster

pytestmark = pytest.mark.django_db
ZHANG = person("张伟", identity(1), phone="13800138000", employer="禾丰贸易")


def last_batch() -> RosterBatch:
    return RosterBatch.objects.latest("created_at")


def test_what_was_added_is_gone(leader: Actor, imported: Import) -> None:
    imported(
        roster(ZHANG, person("张伟", identity(1), OTHER_DOOR), person("王芳", identity(2), "哪里"))
    )
    undo(leader, batch_id=last_batch().pk)
    for model in (Resident, Household, ResidentPhone, Vehicle, Conflict):
        assert not model._default_manager.exists()
    assert last_batch().state == BatchState.UNDONE


def test_what_was_changed_is_as_before(leader: Actor, imported: Import) -> None:
    imported(roster(ZHANG))
    before = Resident.objects.values().get()
    imported(roster(person("张伟", identity(1), phone="13900139000", employer="远帆科技")))
    assert Resident.objects.get().employer == "远帆科技"
    undo(leader, batch_id=last_batch().pk)
    assert Resident.objects.values().get() == before
    assert ResidentPhone.objects.count() == 1


def test_imports_are_undone_one_after_the_other(leader: Actor, imported: Import) -> None:
    imported(roster(ZHANG))
    first = last_batch()
    imported(roster(person("张伟", identity(1), employer="远帆科技")))
    with pytest.raises(BuiltUpon):
        undo(leader, batch_id=first.pk)
    undo(leader, batch_id=last_batch().pk)
    undo(leader, batch_id=first.pk)
    assert not Resident.objects.exists()


def edited(leader: Actor, resident: Resident) -> None:
    change_resident(leader, resident_id=resident.pk, version=resident.version, relation="户主")


def joined(leader: Actor, resident: Resident) -> None:
    add_resident(leader, household_id=resident.household_id, name="新来的人")


@pytest.mark.parametrize("build", [edited, joined])
def test_it_is_refused_after_somebody_worked_on_it(
    leader: Actor, imported: Import, build: Callable[[Actor, Resident], None]
) -> None:
    imported(roster(ZHANG))
    build(leader, Resident.objects.get())
    with pytest.raises(BuiltUpon) as refused:
        undo(leader, batch_id=last_batch().pk)
    assert refused.value.details["count"]
    assert Resident.objects.filter(name="张伟").exists()


def test_only_a_committed_batch_is_undone(leader: Actor, imported: Import) -> None:
    imported(roster(ZHANG), dry_run=True)
    with pytest.raises(RosterBusy):
        undo(leader, batch_id=last_batch().pk)


def test_an_undone_file_can_be_imported_again(leader: Actor, imported: Import) -> None:
    first = imported(roster(ZHANG))
    undo(leader, batch_id=last_batch().pk)
    with pytest.raises(RosterBusy):
        commit(leader, batch_id=last_batch().pk)
    assert imported(roster(ZHANG)) == first

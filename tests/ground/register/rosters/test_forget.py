"""Uploaded files go after the declared ninety days; what was imported stays."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.register.models import Resident, RosterBatch, RosterFile
from gridward.ground.register.services.rosters import answer_workbook, commit, forget_old_files
from gridward.ground.register.services.rosters.problems import FileForgotten
from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.rows import acting, tell_database
from tests.ground.register.rosters.files import identity, person, roster

pytestmark = pytest.mark.django_db


def forget_after(days: int) -> int:
    """As the daily job does it, so many days from now, as the application's role."""
    everywhere = operator("schedule")
    with acting(everywhere):
        return forget_old_files(everywhere, now=clock.now() + timedelta(days=days))


def test_a_file_is_kept_for_ninety_days(taken_in: Callable[..., RosterBatch]) -> None:
    taken_in(roster(person("张伟", identity(1))))
    assert forget_after(89) == 0
    assert RosterFile.objects.count() == 1


def test_an_old_file_goes_on_the_record_and_its_people_stay(
    leader: Actor, taken_in: Callable[..., RosterBatch]
) -> None:
    batch = taken_in(roster(person("张伟", identity(1))))
    commit(leader, batch_id=batch.pk)
    assert (forget_after(91), forget_after(91)) == (1, 0)
    assert not RosterFile.objects.exists()
    assert Resident.objects.filter(batch_id=batch.pk).count() == 1
    assert Line.objects.get(act="register.roster_forgotten").about_id == batch.pk


def test_the_answer_of_a_forgotten_file_is_a_clear_problem(
    leader: Actor, taken_in: Callable[..., RosterBatch]
) -> None:
    batch = taken_in(roster(person("张伟", identity(1))))
    commit(leader, batch_id=batch.pk)
    forget_after(91)
    tell_database(leader)
    with pytest.raises(FileForgotten):
        answer_workbook(leader, batch_id=batch.pk)

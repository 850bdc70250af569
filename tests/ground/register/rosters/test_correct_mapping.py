"""Correcting the mapping: used for this file, and remembered for the next one of the same layout."""

from collections.abc import Callable

import pytest

from gridward.ground.register.models import Resident, RosterBatch
from gridward.ground.register.services.rosters import commit, correct_mapping
from gridward.ground.register.services.rosters.problems import RosterBusy, UnknownColumn
from gridward.kernel.access import Actor
from tests.ground.register.rosters.files import DOOR, book, identity

pytestmark = pytest.mark.django_db
TakeIn = Callable[..., RosterBatch]


def strange(name: str, serial: int) -> bytes:
    """A layout whose column of employers has a header that nobody could know."""
    return book(
        {"表": [["姓名", "身份证号", "现住址", "甲栏"], [name, identity(serial), DOOR, "禾丰贸易"]]}
    )


def corrected(leader: Actor, batch: RosterBatch) -> RosterBatch:
    key = batch.plan["layouts"][0]["key"]
    mapping = {0: "name", 1: "document", 2: "address", 3: "employer"}
    return correct_mapping(leader, batch_id=batch.pk, layout=key, mapping=mapping)


def test_the_corrected_column_is_imported(leader: Actor, taken_in: TakeIn) -> None:
    batch = corrected(leader, taken_in(strange("张伟", 1)))
    commit(leader, batch_id=batch.pk)
    assert Resident.objects.get().employer == "禾丰贸易"


def test_it_is_remembered_for_the_layout(leader: Actor, taken_in: TakeIn) -> None:
    corrected(leader, taken_in(strange("张伟", 1)))
    layout = taken_in(strange("王芳", 2)).plan["layouts"][0]
    assert layout["remembered"]
    assert layout["columns"][3]["field"] == "employer"


@pytest.mark.parametrize("mapping", [{9: "name"}, {0: "shoe_size"}])
def test_what_is_not_there_is_refused(
    leader: Actor, taken_in: TakeIn, mapping: dict[int, str | None]
) -> None:
    batch = taken_in(strange("张伟", 1))
    with pytest.raises(UnknownColumn):
        correct_mapping(
            leader, batch_id=batch.pk, layout=batch.plan["layouts"][0]["key"], mapping=mapping
        )


def test_a_committed_batch_keeps_its_mapping(leader: Actor, taken_in: TakeIn) -> None:
    batch = taken_in(strange("张伟", 1))
    commit(leader, batch_id=batch.pk)
    with pytest.raises(RosterBusy):
        corrected(leader, batch)

"""The narrow gate: behind the wall of rows a token opens declarations of one door, and nothing else."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from gridward.exchange.portal.models import Declaration, Slip
from gridward.exchange.portal.queries.admitting import admit
from gridward.exchange.portal.services.deciding import accept
from gridward.exchange.portal.services.declaring import declare
from gridward.exchange.portal.services.printing import revoke_slip
from gridward.ground.audit.models import Line
from gridward.ground.register.models import Household, Resident
from gridward.ground.staff.models import Account
from gridward.work.rounds.models import Round, Target
from tests.exchange.portal.conftest import Door
from tests.exchange.portal.slips import says, seen, sent, token
from tests.ground.register.people import household, resident
from tests.work.rounds.walking import target_of, walked
from tests.world import World

Outside = Callable[[Account | None], None]
SETTINGS = ("gridward.actor", "gridward.read", "gridward.write", "gridward.admitted")
TABLES = (Slip, Household, Resident, Target, Round, Line)


@pytest.fixture
def outside(behind_wall: Outside) -> Outside:
    """A request of its own: the test's transaction forgets who acted in it and whom a token admitted."""

    def go(account: Account | None) -> None:
        with connection.cursor() as cursor:
            for name in SETTINGS:
                cursor.execute("SELECT set_config(%s, '', true)", [name])
        behind_wall(account)

    return go


@pytest.mark.django_db
def test_without_a_token_there_is_nothing(door: Door, outside: Outside) -> None:
    sent(token(door.worker, door.round, door.target))
    outside(None)
    assert not any(model._default_manager.exists() for model in (*TABLES, Declaration))


@pytest.mark.django_db
def test_a_token_opens_the_declarations_of_its_door_alone(
    world: World, door: Door, outside: Outside
) -> None:
    resident(door.worker, door.home)
    other = target_of(door.round, household(world, door.worker, "a1-1-102"))
    sent(token(door.worker, door.round, other))
    slip = token(door.worker, door.round, door.target)
    outside(None)
    row = declare(slip, sending_id=uuid4(), said=says())
    assert [one.pk for one in Declaration.objects.all()] == [row.pk]
    assert not any(model._default_manager.exists() for model in TABLES)


@pytest.mark.django_db
def test_the_holder_of_a_slip_replaces_and_is_recorded_behind_the_wall(
    door: Door, outside: Outside
) -> None:
    slip = token(door.worker, door.round, door.target)
    outside(None)
    for revision in (1, 2):
        assert declare(slip, sending_id=uuid4(), said=says()).revision == revision
    states = Declaration.objects.order_by("revision").values_list("state", flat=True)
    assert list(states) == ["replaced", "waiting"]


@pytest.mark.django_db
def test_an_admitted_stranger_writes_for_no_other_door(
    world: World, door: Door, outside: Outside
) -> None:
    other = target_of(door.round, household(world, door.worker, "a1-1-102"))
    slip = token(door.worker, door.round, door.target)
    outside(None)
    row = declare(slip, sending_id=uuid4(), said=says())
    with pytest.raises(ProgrammingError, match="row-level security"):
        Declaration.objects.filter(pk=row.pk).update(target=other.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["revoked", "closed"])
def test_a_slip_that_ended_opens_no_wall(door: Door, outside: Outside, end: str) -> None:
    slip = token(door.worker, door.round, door.target)
    sent(slip)
    if end == "revoked":
        revoke_slip(door.worker, slip_id=Slip.objects.get().pk)
    else:
        Round.objects.update(state="closed")
    outside(None)
    with pytest.raises(Exception, match=r"portal\.slip_(revoked|over)"):
        admit(slip)
    assert not Declaration.objects.exists()


@pytest.mark.django_db
def test_the_worker_decides_behind_the_wall(world: World, door: Door, outside: Outside) -> None:
    row = sent(token(door.worker, door.round, door.target))
    looked = seen(door.worker, row)
    outside(world.account("worker_a2"))
    assert not Declaration.objects.exists()
    outside(world.account("worker_a1"))
    accept(door.worker, declaration_id=row.pk, seen=looked)
    assert Declaration.objects.get().state == "accepted"


def test_the_gate_closes_with_the_transaction(committed: World) -> None:
    worker = committed.actor("worker_a1")
    home = household(committed, worker)
    row = walked(committed)
    slip = token(worker, row, target_of(row, home))
    with transaction.atomic():
        admit(slip)
        assert _admitted() != ""
    assert _admitted() == ""


def _admitted() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('gridward.admitted', true), '')")
        return str(cursor.fetchone()[0])

"""Past the Python layer, as the application's role; and two who decide at one moment."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from gridward.ground.staff.models import Account
from gridward.kernel.access import Actor
from gridward.kernel.rows import acting
from gridward.work.response.models import ResponseDecision, ResponseStanding
from gridward.work.response.services.deciding import sign_decision
from gridward.work.response.terms import ResponseLevel, ResponseStep, Times
from tests.work.patrols.test_papers_at_once import at_once
from tests.work.response.acts import NOON, declared, ended, opened, said, seen
from tests.world import World

Wall = Callable[[Account | None], None]
DAY = NOON.date()
ALERT = ResponseLevel.ALERT


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["worker_a1", "worker_b1", "patron", "chief_f"])
def test_everybody_of_the_service_reads_the_level(
    world: World, behind_wall: Wall, name: str
) -> None:
    declared(world, "a0")
    behind_wall(world.account(name))
    assert ResponseStanding.objects.count() == ResponseDecision.objects.count() == 1


@pytest.mark.django_db
def test_a_stranger_reads_nothing_and_others_write_nothing(world: World, behind_wall: Wall) -> None:
    row = declared(world, "a0")
    behind_wall(None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('gridward.actor', '', true)")
    assert not ResponseStanding.objects.exists()
    behind_wall(world.account("worker_b1"))
    assert ResponseStanding.objects.update(until=DAY) == 0
    with pytest.raises(ProgrammingError, match="row-level security"):
        ResponseStanding.objects.create(
            street=world.streets["ours"],
            grid=world.grids["b1"],
            level=ALERT,
            since=DAY,
            until=DAY,
            opened_by=row,
        )


@pytest.mark.django_db
def test_the_acts_work_behind_the_wall(world: World, behind_wall: Wall) -> None:
    behind_wall(world.account("command"))
    ended(world.actor("command"), declared(world, "a0", "b1"))
    assert [one.closed for one in ResponseStanding.objects.all()] == [True, True]


def at_one_moment(world: World, make: Callable[[Actor], object], *names: str) -> list[str]:
    def go(actor: Actor) -> Callable[[], object]:
        def run() -> object:
            with acting(actor):
                return make(actor)

        return run

    ends = at_once(*(go(world.actor(name)) for name in names))
    return sorted(type(one).__name__ for one in ends)


def test_of_two_who_declare_at_once_one_is_told(committed: World) -> None:
    grid = committed.grids["a1"].pk
    what = said(ResponseStep.DECLARE, Times(DAY, DAY), level=ALERT, grids=(grid,))
    told = at_one_moment(
        committed, lambda actor: sign_decision(actor, said=what), "chief", "command"
    )
    assert told == ["ResponseDecision", "ResponseOpenAlready"]
    assert ResponseStanding.objects.count() == 1


def test_of_two_who_end_and_prolong_at_once_one_is_told(committed: World) -> None:
    with acting(committed.actor("command")):
        row = declared(committed, "a1")
    until = opened(row)[0].until
    assert until
    longer = said(ResponseStep.PROLONG, Times(None, until + timedelta(days=1)), standings=seen(row))
    end = said(ResponseStep.END, Times(DAY), standings=seen(row))
    acts = {"chief": longer, "command": end}
    told = at_one_moment(
        committed,
        lambda actor: sign_decision(actor, said=acts[actor.sign_in]),
        "chief",
        "command",
    )
    assert told in (["ResponseDecision", "ResponseNotOpen"], ["ResponseDecision", "Stale"])

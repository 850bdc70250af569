"""Settling a person found in two households."""

from typing import Final

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.models import Conflict, Household, Resident
from gridward.ground.register.problems import AlreadySettled, SettleHigher, SettleReasonMissing
from gridward.ground.register.services.residents import add_resident
from gridward.ground.register.services.settling import settle_conflict
from gridward.ground.register.terms.people import ConflictDecision, ConflictKind
from gridward.kernel.problems import NotFound
from tests.ground.register.people import household, number, resident
from tests.world import World

pytestmark = pytest.mark.django_db
KEEP: Final = ConflictDecision.KEEP
TAKE: Final = ConflictDecision.TAKE


def conflict(world: World, elsewhere: str) -> tuple[Conflict, Resident, Household]:
    """A person of one household, entered again in a1-1-101 with a new name, employer and phone."""
    chief, worker = world.actor("chief"), world.actor("worker_a1")
    known = resident(
        chief, household(world, chief, elsewhere), document=number(2), phones=["13800138000"]
    )
    home = household(world, worker)
    entered = add_resident(
        worker,
        household_id=home.pk,
        name="张小梅",
        document=number(2),
        employer="便利店",
        phones=["13900139000"],
    )
    return Conflict.objects.get(pk=str(entered.conflict)), known, home


def test_keeping_changes_nothing_but_the_conflict(world: World) -> None:
    one, known, _ = conflict(world, "a1-2-201")
    before = (known.household_id, known.name, known.version)
    settled = settle_conflict(
        world.actor("worker_a1"), conflict_id=one.pk, decision=KEEP, reason="电话核实"
    )
    known.refresh_from_db()
    assert (known.household_id, known.name, known.version) == before
    assert (settled.decision, settled.decided_by) == (KEEP, "测试worker_a1")


def test_taking_moves_the_person_and_takes_what_was_said(world: World) -> None:
    one, known, home = conflict(world, "a1-2-201")
    settle_conflict(world.actor("worker_a1"), conflict_id=one.pk, decision=TAKE, reason="已搬家")
    known.refresh_from_db()
    assert (known.household, known.name, known.employer) == (home, "张小梅", "便利店")
    assert known.phones.count() == 2
    assert Resident.objects.count() == 1


def test_a_leader_takes_a_person_over_within_the_community(world: World) -> None:
    one, known, home = conflict(world, "a2-1-101")
    settle_conflict(world.actor("leader_a"), conflict_id=one.pk, decision=TAKE, reason="已搬家")
    known.refresh_from_db()
    assert known.grid_id == home.grid_id == known.phones.first().grid_id  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "elsewhere"), [("worker_a1", "a2-1-101"), ("leader_a", "b1-1-101")]
)
def test_taking_needs_rights_at_both_grids(world: World, name: str, elsewhere: str) -> None:
    one, known, _ = conflict(world, elsewhere)
    with pytest.raises(SettleHigher):
        settle_conflict(world.actor(name), conflict_id=one.pk, decision=TAKE, reason="已搬家")
    known.refresh_from_db()
    assert known.name == "张晓梅"


def test_a_conflict_is_settled_once_and_with_a_reason(world: World) -> None:
    one, _, _ = conflict(world, "a1-2-201")
    actor = world.actor("worker_a1")
    with pytest.raises(SettleReasonMissing):
        settle_conflict(actor, conflict_id=one.pk, decision=KEEP, reason=" 对 ")
    settle_conflict(actor, conflict_id=one.pk, decision=KEEP, reason="电话核实")
    with pytest.raises(AlreadySettled):
        settle_conflict(actor, conflict_id=one.pk, decision=TAKE, reason="电话核实")


def test_a_neighbour_does_not_see_it(world: World) -> None:
    one, _, _ = conflict(world, "b1-1-101")
    with pytest.raises(NotFound):
        settle_conflict(
            world.actor("worker_a2"), conflict_id=one.pk, decision=KEEP, reason="电话核实"
        )


def test_a_doubtful_address_takes_the_proposed_door(world: World) -> None:
    actor = world.actor("leader_a")
    home = household(world, actor)
    one = Conflict(
        kind=ConflictKind.DOUBTFUL_ADDRESS,
        household=home,
        grid=home.grid,
        street_id=home.street_id,
    )
    one.set_sealed("proposal", f'{{"dwelling_id": "{world.dwellings["a2-1-101"].pk}"}}')
    one.save()
    settle_conflict(actor, conflict_id=one.pk, decision=TAKE, reason="上门看过")
    home.refresh_from_db()
    assert home.dwelling == world.dwellings["a2-1-101"]


def test_the_record_tells_the_decision(world: World) -> None:
    one, _, _ = conflict(world, "a1-2-201")
    settle_conflict(world.actor("worker_a1"), conflict_id=one.pk, decision=KEEP, reason="电话核实")
    line = Line.objects.get(act="register.conflict_settled")
    assert line.reason == "电话核实"
    assert sentence(line, "zh-Hans") == (
        "测试worker_a1 处理了一条疑问（一人登记在两户）：保留原登记"
    )

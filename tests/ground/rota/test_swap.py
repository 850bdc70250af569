"""Swaps: proposed by one, agreed by the other, approved by a chief who is neither; looked at again at each step."""

from collections.abc import Callable

import pytest
import time_machine
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.rota.models import DutyPlace, Shift, Swap, SwapStep
from gridward.ground.rota.problems import (
    RotaReasonMissing,
    ShiftClash,
    SwapNotAgreed,
    SwapNotYours,
    SwapOfOneself,
    SwapOfOthers,
    SwapOpenAlready,
    SwapOvertaken,
    SwapSettled,
    SwapUnfit,
)
from gridward.ground.rota.queries.swaps import own_swaps, steps_of, swaps, warnings_of_swap
from gridward.ground.rota.services.swapping import (
    SwapSaid,
    agree_swap,
    approve_swap,
    propose_swap,
    refuse_swap,
    withdraw_swap,
)
from gridward.ground.rota.terms import RotaWarning
from gridward.ground.staff.models import Account, Member
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from tests.ground.rota.acts import agreed, holders, moment, place, shift, who
from tests.world import World

pytestmark = pytest.mark.django_db
Two = tuple[Shift, Shift]


@pytest.fixture
def two(world: World, gate: DutyPlace) -> Two:
    """Of the worker of a1 tomorrow, and of the one of a2 the day after."""
    return shift(world, gate, "worker_a1", days=1), shift(world, gate, "worker_a2", days=2)


def proposed(world: World, two: Two, by: str = "worker_a1", said: str = "") -> Swap:
    return propose_swap(world.actor(by), said=SwapSaid(two[0].pk, two[1].pk, said=said))


def approved(world: World, swap: Swap, by: str = "leader_a") -> Swap:
    return approve_swap(world.actor(by), swap_id=swap.pk, version=swap.version).swap


def test_two_shifts_are_exchanged(world: World, two: Two) -> None:
    swap = approved(world, agreed(world, *two, ("worker_a1", "worker_a2")))
    assert swap.state == "approved"
    assert holders(*two) == [who(world, "worker_a2"), who(world, "worker_a1")]


def test_two_shifts_at_the_same_time_are_exchanged(world: World, gate: DutyPlace) -> None:
    two = shift(world, gate, "worker_a1"), shift(world, place(world, name="西门"), "worker_a2")
    approved(world, agreed(world, *two, ("worker_a1", "worker_a2")))
    assert holders(*two) == [who(world, "worker_a2"), who(world, "worker_a1")]


@pytest.mark.parametrize("by", ["worker_a1", "worker_a2"])
def test_one_shift_is_handed_over_whoever_of_the_two_asks(world: World, two: Two, by: str) -> None:
    taker = who(world, "worker_a2")
    swap = propose_swap(world.actor(by), said=SwapSaid(two[0].pk, taker_id=taker))
    other = {"worker_a1": "worker_a2", "worker_a2": "worker_a1"}[by]
    swap = agree_swap(world.actor(other), swap_id=swap.pk, version=swap.version)
    approved(world, swap)
    assert holders(*two) == [taker, taker]


def test_nobody_swaps_for_others_or_with_oneself(world: World, gate: DutyPlace, two: Two) -> None:
    mine = who(world, "worker_a1")
    with pytest.raises(SwapOfOthers):
        propose_swap(world.actor("leader_a"), said=SwapSaid(two[0].pk, two[1].pk))
    with pytest.raises(SwapUnfit):
        propose_swap(world.actor("worker_a1"), said=SwapSaid(two[0].pk, taker_id=mine))
    with pytest.raises(SwapUnfit):
        propose_swap(world.actor("worker_a1"), said=SwapSaid(two[0].pk))
    vacant = shift(world, gate, None, days=4)
    with pytest.raises(SwapUnfit):
        propose_swap(world.actor("worker_a1"), said=SwapSaid(vacant.pk, taker_id=mine))
    with pytest.raises(NotAllowed):
        propose_swap(world.actor("admin"), said=SwapSaid(two[0].pk, two[1].pk))
    with pytest.raises(NotFound):
        propose_swap(world.actor("worker_b1"), said=SwapSaid(two[0].pk, two[1].pk))


def test_a_shift_that_has_begun_is_not_swapped(world: World, gate: DutyPlace, two: Two) -> None:
    begun = shift(world, gate, "worker_a1", hour=6)
    with pytest.raises(SwapUnfit):
        propose_swap(world.actor("worker_a1"), said=SwapSaid(begun.pk, two[1].pk))


def test_nobody_would_have_two_shifts_at_once(world: World, gate: DutyPlace, two: Two) -> None:
    shift(world, place(world, "a2", "西门"), "worker_a2", days=1, hour=15)
    with pytest.raises(ShiftClash):
        proposed(world, two)


def test_one_swap_of_a_shift_at_a_time(world: World, gate: DutyPlace, two: Two) -> None:
    proposed(world, two)
    third = shift(world, gate, "worker_a2", days=5)
    with pytest.raises(SwapOpenAlready):
        proposed(world, (two[0], third))
    mine = shift(world, gate, "worker_a1", days=6)
    with pytest.raises(SwapOpenAlready):
        proposed(world, (mine, two[1]))
    proposed(world, (mine, third))


def test_the_other_one_agrees_and_nobody_else(world: World, two: Two) -> None:
    swap = proposed(world, two)
    for name, refusal in (
        ("worker_a1", SwapNotYours),
        ("leader_a", NotFound),
        ("supervisor_a1", NotFound),
        ("admin", NotAllowed),
    ):
        with pytest.raises(refusal):
            agree_swap(world.actor(name), swap_id=swap.pk, version=swap.version)
    agreed_on = agree_swap(world.actor("worker_a2"), swap_id=swap.pk, version=swap.version)
    with pytest.raises(SwapSettled):
        agree_swap(world.actor("worker_a2"), swap_id=swap.pk, version=agreed_on.version)
    with pytest.raises(Stale):
        agree_swap(world.actor("worker_a2"), swap_id=swap.pk, version=1)


def test_a_chief_of_the_place_approves_and_nobody_else(world: World, two: Two) -> None:
    swap = agreed(world, *two, ("worker_a1", "worker_a2"))
    for name, refusal in (
        ("worker_a1", NotAllowed),
        ("police_a", NotAllowed),
        ("discipline", NotAllowed),
        ("leader_b", NotFound),
        ("chief_f", NotFound),
    ):
        with pytest.raises(refusal):
            approved(world, swap, by=name)
    assert approved(world, swap, by="first_a").state == "approved"


def test_a_chief_never_approves_a_swap_of_their_own(world: World, gate: DutyPlace) -> None:
    two = shift(world, gate, "leader_a", days=1), shift(world, gate, "worker_a1", days=2)
    swap = agreed(world, *two, ("leader_a", "worker_a1"))
    with pytest.raises(SwapOfOneself):
        approved(world, swap)
    with pytest.raises(SwapOfOneself):
        refuse_swap(world.actor("leader_a"), swap_id=swap.pk, version=swap.version, reason="不妥")
    assert approved(world, swap, by="first_a").state == "approved"


def test_who_plans_at_one_of_two_places_does_not_decide(world: World, gate: DutyPlace) -> None:
    far = place(world, "b1")
    mine = shift(world, gate, "worker_a1", days=1)
    shift(world, far, "worker_a1", by="leader_b", days=4)
    other = shift(world, far, "worker_b1", by="leader_b", days=2)
    swap = agreed(world, mine, other, ("worker_a1", "worker_b1"))
    with pytest.raises(NotFound):
        approved(world, swap, by="leader_a")
    assert approved(world, swap, by="chief").state == "approved"


def test_what_is_not_agreed_is_not_approved(world: World, two: Two) -> None:
    with pytest.raises(SwapNotAgreed):
        approved(world, proposed(world, two))
    assert holders(*two) == [who(world, "worker_a1"), who(world, "worker_a2")]


@pytest.mark.parametrize("name", ["worker_a1", "worker_a2"])
def test_either_withdraws_until_it_is_decided(world: World, two: Two, name: str) -> None:
    swap = agreed(world, *two, ("worker_a1", "worker_a2"))
    withdrawn = withdraw_swap(world.actor(name), swap_id=swap.pk, version=swap.version)
    assert withdrawn.state == "withdrawn"
    with pytest.raises(SwapSettled):
        approved(world, withdrawn)
    proposed(world, two)


def test_a_refusal_has_its_reason(world: World, two: Two) -> None:
    swap = proposed(world, two)
    leader = world.actor("leader_a")
    with pytest.raises(RotaReasonMissing):
        refuse_swap(leader, swap_id=swap.pk, version=swap.version, reason="")
    refuse_swap(leader, swap_id=swap.pk, version=swap.version, reason="当天要两人")
    assert [(one.state, one.open_sealed("said")) for one in steps_of(swap)] == [
        ("proposed", None),
        ("refused", "当天要两人"),
    ]


def test_what_changed_since_is_seen_at_the_approval(
    world: World, gate: DutyPlace, two: Two
) -> None:
    swap = agreed(world, *two, ("worker_a1", "worker_a2"))
    shift(world, place(world, "a2", "西门"), "worker_a2", days=1, hour=15)
    with pytest.raises(SwapOvertaken):
        approved(world, swap)
    assert holders(*two) == [who(world, "worker_a1"), who(world, "worker_a2")]


def test_who_left_meanwhile_gets_no_shift(world: World, two: Two) -> None:
    swap = agreed(world, *two, ("worker_a1", "worker_a2"))
    Member.objects.filter(pk=who(world, "worker_a2")).update(active=False)
    with pytest.raises(SwapOvertaken):
        approved(world, swap)


def test_a_shift_that_began_meanwhile_stays(world: World, two: Two) -> None:
    swap = agreed(world, *two, ("worker_a1", "worker_a2"))
    with time_machine.travel(moment(9, 1)), pytest.raises(SwapOvertaken):
        approved(world, swap)


def test_warnings_are_told_before_and_at_the_approval(world: World, two: Two) -> None:
    shift(world, two[0].place, "worker_a2", days=1, hour=18, hours=6)
    swap = agreed(world, *two, ("worker_a1", "worker_a2"))
    told = [(one.kind, one.figure) for one in warnings_of_swap(swap)]
    assert told == [(RotaWarning.HOURS, 14), (RotaWarning.REST, 2)]
    made = approve_swap(world.actor("leader_a"), swap_id=swap.pk, version=swap.version)
    assert [(one.kind, one.figure) for one in made.warnings] == told
    assert warnings_of_swap(made.swap) == []


def test_the_timeline_is_added_to_and_never_changed(
    world: World, two: Two, behind_wall: Callable[[Account | None], None]
) -> None:
    swap = approved(world, agreed(world, *two, ("worker_a1", "worker_a2")))
    assert [(one.state, one.account_name) for one in steps_of(swap)] == [
        ("proposed", "测试worker_a1"),
        ("agreed", "测试worker_a2"),
        ("approved", "测试leader_a"),
    ]
    behind_wall(world.account("leader_a"))
    assert SwapStep.objects.update(account_name="别人") == 0
    assert SwapStep.objects.all().delete()[0] == 0
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO rota_swapstep (id, swap_id, grid_id, state, at, account_name)"
            " VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'agreed', now(), '')"
        )


def test_a_swap_is_seen_by_the_two_and_at_the_grid(world: World, two: Two) -> None:
    proposed(world, two)
    seen = {
        name: swaps(world.actor(name)).count()
        for name in ("worker_a1", "worker_a2", "leader_a", "worker_b1", "leader_b", "chief_f")
    }
    assert seen == {
        **dict.fromkeys(("worker_a1", "worker_a2", "leader_a"), 1),
        **dict.fromkeys(("worker_b1", "leader_b", "chief_f"), 0),
    }
    assert own_swaps(world.actor("worker_a2")).count() == 1
    assert not own_swaps(world.actor("leader_a")).exists()


def test_each_step_has_its_line(world: World, two: Two) -> None:
    approved(world, agreed(world, *two, ("worker_a1", "worker_a2")))
    lines = Line.objects.filter(act__startswith="rota.swap").order_by("seq")
    said = "换班：测试worker_a1在“东门”2026-03-05的班次与测试worker_a2"
    assert [sentence(one, "zh-Hans") for one in lines] == [
        f"测试worker_a1 提出{said}",
        f"测试worker_a2 同意{said}",
        f"测试leader_a 批准{said}",
    ]

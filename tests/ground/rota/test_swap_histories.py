"""Whatever people do with swaps, in whatever order: nobody has two shifts at once, and approvals alone change hands."""

from collections import Counter
from itertools import combinations

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.ground.rota.models import DutyPlace, Shift, Swap
from gridward.ground.rota.queries.swaps import steps_of
from gridward.ground.rota.services.changing import cancel_shift
from gridward.ground.rota.services.swapping import (
    SwapSaid,
    agree_swap,
    approve_swap,
    propose_swap,
    withdraw_swap,
)
from gridward.ground.rota.terms import SwapState
from gridward.kernel.access import Actor
from gridward.kernel.problems import Problem
from tests.ground.rota.acts import planned, row
from tests.world import World

PEOPLE = ("worker_a1", "worker_a2", "police_a", "leader_a", "first_a")
"""The last two lead, and are on duty themselves."""
ROUNDS = st.tuples(
    st.integers(0, 5),
    st.integers(0, 5),
    st.booleans(),
    st.sampled_from(["asked", "asked", "asked", *PEOPLE]),
    st.sampled_from([None, None, None, "cancel", "withdraw"]),
    st.sampled_from(["chief", "chief", *PEOPLE]),
)
"""A shift, another, whether it is given away; who agrees, what comes between, who approves."""
PATHS = {
    SwapState.PROPOSED: (["proposed"],),
    SwapState.AGREED: (["proposed", "agreed"],),
    SwapState.APPROVED: (["proposed", "agreed", "approved"],),
    SwapState.WITHDRAWN: (["proposed", "withdrawn"], ["proposed", "agreed", "withdrawn"]),
    SwapState.OVERTAKEN: (["proposed", "overtaken"], ["proposed", "agreed", "overtaken"]),
}


Round = tuple[int, int, bool, str, str | None, str]


def play(actors: dict[str, Actor], shifts: list[Shift], one: Round) -> None:
    """A round of a swap, by whoever it is up to or by somebody else; raises what refuses it."""
    first, second, gives, agrees, between, approves = one
    names = {actor.member_id: name for name, actor in actors.items()}
    shift = Shift.objects.get(pk=shifts[first].pk)
    taker = actors[PEOPLE[second % len(PEOPLE)]].member_id
    said = SwapSaid(shift.pk, taker_id=taker) if gives else SwapSaid(shift.pk, shifts[second].pk)
    swap = propose_swap(actors[names[shift.member_id]], said=said)
    asked = names[swap.taker_id] if agrees == "asked" else agrees
    swap = agree_swap(actors[asked], swap_id=swap.pk, version=swap.version)
    if between == "cancel":
        cancel_shift(actors["chief"], shift_id=shift.pk, version=shift.version, reason="停用")
    if between == "withdraw":
        withdraw_swap(actors[asked], swap_id=swap.pk, version=swap.version)
    swap.refresh_from_db()
    approve_swap(actors[approves], swap_id=swap.pk, version=swap.version)


def check(shifts: list[Shift], held: dict[object, object]) -> None:
    """What holds after any history; `held` is who had which shift at first."""
    now = Shift.objects.in_bulk([one.pk for one in shifts])
    kept = [one for one in now.values() if one.state == "planned"]
    for one, other in combinations(kept, 2):
        assert one.member_id != other.member_id or not one.span.meets(other.span)
    for swap in Swap.objects.filter(state="approved").order_by("updated_at", "id"):
        assert held[swap.shift_id] == swap.giver_id
        held[swap.shift_id] = swap.taker_id
        if swap.other_id:
            assert held[swap.other_id] == swap.taker_id
            held[swap.other_id] = swap.giver_id
    assert {pk: one.member_id for pk, one in now.items()} == held
    for swap in Swap.objects.all():
        steps = steps_of(swap)
        assert [one.state for one in steps] in PATHS[SwapState(swap.state)]
        if swap.state == "approved":
            assert len({one.account_id for one in steps}) == 3


@pytest.mark.django_db
def test_hands_change_by_approval_alone(
    world: World, gate: DutyPlace, morning: time_machine.Traveller
) -> None:
    states: Counter[str] = Counter()
    actors = {name: world.actor(name) for name in (*PEOPLE, "chief")}

    @settings(
        max_examples=20,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(ROUNDS, min_size=2, max_size=5))
    def histories(rounds: list[Round]) -> None:
        point = transaction.savepoint()
        try:
            rows = [
                row(world, gate, name, hour=8 + 5 * number, hours=6)
                for number, name in enumerate((*PEOPLE, PEOPLE[0]))
            ]
            shifts = planned(world, *rows).shifts
            held: dict[object, object] = {one.pk: one.member_id for one in shifts}
            for one in rounds:
                morning.shift(1)
                try:
                    play(actors, shifts, one)
                except Problem:
                    continue
            check(shifts, held)
            states.update(Swap.objects.values_list("state", flat=True))
        finally:
            transaction.savepoint_rollback(point)

    histories()
    assert min(states["approved"], states["overtaken"]) > 0

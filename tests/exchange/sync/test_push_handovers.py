"""Handovers of gates come from two phones by commands, in whichever order, with clocks that are wrong."""

from datetime import timedelta
from typing import Any

import pytest

from gridward.kernel import clock
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.handovers.models import Handover
from gridward.work.handovers.schemas import GateHandoverIn
from gridward.work.handovers.terms import HandoverState
from tests.exchange.sync.phones import Phone
from tests.work.checkpoints.acts import gate
from tests.work.handovers.acts import content
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def east(world: World) -> Checkpoint:
    return gate(world, world.actor("leader_a"), "东门")


def given(phone: Phone, east: Checkpoint, **more: Any) -> dict[str, Any]:
    return content(east, **{"at": phone.now(), **more})


def test_halves_meet_whichever_phone_is_heard_first(world: World, east: Checkpoint) -> None:
    giver, taker = (Phone(world.account(name)) for name in ("worker_a1", "supervisor_a1"))
    said = given(giver, east, keys=2)
    digest = GateHandoverIn(**said).said().digest
    taker.give("handover.take", given(taker, east, answer="confirm", by="scan", digest=digest))
    taker.push()
    assert Handover.objects.get().state == HandoverState.BEGUN
    giver.give("handover.give", said)
    giver.push()
    row = Handover.objects.get()
    assert (row.state, row.keys, row.digest) == (HandoverState.CONFIRMED, 2, digest)
    assert not giver.needs_you | taker.needs_you


def test_clock_of_a_phone_is_set_right_and_its_digest_holds(world: World, east: Checkpoint) -> None:
    ahead = timedelta(hours=3)
    giver, taker = Phone(world.account("worker_a1"), skew=ahead), Phone(world.account("police_a"))
    since = (clock.now() + ahead - timedelta(hours=8)).isoformat()
    said = given(giver, east, since=since)
    digest = GateHandoverIn(**said).said().digest
    giver.give("handover.give", said)
    giver.push()
    taker.give("handover.take", given(taker, east, answer="confirm", by="scan", digest=digest))
    taker.push()
    row = Handover.objects.get()
    assert row.state == HandoverState.CONFIRMED
    assert row.since is not None
    assert abs(row.at - clock.now()) < timedelta(minutes=1)
    assert row.at - row.since == pytest.approx(timedelta(hours=8), abs=timedelta(seconds=5))


def test_what_is_refused_is_kept_for_its_owner(world: World, east: Checkpoint) -> None:
    phone = Phone(world.account("worker_a1"))
    kit = [{"name": "帐篷", "expected": 1, "found": 0}]
    phone.give("handover.give", given(phone, east, kit=kit))
    phone.push()
    assert [one["code"] for one in phone.needs_you.values()] == ["handovers.kit_word_missing"]
    assert not Handover.objects.exists()

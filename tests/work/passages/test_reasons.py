"""A reason that is written after its passage was sent."""

import json
from uuid import UUID

import pytest

from gridward.ground.audit.models import Line
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.passages.problems import (
    PassageGateUnknown,
    PassageReasonMissing,
    PassageReasonThere,
    PassageUnknown,
)
from gridward.work.passages.services.reasons import write_reason
from tests.work.passages.acts import passage, stored, take

pytestmark = pytest.mark.django_db


def test_it_is_sealed_beside_what_was_told(keeper: Actor, east: Checkpoint) -> None:
    row = passage(east, decision="emergency", name="李四")
    take(keeper, row)
    assert write_reason(keeper, passage_id=UUID(row["id"]), gate_id=east.pk, why=" 突发心梗 ")
    [kept] = stored()
    told = json.loads(kept.open_sealed("words") or "")
    assert told == {"name": "李四", "why": "突发心梗"}
    assert Line.objects.filter(act="passages.reason_written", about_id=kept.pk).exists()


def test_sent_again_it_is_there_and_another_is_refused(keeper: Actor, east: Checkpoint) -> None:
    row = passage(east, decision="emergency")
    take(keeper, row)
    wanted = {"passage_id": UUID(row["id"]), "gate_id": east.pk}
    assert write_reason(keeper, **wanted, why="突发心梗")
    assert not write_reason(keeper, **wanted, why="突发心梗")
    with pytest.raises(PassageReasonThere):
        write_reason(keeper, **wanted, why="别的")


def test_it_is_refused_of_nothing_of_nobody_and_at_another_gate(
    keeper: Actor, east: Checkpoint, west: Checkpoint
) -> None:
    row = passage(east)
    take(keeper, row)
    known = UUID(row["id"])
    with pytest.raises(PassageUnknown):
        write_reason(keeper, passage_id=new_id(), gate_id=east.pk, why="急病")
    with pytest.raises(PassageGateUnknown):
        write_reason(keeper, passage_id=known, gate_id=west.pk, why="急病")
    with pytest.raises(PassageReasonMissing):
        write_reason(keeper, passage_id=known, gate_id=east.pk, why="  ")

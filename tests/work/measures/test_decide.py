"""One person decides, another confirms what restricts; each may refuse; nobody twice, no machine."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gridward.ground.audit.models import Line
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.measures.models import Measure
from gridward.work.measures.problems import (
    MeasureNotWaiting,
    MeasureReasonMissing,
    MeasureSamePerson,
)
from gridward.work.measures.queries.beside import deeds_of
from gridward.work.measures.services.deciding import confirm, decide
from gridward.work.measures.services.proposing import propose
from gridward.work.measures.terms import ControlKind, MeasureState
from gridward.work.rulebooks.terms import PersonCategory
from tests.work.measures.acts import (
    confirmed,
    decided,
    in_force,
    proposed,
    resident,
    said_of,
    stated,
)
from tests.world import World


def test_what_restricts_is_in_force_after_two_people(responding: World) -> None:
    row = decided(responding, proposed(responding))
    assert row.state == MeasureState.DECIDED
    row = confirmed(responding, row)
    assert (row.state, row.in_force_at is not None) == (MeasureState.IN_FORCE, True)
    steps = [(one.step, one.account_name, one.post) for one in deeds_of(row)]
    assert steps == [
        ("proposed", "测试health_a", "health_liaison"),
        ("decided", "测试leader_a", "community_grid_leader"),
        ("confirmed", "测试command", "street_command"),
    ]


def test_monitoring_is_in_force_after_one(responding: World) -> None:
    row = decided(
        responding,
        proposed(
            responding,
            category=PersonCategory.FEVER,
            necessity="",
            wanted=stated(ControlKind.HOME_MONITORING, 3),
        ),
    )
    assert (row.state, row.restricts) == (MeasureState.IN_FORCE, False)


def test_nobody_decides_twice_nor_confirms_an_own_proposal(responding: World) -> None:
    row = decided(responding, proposed(responding), by="command")
    with pytest.raises(MeasureSamePerson):
        confirmed(responding, row)
    assert confirmed(responding, row, by="chief").state == MeasureState.IN_FORCE
    said = said_of(resident(responding, "李四"))
    own = decided(responding, propose(responding.actor("chief"), said=said))
    with pytest.raises(MeasureSamePerson):
        confirmed(responding, own, by="chief")


def test_the_database_holds_the_second_person_too(responding: World) -> None:
    row = decided(responding, proposed(responding))
    rows = Measure.objects.filter(pk=row.pk)
    for wrong in ({"confirmer": None}, {"confirmer": row.decider}, {"confirmer": row.proposer}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(state=MeasureState.IN_FORCE, **wrong)


@pytest.mark.parametrize("by", ["health_a", "worker_a1", "police_a", "discipline"])
def test_who_may_not_decide(responding: World, by: str) -> None:
    row = proposed(responding)
    with pytest.raises((NotAllowed, NotFound)):
        decided(responding, row, by=by)


def test_the_community_does_not_confirm(responding: World) -> None:
    row = decided(responding, proposed(responding))
    for by in ("first_a", "leader_a"):
        with pytest.raises(NotAllowed):
            confirmed(responding, row, by=by)


def test_no_program_decides(responding: World) -> None:
    row = proposed(responding)
    machine = replace(responding.actor("leader_a"), account_id=None)
    with pytest.raises(NotAllowed):
        decide(machine, measure_id=row.pk, version=row.version, agrees=True, reason="自动")


def test_each_may_refuse_with_a_reason(responding: World) -> None:
    leader, command = responding.actor("leader_a"), responding.actor("command")
    row = proposed(responding)
    words: dict[str, Any] = {"measure_id": row.pk, "version": row.version, "agrees": False}
    with pytest.raises(MeasureReasonMissing):
        decide(leader, **words, reason=" ")
    assert decide(leader, **words, reason="并未同桌").state == MeasureState.REFUSED
    with pytest.raises(MeasureNotWaiting):
        decided(responding, Measure.objects.get(pk=row.pk))
    other = decided(responding, proposed(responding, resident(responding, "李四")))
    words = {"measure_id": other.pk, "version": other.version, "agrees": False}
    assert confirm(command, **words, reason="依据不足").state == MeasureState.REFUSED


def test_of_two_who_decide_at_once_the_second_is_told(responding: World) -> None:
    row = proposed(responding)
    seen = row.version
    decided(responding, row)
    with pytest.raises(Stale):
        decide(
            responding.actor("first_a"),
            measure_id=row.pk,
            version=seen,
            agrees=True,
            reason="同意",
        )


def test_the_record_names_the_measure_and_nobody(responding: World) -> None:
    in_force(responding)
    lines = Line.objects.filter(act__startswith="measures.").order_by("seq")
    assert [one.act.split(".")[1] for one in lines] == ["proposed", "decided", "confirmed"]
    assert not any("张" in str(one.params) for one in lines)

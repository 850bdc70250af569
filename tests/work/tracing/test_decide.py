"""Contacts are decided by people; close ones propose a measure that binds nobody; changed decisions stay on file."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gridward.ground.audit.models import Line
from gridward.kernel import clock
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.measures.models import Measure
from gridward.work.measures.queries.measures import person_of, reasons_of
from gridward.work.measures.terms import MeasureOrigin, MeasureState
from gridward.work.tracing.models import ContactDeed, TracingCase
from gridward.work.tracing.problems import (
    TracingCaseOver,
    TracingContactsOpen,
    TracingNoteMissing,
    TracingNothingChosen,
    TracingReasonMissing,
    TracingReasonUnfit,
)
from gridward.work.tracing.queries.cases import reached
from gridward.work.tracing.services.cases import end_case
from gridward.work.tracing.terms import CaseState, ContactDecision, DecisionReason, MeasureWish
from tests.work.tracing.acts import NEED, contact, decided, lives, looked_for, opened
from tests.world import World

pytestmark = pytest.mark.django_db
D, R = ContactDecision, DecisionReason


@pytest.fixture
def case(responding: World) -> TracingCase:
    """Somebody of a1 who lives with an adult and another one; their contacts are found."""
    world = responding
    sick, *others = lives(world, "a1-1-101", "病甲", "同住乙", "同住丙")
    for one in others:
        one.birth_date = "1980-05-06"
        one.save()
    row = opened(world, sick)
    looked_for(world, row)
    return row


def test_close_contacts_at_once_propose_measures_that_begin_nothing(
    responding: World, case: TracingCase
) -> None:
    world = responding
    rows = list(case.contacts.order_by("id"))
    made = decided(world.actor("health_a"), case, *rows)
    assert [one.measure_problem for one in made] == [None, None]
    measures = Measure.objects.filter(pk__in=[one.measure_id for one in made])
    assert {one.state for one in measures} == {MeasureState.PROPOSED}
    assert {person_of(one).name for one in measures} == {"同住乙", "同住丙"}
    first = measures[0]
    assert (first.origin, first.determined_on) == (MeasureOrigin.TRACING, clock.today())
    told = reasons_of(first)
    assert case.serial in told.evidence
    assert "病甲" not in told.evidence
    assert told.necessity == NEED
    line = Line.objects.get(act="tracing.decided")
    assert line.params["count"] == 2


def test_a_refused_measure_is_told_and_the_decision_stands(
    responding: World, case: TracingCase
) -> None:
    row = case.contacts.order_by("id")[0]
    actor = responding.actor("health_a")
    [made] = decided(actor, case, row, wish=MeasureWish())
    assert made.measure_id is None
    assert made.measure_problem == {"code": "measures.necessity_missing", "details": {}}
    [again] = decided(actor, case, made)
    assert again.measure_id
    assert again.measure_problem is None
    [third] = decided(actor, case, again)
    assert third.measure_id == again.measure_id  # open still: none beside it


def test_whoever_lives_elsewhere_in_the_street_is_proposed_there(
    responding: World, case: TracingCase
) -> None:
    from tests.work.response.acts import declared

    world = responding
    declared(world, "b0", since=clock.today())
    row = case.contacts.order_by("id")[0]
    [elsewhere] = lives(world, "b1-1-101", "外住丁")
    elsewhere.birth_date = "1980-05-06"
    elsewhere.save()
    row.resident_id, row.home = elsewhere.pk, world.grids["b1"]
    row.save()
    [made] = decided(world.actor("health_a"), case, row)
    assert Measure.objects.get(pk=str(made.measure_id)).grid_id == world.grids["b1"].pk


def test_general_contacts_and_nobody_propose_nothing(responding: World, case: TracingCase) -> None:
    first, second = case.contacts.order_by("id")
    actor = responding.actor("health_a")
    decided(actor, case, first, decision=D.GENERAL, reason=R.BRIEFLY)
    decided(actor, case, second, decision=D.NONE, reason=R.ABSENT)
    assert not Measure.objects.exists()
    told = reached(actor, [case.pk])[case.pk]
    assert (told.total, told.to_decide, told.effective) == (2, 0, 0)


def test_a_decision_is_changed_with_words_and_both_stay(
    responding: World, case: TracingCase
) -> None:
    actor, row = responding.actor("health_a"), case.contacts.order_by("id")[0]
    [row] = decided(actor, case, row)
    with pytest.raises(TracingNoteMissing):
        decided(actor, case, row, decision=D.NONE, reason=R.ABSENT)
    decided(actor, case, row, decision=D.NONE, reason=R.ABSENT, note="出差，车票为证")
    deeds = ContactDeed.objects.filter(contact=row).order_by("at", "id")
    assert [one.decision for one in deeds] == [D.CLOSE, D.NONE]
    assert deeds[1].open_sealed("said") == "出差，车票为证"
    with pytest.raises(IntegrityError), transaction.atomic():
        deeds.update(decision=D.GENERAL)


def test_what_is_refused(responding: World, case: TracingCase) -> None:
    actor, row = responding.actor("health_a"), case.contacts.order_by("id")[0]
    with pytest.raises(TracingReasonUnfit):
        decided(actor, case, row, decision=D.NONE, reason=R.LIVED_TOGETHER)
    with pytest.raises(TracingNoteMissing):
        decided(actor, case, row, reason=R.OTHER)
    with pytest.raises(TracingNothingChosen):
        decided(actor, case)
    for reader in ("leader_a", "command"):
        with pytest.raises(NotAllowed):
            decided(responding.actor(reader), case, row)
    with pytest.raises(NotFound):
        decided(responding.actor("leader_b"), case, row)
    decided(actor, case, row)
    with pytest.raises(Stale):
        decided(actor, case, row)
    assert ContactDeed.objects.count() == 1


def test_a_case_is_closed_when_everybody_is_decided_and_withdrawn_for_a_reason(
    responding: World, case: TracingCase
) -> None:
    actor = responding.actor("health_a")
    told: dict[str, Any] = {"case_id": case.pk, "version": case.version}
    with pytest.raises(TracingContactsOpen):
        end_case(actor, state=CaseState.CLOSED, **told)
    with pytest.raises(TracingReasonMissing):
        end_case(actor, state=CaseState.WITHDRAWN, **told)
    decided(actor, case, *case.contacts.all(), decision=D.NONE, reason=R.ABSENT)
    closed = end_case(actor, state=CaseState.CLOSED, **told)
    assert closed.ended_at == clock.now()
    with pytest.raises(TracingCaseOver):
        looked_for(responding, closed)


def test_effective_contacts_that_became_cases_are_counted(
    responding: World, case: TracingCase
) -> None:
    from gridward.ground.register.models import Resident

    actor, row = responding.actor("health_a"), case.contacts.order_by("id")[0]
    decided(actor, case, row)
    assert reached(actor, [case.pk])[case.pk].became == 0
    opened(responding, Resident.objects.get(pk=str(row.resident_id)))
    told = reached(actor, [case.pk])[case.pk]
    assert (told.effective, told.became) == (1, 1)
    assert contact(case, Resident.objects.get(pk=str(row.resident_id))).decision == D.CLOSE

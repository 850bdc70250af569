"""A named person decides: a measure is proposed for whom the arrival is of, or none is needed for a reason."""

import pytest
from django.db import IntegrityError, transaction

from gridward.ground.staff.access import operator
from gridward.ground.staff.roles import PERMISSIONS
from gridward.ground.staff.terms import Post
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.arrivals.models import Arrival
from gridward.work.arrivals.problems import ArrivalDecided, ArrivalReasonMissing
from gridward.work.arrivals.services.deciding import decide_none, propose_for
from gridward.work.measures.models import Measure
from gridward.work.measures.queries.measures import person_of
from gridward.work.rulebooks.terms import PersonCategory
from tests.work.arrivals.acts import came
from tests.work.measures.acts import resident, said_of
from tests.world import World

pytestmark = pytest.mark.django_db
HIGH = PersonCategory.STAYED_HIGH


def test_a_measure_is_proposed_for_the_resident_of_the_arrival(areas: World) -> None:
    person, other = resident(areas), resident(areas, "李四", phones=["13800138002"])
    row = came(areas, person)
    liaison, said = areas.actor("health_a"), said_of(other, category=HIGH)
    done = propose_for(liaison, arrival_id=row.pk, version=1, said=said)
    assert done.measure is not None
    assert (done.state, done.measure.resident_id) == ("measure", person.pk)
    assert done.measure.state == "proposed"
    with pytest.raises(ArrivalDecided):
        decide_none(liaison, arrival_id=row.pk, version=2, reason="已核实")


def test_for_somebody_who_is_named_the_name_is_that_of_the_arrival(areas: World) -> None:
    row = came(areas)
    said = said_of(None, category=HIGH, adult=True)
    done = propose_for(areas.actor("health_a"), arrival_id=row.pk, version=1, said=said)
    assert done.measure is not None
    assert person_of(done.measure).name == "过路人"
    assert done.measure.grid_id == row.grid_id


def test_a_refused_proposal_leaves_the_arrival_waiting(areas: World) -> None:
    row = came(areas)
    with pytest.raises(NotAllowed):
        propose_for(
            areas.actor("worker_a1"), arrival_id=row.pk, version=1, said=said_of(None, adult=True)
        )
    assert Arrival.objects.get(pk=row.pk).state == "waiting"
    assert not Measure.objects.exists()


def test_no_measure_needs_a_reason_and_a_person(areas: World) -> None:
    row, liaison = came(areas), areas.actor("health_a")
    with pytest.raises(ArrivalReasonMissing):
        decide_none(liaison, arrival_id=row.pk, version=1, reason="  ")
    with pytest.raises(Stale):
        decide_none(liaison, arrival_id=row.pk, version=2, reason="已核实")
    with pytest.raises(NotFound):
        decide_none(areas.actor("leader_b"), arrival_id=row.pk, version=1, reason="已核实")
    program = operator("schedule", rights=PERMISSIONS[Post.STREET_COMMAND])
    with pytest.raises(NotAllowed):
        decide_none(program, arrival_id=row.pk, version=1, reason="已核实")
    done = decide_none(liaison, arrival_id=row.pk, version=1, reason="未到过风险区")
    assert (done.state, done.open_sealed("reason")) == ("none", "未到过风险区")


def test_the_database_holds_that_a_person_decided(areas: World) -> None:
    row = came(areas)
    for change in ({"state": "none"}, {"state": "measure"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Arrival.objects.filter(pk=row.pk).update(**change)

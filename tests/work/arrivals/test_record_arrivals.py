"""An arrival is recorded once, judged by the rule of the day, counted by class; the record names nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from gridward.ground.audit.models import Line
from gridward.ground.register.models import Resident
from gridward.ground.register.terms.people import KeyPerson
from gridward.kernel import clock
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound, Problem
from gridward.work.arrivals.models import Arrival
from gridward.work.arrivals.problems import (
    ArrivalDayUnfit,
    ArrivalIdTaken,
    ArrivalNobody,
    ArrivalStayMissing,
    ArrivalThere,
)
from gridward.work.arrivals.queries.arrivals import (
    ArrivalFilter,
    arrivals,
    arrivals_by_class,
    judged_of,
    person_of,
    stays_of,
)
from gridward.work.arrivals.services.deciding import forget_arrivals
from gridward.work.arrivals.services.recording import judge_again, record_arrival
from gridward.work.arrivals.terms import ArrivalSaid, Named, ToldBy
from gridward.work.riskareas.services.taking import add_area
from gridward.work.riskareas.terms import AreaLevel, Spot
from gridward.work.rulebooks.terms import PersonCategory
from tests.work.arrivals.acts import SOMEBODY, came, named, said, stay
from tests.work.measures.acts import resident
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_stay_in_a_high_area_proposes_with_rule_and_evidence(areas: World) -> None:
    row = came(areas, resident(areas))
    assert (row.category, row.person_class) == (PersonCategory.STAYED_HIGH, KeyPerson.RISK_AREA)
    judged = judged_of(row)
    assert judged["proposals"][0]["words"]["zh-Hans"]
    assert [one["detail"] for one in judged["areas"]] == ["春禾苑小区"]
    assert stays_of(row)[0].detail == "春禾苑小区3栋"
    assert row.state == "waiting"


def test_who_came_from_elsewhere_has_no_category_and_is_counted_all_the_same(areas: World) -> None:
    row = came(areas, resident(areas), stays=(stay("某楼", "另省另市", "另县"),))
    assert (row.category, row.person_class) == ("", KeyPerson.OTHER_RETURNEE)


def test_nothing_of_whom_stands_in_clear(areas: World) -> None:
    row = came(areas)
    assert person_of(row).phone == "+8613900139001"
    stored = Arrival.objects.filter(pk=row.pk).values_list("person", "stays", "judged").get()
    assert all(SOMEBODY.name.encode() not in bytes(one) for one in stored)
    assert all("春禾苑".encode() not in bytes(one) for one in stored)
    line = Line.objects.latest("seq")
    assert (line.act, line.about_id) == ("arrivals.recorded", row.pk)
    assert "过路人" not in str(line.params)


def test_sent_again_it_is_there_and_another_of_the_day_is_refused(areas: World) -> None:
    person = resident(areas)
    first = said(person)
    worker = areas.actor("worker_a1")
    assert record_arrival(worker, said=first) == record_arrival(worker, said=first)
    with pytest.raises(ArrivalThere):
        came(areas, person)
    with pytest.raises(ArrivalIdTaken):
        record_arrival(worker, said=named(areas, id=first.id))
    assert Arrival.objects.count() == 1


def unfit(world: World) -> dict[type[Problem], ArrivalSaid]:
    old, fine = clock.today() - timedelta(days=90), named(world)
    return {
        ArrivalNobody: replace(fine, person=Named("过路人")),
        ArrivalDayUnfit: replace(fine, arrived_on=old),
        ArrivalStayMissing: replace(fine, stays=()),
        NotFound: replace(fine, grid_id=new_id()),
    }


def test_what_cannot_be_is_refused(areas: World) -> None:
    leader = areas.actor("leader_a")
    for problem, what in unfit(areas).items():
        with pytest.raises(problem):
            record_arrival(leader, said=what)
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("name", ["supervisor_a1", "worker_a2", "police_a", "patron"])
def test_who_does_not_follow_people_there_records_nobody(areas: World, name: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        record_arrival(areas.actor(name), said=named(areas))


def test_an_area_that_is_named_later_is_found_when_judged_again(areas: World) -> None:
    row = came(areas, stays=(stay("枫林花园"),))
    assert row.category == PersonCategory.STAYED_COUNTY
    spot = Spot(AreaLevel.HIGH, "某省某市", "某区", "枫林花园")
    add_area(
        areas.actor("health_a"),
        area_id=new_id(),
        spot=spot,
        since=clock.today(),
        source="某市通告",
    )
    again = judge_again(areas.actor("worker_a1"), arrival_id=row.pk, version=row.version)
    assert (again.category, again.version) == (PersonCategory.STAYED_HIGH, 2)


def test_persons_count_once_by_their_latest_class_for_so_many_days(
    areas: World, noon: time_machine.Traveller
) -> None:
    person: Resident = resident(areas)
    today, grid = clock.today(), areas.grids["a1"].pk
    came(areas, person, arrived_on=today - timedelta(days=2))
    came(areas, person, stays=(stay("某楼", "另省另市", "另县"),))
    came(areas)
    everywhere = [one.pk for one in areas.grids.values()]
    of_both = {KeyPerson.RISK_AREA: 1, KeyPerson.OTHER_RETURNEE: 1}
    assert arrivals_by_class(everywhere, today) == {grid: of_both}
    assert arrivals_by_class(everywhere, today + timedelta(days=13)) == {grid: of_both}
    assert arrivals_by_class(everywhere, today + timedelta(days=14)) == {}
    assert arrivals_by_class(everywhere, today - timedelta(days=1)) == {
        grid: {KeyPerson.RISK_AREA: 1}
    }
    assert arrivals_by_class([areas.grids["b1"].pk], today) == {}


def test_filters_and_forgetting(areas: World) -> None:
    row = came(areas, told_by=ToldBy.GATE)
    leader = areas.actor("leader_a")
    fits = ArrivalFilter(
        told_by=ToldBy.GATE, person_class=KeyPerson.RISK_AREA, since=row.arrived_on
    )
    assert list(arrivals(leader, fits)) == [row]
    assert not arrivals(leader, ArrivalFilter(told_by=ToldBy.SELF)).exists()
    assert not arrivals(areas.actor("leader_b"), ArrivalFilter()).exists()
    assert forget_arrivals(leader, clock.now() + timedelta(days=89)) == 0
    assert forget_arrivals(leader, clock.now() + timedelta(days=90)) == 1

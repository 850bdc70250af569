"""Proposals: who, of whom, with what; nothing without a response; the rule as it stood."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from gridward.ground.register.models import Resident
from gridward.kernel import clock
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.measures.models import Measure
from gridward.work.measures.problems import (
    MeasureAlreadyThere,
    MeasureDaysUnfit,
    MeasureEvidenceMissing,
    MeasureGuardianMissing,
    MeasureNecessityMissing,
    MeasureNobody,
    MeasureNoResponse,
    MeasurePaperMissing,
    MeasurePersonDead,
    MeasurePersonLeft,
)
from gridward.work.measures.queries.measures import also_of, person_of
from gridward.work.measures.services.ending import end
from gridward.work.measures.services.proposing import preview, propose
from gridward.work.measures.terms import (
    ControlKind,
    GuardianSaid,
    MeasureEnd,
    MeasureState,
)
from gridward.work.rulebooks.terms import PersonCategory
from tests.work.measures.acts import (
    CLOSE,
    DAY,
    SOMEBODY,
    decided,
    in_force,
    proposed,
    resident,
    said_of,
    stated,
)
from tests.work.response.acts import declared
from tests.world import World

PARENT = GuardianSaid("张父", "13700137000", "父亲")


def test_without_a_response_nothing_is_proposed_and_the_sentence_says_what_to_do(
    world: World,
) -> None:
    with pytest.raises(MeasureNoResponse) as refused:
        proposed(world)
    assert "先由街道签发响应决定" in refused.value.sentence()
    declared(world, "b0")
    with pytest.raises(MeasureNoResponse):
        proposed(world, Resident.objects.get())


def test_a_response_that_is_over_carries_nothing_more(
    responding: World, noon: time_machine.Traveller
) -> None:
    row = proposed(responding)
    noon.shift(timedelta(days=8))
    with pytest.raises(MeasureNoResponse):
        decided(responding, row)


def test_a_proposal_keeps_the_rule_as_it_stood(responding: World) -> None:
    row = proposed(responding)
    assert row.state == MeasureState.PROPOSED
    assert (row.begins, row.ends, row.computed_ends) == (
        *(date(2022, 7, 15), date(2022, 7, 24)),
        date(2022, 7, 24),
    )
    assert [one["code"] for one in row.rule["books"]] == ["CN-PLAN-9"]
    assert "密切接触者" in row.rule["words"]["zh-Hans"][0]
    assert row.rule["lacks"] == []
    assert [one.kind for one in row.phases.order_by("position")] == [
        *("centralised_isolation", "home_monitoring")
    ]


def test_days_are_counted_by_the_local_midnight(
    responding: World, noon: time_machine.Traveller
) -> None:
    person = resident(responding)
    noon.move_to(datetime(2022, 7, 15, 23, 59, tzinfo=clock.LOCAL))
    first = propose(responding.actor("health_a"), said=said_of(person))
    noon.move_to(datetime(2022, 7, 16, 0, 1, tzinfo=clock.LOCAL))
    other = said_of(person, category=PersonCategory.INBOUND)
    second = propose(responding.actor("health_a"), said=other)
    assert (first.begins, second.begins) == (date(2022, 7, 15), date(2022, 7, 16))


def test_somebody_who_is_not_registered_has_name_and_phone_sealed(responding: World) -> None:
    grid = responding.grids["a1"].pk
    said = said_of(None, grid_id=grid, person=SOMEBODY)
    row = propose(responding.actor("health_a"), said=said)
    assert person_of(row).name == "过路人"
    assert "过路人".encode() not in bytes(row.person)
    with pytest.raises(MeasureAlreadyThere):
        propose(responding.actor("health_a"), said=said_of(None, grid_id=grid, person=SOMEBODY))
    child = replace(SOMEBODY, name="同号家人")
    assert propose(responding.actor("health_a"), said=said_of(None, grid_id=grid, person=child))
    nameless = said_of(None, grid_id=grid, person=replace(SOMEBODY, name=" "))
    with pytest.raises(MeasureNobody):
        propose(responding.actor("health_a"), said=nameless)


def test_an_identity_number_tells_who_is_a_minor(responding: World) -> None:
    young = replace(SOMEBODY, birth_date="", document="360199201501011235")
    said = said_of(None, grid_id=responding.grids["a1"].pk, person=young)
    with pytest.raises(MeasureGuardianMissing):
        propose(responding.actor("health_a"), said=said)


@pytest.mark.parametrize("born", [date(2010, 1, 1), date(2004, 7, 16), None])
def test_a_minor_has_a_guardian_who_is_named(responding: World, born: date | None) -> None:
    person = resident(responding, birth_date=born)
    with pytest.raises(MeasureGuardianMissing):
        proposed(responding, person)
    row = proposed(responding, person, guardian=PARENT)
    assert row.minor
    assert person_of(row).guardian.phone == "+8613700137000"


def test_who_is_said_to_be_of_age_needs_no_guardian(responding: World) -> None:
    assert not proposed(responding, resident(responding, birth_date=None), adult=True).minor
    of_age = resident(responding, "李四", birth_date=date(2004, 7, 15))
    assert not proposed(responding, of_age).minor


@pytest.mark.parametrize(
    ("why", "refusal"), [("deceased", MeasurePersonDead), ("city", MeasurePersonLeft)]
)
def test_nobody_who_died_or_left_is_proposed_or_decided_on(
    responding: World, why: str, refusal: type[Exception]
) -> None:
    person = resident(responding)
    row = proposed(responding, person)
    Resident.objects.filter(pk=person.pk).update(left_on=clock.today(), left_why=why)
    with pytest.raises(refusal):
        proposed(responding, person, category=PersonCategory.INBOUND)
    with pytest.raises(refusal):
        decided(responding, row)


def test_two_categories_at_once_stand_side_by_side_and_one_twice_is_refused(
    responding: World,
) -> None:
    person = resident(responding)
    first = proposed(responding, person)
    second = proposed(responding, person, category=PersonCategory.STAYED_HIGH)
    assert [one.pk for one in also_of(responding.actor("leader_a"), first)] == [second.pk]
    with pytest.raises(MeasureAlreadyThere):
        proposed(responding, person)


def test_who_was_released_is_listed_again(responding: World) -> None:
    person = resident(responding)
    row = in_force(responding, person)
    leader = responding.actor("leader_a")
    words = {"why": MeasureEnd.RULED_OUT, "reason": "复核后排除"}
    end(leader, measure_id=row.pk, version=row.version, **words)  # type: ignore[arg-type]
    assert proposed(responding, person).pk != row.pk
    assert Measure.objects.filter(resident=person, category=CLOSE).count() == 2


def test_a_proposal_that_is_sent_twice_is_there_once(responding: World) -> None:
    said = said_of(resident(responding))
    liaison = responding.actor("health_a")
    assert propose(liaison, said=said).pk == propose(liaison, said=said).pk


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"evidence": " "}, MeasureEvidenceMissing),
        ({"necessity": ""}, MeasureNecessityMissing),
        ({"authority": "区疾控中心"}, MeasurePaperMissing),
        ({"determined_on": date(2022, 7, 16)}, MeasureDaysUnfit),
        ({"counted_from": date(2022, 7, 16)}, MeasureDaysUnfit),
        ({"counted_from": date(2022, 3, 1)}, MeasureDaysUnfit),
    ],
)
def test_what_lacks_is_said(
    responding: World, given: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        proposed(responding, **given)
    assert not Measure.objects.exists()


def test_a_figure_that_the_books_do_not_give_blocks_the_end_and_not_the_recording(
    responding: World,
) -> None:
    row = proposed(
        responding,
        category=PersonCategory.OTHER_PROVINCE,
        wanted=stated(ControlKind.HOME_UNTIL_RESULT, 1),
    )
    assert (row.computed_ends, row.rule["lacks"]) == (None, ["no_rule"])
    assert row.ends == date(2022, 7, 16)


def test_a_preview_tells_rule_days_and_whether_a_response_holds(responding: World) -> None:
    liaison, today = responding.actor("health_a"), clock.today()
    days = {"determined_on": today, "counted_from": today - DAY}
    grid = responding.grids["a1"].pk
    made = preview(liaison, grid_id=grid, category=CLOSE, **days)
    assert (made.ends, made.response is not None) == (date(2022, 7, 24), True)
    made = preview(liaison, grid_id=grid, category=PersonCategory.FEVER, **days)
    assert (made.ends, made.phases) == (None, ())
    assert not Measure.objects.exists()


def test_who_may_propose(responding: World) -> None:
    said = said_of(resident(responding))
    for name in ("worker_a1", "supervisor_a1", "police_a"):
        with pytest.raises(NotAllowed):
            propose(responding.actor(name), said=said)
    for name in ("leader_b", "chief_f"):
        with pytest.raises(NotFound):
            propose(responding.actor(name), said=said)
    machine = replace(responding.actor("health_a"), account_id=None)
    with pytest.raises(NotAllowed):
        propose(machine, said=said)

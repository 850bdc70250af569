"""Plans begin with a consent, are changed, and are listed by the day of the next contact."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from gridward.ground.audit.models import Line
from gridward.ground.register.services.residents import remove_resident
from gridward.ground.staff.terms import Post
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.care.models import CarePlan
from gridward.work.care.problems import (
    CareAlreadyThere,
    CareConsentAhead,
    CareConsentUnnamed,
    CareDaysUnfit,
    CareGuardianAgrees,
    CareIdTaken,
    CareKeeperUnfit,
    CareNobodyThere,
)
from gridward.work.care.queries.plans import counts, plans, said_of
from gridward.work.care.services.planning import begin_plan, change_plan
from gridward.work.care.services.reading import read_plan
from gridward.work.care.terms import (
    Cadence,
    CareUnit,
    CareView,
    CareWay,
    ConsentBy,
    PlanFilter,
)
from tests.work.care import acts
from tests.work.care.acts import TODAY, home, plan, somebody
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_plan_takes_what_its_kind_proposes(world: World, worker: Actor) -> None:
    row = plan(worker, home(world, worker))
    assert (row.cadence, row.way, row.post) == (
        *(Cadence(1, CareUnit.WEEK), CareWay.TELEPHONE, Post.GRID_MANAGER),
    )
    assert (row.next_on, row.ends_on) == (date(2026, 3, 9), date(2026, 9, 2))
    assert said_of(row).note == "降压药，每周一次"
    assert "降压药".encode() not in bytes(row.said or b"")


def test_sent_again_it_is_there_already(world: World, worker: Actor) -> None:
    household = home(world, worker)
    said = acts.said_of(household, somebody(household))
    assert begin_plan(worker, said=said) == begin_plan(worker, said=said)
    assert CarePlan.objects.count() == 1
    with pytest.raises(CareIdTaken):
        begin_plan(worker, said=replace(said, kind="dialysis"))


def test_one_plan_a_person_and_kind(world: World, worker: Actor) -> None:
    household = home(world, worker)
    plan(worker, household)
    plan(worker, household, kind="dialysis")
    plan(worker, household, None)
    for name in ("张三", None):
        with pytest.raises(CareAlreadyThere):
            plan(worker, household, name)


def test_consent_is_named_and_given_already(world: World, worker: Actor) -> None:
    household = home(world, worker)
    with pytest.raises(CareConsentAhead):
        plan(worker, household, consent_on=TODAY + timedelta(days=1))
    for name, by in ((None, ConsentBy.ONESELF), ("张三", ConsentBy.GUARDIAN)):
        with pytest.raises(CareConsentUnnamed):
            plan(worker, household, name, consent_by=by, agreed=" ")


def test_for_a_child_a_guardian_agrees(world: World, worker: Actor) -> None:
    household = home(world, worker)
    child = somebody(household)
    child.birth_date = date(2020, 1, 1)
    child.save()
    with pytest.raises(CareGuardianAgrees):
        plan(worker, household)
    made = plan(worker, household, consent_by=ConsentBy.GUARDIAN, agreed="张父")
    assert said_of(made).agreed == "张父"


def test_help_is_for_who_lives_there(world: World, worker: Actor) -> None:
    household, other = home(world, worker), home(world, worker, "a1-1-102", "王五")
    with pytest.raises(CareNobodyThere):
        begin_plan(worker, said=acts.said_of(household, somebody(other, "王五")))
    gone = somebody(household)
    remove_resident(worker, resident_id=gone.pk, version=gone.version)
    with pytest.raises(CareNobodyThere):
        begin_plan(worker, said=acts.said_of(household, gone))


@pytest.mark.parametrize("name", ["supervisor_a1", "police_a", "chief", "command", "patron"])
def test_without_the_right_nobody_begins_one(world: World, worker: Actor, name: str) -> None:
    household = home(world, worker)
    with pytest.raises((NotAllowed, NotFound)):
        plan(world.actor(name), household)


def test_other_grids_do_not_exist(world: World, worker: Actor) -> None:
    row = plan(worker, home(world, worker))
    for name in ("worker_a2", "leader_b", "worker_f1"):
        with pytest.raises(NotFound):
            read_plan(world.actor(name), row.pk)


def test_a_plan_is_changed_at_the_version_that_was_seen(world: World, worker: Actor) -> None:
    row = plan(worker, home(world, worker))
    changed = change_plan(
        worker, plan_id=row.pk, version=1, every=3, unit=CareUnit.DAY, note="改为每三天"
    )
    assert (changed.version, changed.cadence) == (2, Cadence(3, CareUnit.DAY))
    assert said_of(changed).note == "改为每三天"
    with pytest.raises(Stale):
        change_plan(worker, plan_id=row.pk, version=1, way=CareWay.VISIT)


def test_changes_keep_within_the_rules(world: World, worker: Actor) -> None:
    row = plan(worker, home(world, worker))
    with pytest.raises(CareKeeperUnfit):
        change_plan(worker, plan_id=row.pk, version=1, post=Post.GRID_POLICE)
    with pytest.raises(CareDaysUnfit):
        change_plan(worker, plan_id=row.pk, version=1, next_on=TODAY - timedelta(days=1))
    with pytest.raises(CareDaysUnfit):
        change_plan(worker, plan_id=row.pk, version=1, ends_on=date(2026, 9, 3))


def test_what_is_overdue_does_not_stand_in_the_way_of_another_post(
    world: World, worker: Actor, morning: time_machine.Traveller
) -> None:
    row = plan(worker, home(world, worker))
    morning.shift(timedelta(days=10))
    changed = change_plan(worker, plan_id=row.pk, version=1, post=Post.HEALTH_LIAISON)
    assert changed.post == Post.HEALTH_LIAISON


def test_lists_go_by_the_day_of_the_next_contact(world: World, worker: Actor) -> None:
    household = home(world, worker, "a1-1-101", "张三", "李四")
    first = plan(worker, household, next_on=TODAY)
    plan(worker, household, "李四", next_on=TODAY + timedelta(days=3))
    late = plan(worker, household, kind="dialysis")
    CarePlan.objects.filter(pk=late.pk).update(next_on=TODAY - timedelta(days=1))
    everything = PlanFilter()
    told = counts(worker, everything, TODAY)
    assert [told[view] for view in CareView] == [1, 1, 1, 3]
    assert list(plans(worker, everything, CareView.DUE, TODAY)) == [first]
    assert list(plans(worker, PlanFilter(kind="dialysis"), CareView.ALL, TODAY)) == [late]
    other = PlanFilter(grid_id=world.grids["a2"].pk)
    assert not plans(world.actor("leader_a"), other, CareView.ALL, TODAY).exists()


def test_each_act_is_on_record_without_whom_it_is_about(world: World, worker: Actor) -> None:
    household = home(world, worker)
    row = plan(worker, household)
    before = Line.objects.count()
    read_plan(worker, row.pk)
    change_plan(worker, plan_id=row.pk, version=1, way=CareWay.VISIT)
    lines = list(Line.objects.filter(act__startswith="care.").order_by("seq"))
    assert [one.act for one in lines] == ["care.begun", "care.seen", "care.changed"]
    assert Line.objects.count() == before + 2
    for one in lines:
        told = f"{one.params} {one.about_id} {one.also_about}"
        assert "张三" not in told
        assert str(household.pk) not in told
        assert "medicine" not in told

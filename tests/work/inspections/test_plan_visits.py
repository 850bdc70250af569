"""Visits are planned by hand, by kind or of what was not seen for long; each is made once."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from gridward.ground.register.models import Organisation
from gridward.ground.register.terms.people import OrganisationKind
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.inspections.models import PlannedVisit
from gridward.work.inspections.problems import (
    InspectionNotChief,
    PlanDayPast,
    PlanMemberUnfit,
    PlanNothing,
    PlanOver,
)
from gridward.work.inspections.queries.plans import PlanFilter, last_seen, planned, unseen
from gridward.work.inspections.rules.checklists import figures
from gridward.work.inspections.services.planning import PlanSaid, cancel_visit, plan_visits
from gridward.work.inspections.services.recording import record_inspection
from gridward.work.inspections.terms import InspectionPurpose, VisitReason
from tests.work.inspections.acts import inspected, said, site
from tests.world import World

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 6)


def plan(actor: Actor, **words: Any) -> list[PlannedVisit]:
    return plan_visits(actor, said=PlanSaid(**{"due_on": DUE, **words}))


def names(rows: list[PlannedVisit]) -> set[str]:
    return {row.organisation.name for row in rows if row.organisation}


def test_chosen_organisations_are_planned_for_somebody(
    world: World, leader: Actor, worker: Actor, organisation: Organisation
) -> None:
    [row] = plan(leader, organisations=(organisation.pk,), member_id=worker.member_id)
    assert (row.member_id, row.due_on, row.planned_by) == (worker.member_id, DUE, leader.name)
    assert list(planned(worker, PlanFilter(mine=True))) == [row]
    assert list(planned(world.actor("supervisor_a1"), PlanFilter(mine=True))) == []
    assert list(planned(world.actor("worker_b1"), PlanFilter())) == []


def test_by_kind_takes_what_is_not_planned_yet(world: World, leader: Actor) -> None:
    first = site(world, name="甲工地")
    site(world, name="乙工地", grid="a2")
    site(world, name="校", kind="school")
    site(world, name="丙工地", grid="b1")
    plan(leader, organisations=(first.pk,))
    kinds = (OrganisationKind.CONSTRUCTION_SITE,)
    made = plan(leader, reason=VisitReason.KIND, kinds=kinds)
    assert names(made) == {"乙工地"}
    with pytest.raises(PlanNothing):
        plan(leader, reason=VisitReason.KIND, kinds=kinds)


def test_what_was_not_seen_for_the_days_of_the_list_is_planned(
    world: World, leader: Actor, worker: Actor, morning: time_machine.Traveller
) -> None:
    seen, never = site(world, name="甲"), site(world, name="乙")
    inspected(worker, seen)
    days = figures(clock.today()).unseen_days
    assert [one.name for one in unseen(leader, days)] == ["乙"]
    morning.shift(timedelta(days=days + 1))
    assert {one.name for one in unseen(leader, days)} == {"甲", "乙"}
    assert last_seen([seen.pk, never.pk]) == {seen.pk: date(2026, 3, 2)}
    made = plan(leader, reason=VisitReason.UNSEEN, due_on=clock.today())
    assert names(made) == {"甲", "乙"}


def test_a_visit_is_made_by_the_inspection_that_names_it(
    leader: Actor, worker: Actor, organisation: Organisation
) -> None:
    [row] = plan(leader, organisations=(organisation.pk,))
    made = inspected(worker, organisation, planned_id=row.pk)
    row.refresh_from_db()
    assert (row.done_at, row.inspection.pk) == (made.at, made.pk)
    with pytest.raises(PlanOver):
        inspected(worker, organisation, planned_id=row.pk)
    with pytest.raises(PlanOver):
        cancel_visit(leader, planned_id=row.pk, version=row.version)


def test_an_inspection_of_something_else_does_not_make_it(
    world: World, leader: Actor, worker: Actor, organisation: Organisation
) -> None:
    [row] = plan(leader, organisations=(organisation.pk,))
    with pytest.raises(PlanOver):
        inspected(worker, site(world, name="别处"), planned_id=row.pk)


def test_a_visit_is_cancelled_once(leader: Actor, organisation: Organisation) -> None:
    [row] = plan(leader, organisations=(organisation.pk,))
    cancel_visit(leader, planned_id=row.pk, version=1)
    with pytest.raises(PlanOver):
        cancel_visit(leader, planned_id=row.pk, version=1)
    assert len(plan(leader, organisations=(organisation.pk,))) == 1


def test_the_first_chief_plans_an_own_inspection_of_a_grid(world: World, worker: Actor) -> None:
    chief, grid = world.actor("first_a"), world.grids["a1"].pk
    [row] = plan(chief, purpose=InspectionPurpose.CHIEF, grid_id=grid, member_id=chief.member_id)
    words: dict[str, Any] = {
        "grid_id": grid,
        "purpose": InspectionPurpose.CHIEF,
        "planned_id": row.pk,
    }
    with pytest.raises(InspectionNotChief):
        record_inspection(worker, said=said(worker, **words))
    record_inspection(chief, said=said(chief, **words))
    row.refresh_from_db()
    assert row.done_at is not None


def test_plans_that_do_not_fit_are_refused(
    world: World, leader: Actor, worker: Actor, organisation: Organisation
) -> None:
    ids = (organisation.pk,)
    police, other = (world.account(name).member_id for name in ("police_a", "worker_b1"))
    for actor, words, problem in (
        (leader, {"organisations": ids, "due_on": date(2026, 3, 1)}, PlanDayPast),
        (leader, {"organisations": ids, "member_id": police}, PlanMemberUnfit),
        (leader, {"organisations": ids, "member_id": other}, PlanMemberUnfit),
        (leader, {"grid_id": world.grids["b1"].pk}, NotFound),
        (world.actor("leader_b"), {"organisations": ids}, PlanNothing),
        (worker, {"organisations": ids}, NotAllowed),
    ):
        with pytest.raises(problem):
            plan(actor, **words)
    assert not PlannedVisit.objects.exists()

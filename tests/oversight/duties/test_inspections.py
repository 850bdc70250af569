"""Duties of inspections: what is planned, what has to be put right, what waits for a review."""

from datetime import timedelta

import pytest
import time_machine

from gridward.ground.register.models import Organisation
from gridward.kernel import clock
from gridward.work.inspections.services.filings import move_filing
from gridward.work.inspections.services.planning import PlanSaid, plan_visits
from gridward.work.inspections.terms import FilingMove
from tests.oversight.duties.looking import told
from tests.work.inspections.acts import filed, inspected, noticed, rechecked, site
from tests.work.workorders.acts import moved
from tests.work.workorders.cases import START
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(world: World) -> Organisation:
    return site(world)


def test_planned_visits_are_due_then_late_then_done(
    world: World, organisation: Organisation
) -> None:
    with time_machine.travel(START, tick=False) as time:
        worker = world.actor("worker_a1")
        said = PlanSaid(clock.today(), organisations=(organisation.pk,))
        [row] = plan_visits(world.actor("leader_a"), said=said)
        assert told(world, "worker_a1", "visit_organisations") == [("due", "inspections_due", 1)]
        assert told(world, "worker_a2", "visit_organisations") == []
        time.shift(timedelta(days=1))
        assert told(world, "worker_a1", "visit_organisations") == [("late", "inspections_due", 1)]
        inspected(worker, organisation, planned_id=row.pk)
        assert told(world, "worker_a1", "visit_organisations") == [("done", "inspections_made", 1)]


def test_notices_are_due_until_their_deadline_and_done_when_closed(
    world: World, organisation: Organisation
) -> None:
    duty = "have_organisations_rectify"
    with time_machine.travel(START, tick=False) as time:
        worker = world.actor("worker_a1")
        notice = noticed(worker, organisation)
        assert told(world, "leader_a", duty) == [("due", "rectifications_open", 1)]
        moved(world, "leader_a", notice.order, "dispatch")
        time.shift(timedelta(days=4))
        assert told(world, "leader_a", duty) == [("late", "rectifications_open", 1)]
        assert told(world, "leader_b", duty) == []
        rechecked(worker, notice.pk)
        moved(world, "leader_a", notice.order, "verify")
        moved(world, "leader_a", notice.order, "close")
        assert told(world, "leader_a", duty) == [("done", "rectifications_closed", 1)]


def test_the_liaison_is_told_where_disinfection_is_wanting(
    world: World, organisation: Organisation
) -> None:
    worker = world.actor("worker_a1")
    inspected(worker, site(world, name="别处"), {"masks": "无"})
    assert told(world, "health_a", "guide_disinfection") == []
    inspected(worker, organisation, {"disinfection": "无消杀记录"})
    assert told(world, "health_a", "guide_disinfection") == [("due", "disinfection_wanting", 1)]


def test_filings_wait_for_the_street(world: World, organisation: Organisation) -> None:
    duty = "supply_and_resume"
    with time_machine.travel(START, tick=False) as time:
        row = filed(world.actor("worker_a1"), organisation)
        assert told(world, "command", duty) == [("due", "filings_open", 1)]
        time.shift(timedelta(days=4))
        assert told(world, "command", duty) == [("late", "filings_open", 1)]
        move_filing(world.actor("command"), filing_id=row.pk, move=FilingMove.GRANT)
        assert told(world, "command", duty) == [("done", "filings_decided", 1)]
        assert told(world, "chief", duty) == []

"""The homes of who checks and who guards: papers of the street, alerts about exports, hand-overs."""

from datetime import timedelta

import pytest
from time_machine import Traveller

from gridward.ground.audit.models import ExportAlert
from gridward.ground.audit.services import note_alert
from gridward.ground.audit.terms import NoteKind
from gridward.ground.staff.models import Account, Appointment
from gridward.ground.staff.services.handovers import hand_over, sign_handover
from gridward.ground.staff.terms import Post
from gridward.kernel import clock
from gridward.oversight.duties.terms import DutyState
from tests.ground.audit.test_release import let_out
from tests.ground.staff.people import newcomer
from tests.oversight.duties.looking import items, shown, told
from tests.work.patrols.acts import moment, patrol
from tests.world import World

pytestmark = pytest.mark.django_db


def test_discipline_sees_missing_papers_of_the_whole_street(world: World) -> None:
    for name, grid in (("worker_a1", "a1"), ("worker_b1", "b1"), ("worker_f1", "f1")):
        span = {"started_at": moment(9, days=-1), "ended_at": moment(10, days=-1)}
        patrol(world, world.actor(name), grid, **span)
    assert told(world, "discipline", "check_papers") == [
        ("due", "logs_lacking", 2),
        ("due", "sheets_lacking", 2),
    ]
    (logs, _) = items(world, "discipline", "check_papers")
    assert logs.link == f"/logs?day={clock.today() - timedelta(days=1)}"


def test_alerts_are_due_for_a_day_late_after_and_done_when_settled(
    world: World, evening: Traveller
) -> None:
    let_out(world, "leader_a", "a1", rows=6_000)
    assert told(world, "privacy", "read_alerts") == [("due", "alerts_open", 1)]
    evening.move_to(moment(9, days=2))
    assert told(world, "privacy", "read_alerts") == [("late", "alerts_open", 1)]
    alert = ExportAlert.objects.get()
    note_alert(world.actor("privacy"), alert=alert, kind=NoteKind.CONFIRM, text="已核实")
    assert told(world, "privacy", "read_alerts") == [("done", "alerts_settled", 1)]


def test_alerts_of_the_foreign_street_are_not_ours(world: World) -> None:
    let_out(world, "chief_f", "f1", rows=6_000)
    assert told(world, "privacy", "read_alerts") == []


def test_who_guards_has_no_duty_of_who_checks(world: World) -> None:
    assert shown(world, "privacy") == []
    assert shown(world, "health_a") == []


def test_a_handover_is_signed_by_both_late_after_its_day(world: World, evening: Traveller) -> None:
    member = newcomer(world, "接任者")
    world.accounts["successor"] = Account.objects.create(
        username="successor", member=member, must_change_password=False
    )
    held = Appointment.objects.get(post=Post.GRID_MANAGER, grid=world.grids["a1"])
    row = hand_over(
        world.actor("chief"), appointment=held, member=member, on=clock.today(), note=""
    )
    (item,) = items(world, "successor", "sign_handover")
    assert (item.state, item.until) == (DutyState.DUE, row.due)
    assert item.link == f"/staff/handovers/{row.pk}"
    evening.move_to(moment(9, days=4))
    assert told(world, "successor", "sign_handover") == [("late", "handover_to_sign", 1)]
    row.refresh_from_db()
    sign_handover(world.actor("successor"), row=row, version=row.version)
    assert told(world, "successor", "sign_handover") == [("done", "handover_signed", 1)]
    evening.move_to(moment(9, days=5))
    assert told(world, "successor", "sign_handover") == []
    assert told(world, "chief", "sign_handover") == []


def test_who_gave_one_post_away_signs_at_the_post_that_is_left(world: World) -> None:
    account, grid = world.account("worker_a1"), world.grids["a2"]
    assert account.member is not None
    Appointment.objects.create(
        member=account.member,
        post=Post.GRID_SUPERVISOR,
        street=grid.street,
        grid=grid,
        valid_from="2026-01-01",
    )
    held = Appointment.objects.get(post=Post.GRID_MANAGER, grid=world.grids["a1"])
    hand_over(
        world.actor("chief"),
        appointment=held,
        member=newcomer(world, "接任者"),
        on=clock.today(),
        note="",
    )
    assert told(world, "worker_a1", "sign_handover") == [("due", "handover_to_sign", 1)]

"""A post changes hands (交接): one act, content counted by the system, two signatures, overdue shown to the chief."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from gridward.ground.audit.models import Line
from gridward.ground.register.models import Conflict, Household, Resident
from gridward.ground.staff.models import Account, Appointment, Member, PostHandover, Team
from gridward.ground.staff.problems import (
    HandoverNotCounted,
    HandoverSigned,
    HandoverThere,
    HandoverToSelf,
    NotYourHandover,
    PostTaken,
    VouchForOther,
    VouchReasonMissing,
)
from gridward.ground.staff.queries.filling import findings
from gridward.ground.staff.queries.handovers import handover_of, handovers
from gridward.ground.staff.services.appointments import appoint, end_appointment
from gridward.ground.staff.services.handovers import (
    hand_over,
    note_handover,
    recount,
    sign_handover,
    vouch_for,
)
from gridward.ground.staff.services.team_people import add_member
from gridward.ground.staff.terms import HandoverSide, Post, TeamRole
from gridward.ground.staff.terms.filling import Rule
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from tests.ground.staff.people import newcomer
from tests.world import World

DAY = date(2026, 3, 10)
Sign = Callable[[Account], Client]


@pytest.fixture(autouse=True)
def _on_the_day(world: World) -> object:
    with time_machine.travel("2026-03-10 10:00+08:00", tick=False):
        yield


def held_by_worker(world: World) -> Appointment:
    return Appointment.objects.get(post=Post.GRID_MANAGER, grid=world.grids["a1"])


def successor(world: World) -> Member:
    member = newcomer(world, "接任者")
    world.accounts["successor"] = Account.objects.create(
        username="successor", member=member, must_change_password=False
    )
    return member


def handed(world: World, on: date = DAY, by: str = "chief") -> PostHandover:
    return hand_over(
        world.actor(by), appointment=held_by_worker(world), member=successor(world), on=on
    )


def counts(row: PostHandover) -> dict[str, int]:
    return {one["what"]: one["count"] for one in row.content}


@pytest.mark.django_db
def test_one_act_ends_one_appointment_and_begins_the_other(world: World) -> None:
    row = handed(world)
    assert row.predecessor.valid_to == DAY == row.successor.valid_from
    assert world.actor("worker_a1").held == {}
    assert world.actor("successor").held
    assert Line.objects.get().act == "staff.handed_over"


@pytest.mark.django_db
def test_what_goes_over_is_counted_and_open_matters_are_listed(world: World) -> None:
    grid = world.grids["a1"]
    where = {"street_id": grid.street_id, "grid": grid}
    household = Household.objects.create(address_text="一户", **where)
    resident = Resident.objects.create(household=household, name="张三", sort_key="z", **where)
    conflict = Conflict(kind="two_households", resident=resident, household=household, **where)
    conflict.set_sealed("proposal", "{}")
    conflict.save()
    team = Team.objects.create(kind="volunteer", name="志愿队", valid_from=DAY, **where)
    worker = held_by_worker(world).member
    add_member(world.actor("chief"), team=team, member=worker, role=TeamRole.LEAD, valid_from=DAY)
    row = handed(world)
    assert counts(row) == {
        "households": 1,
        "residents": 1,
        "organisations": 0,
        "conflicts": 1,
        "teams": 1,
        "teams_led": 1,
        "shortages": 0,
        "orders": 0,
    }
    matters = [two for one in row.content for two in one["open"]]
    assert [one["text"] for one in matters] == [
        "handover.matter.conflict",
        "handover.matter.team_led",
    ]
    assert "张三" not in str(row.content)


@pytest.mark.django_db
def test_half_a_count_is_none_for_who_does_not_read_the_register(world: World) -> None:
    row = handed(world, by="admin")
    assert "households" not in counts(row)
    with pytest.raises(HandoverNotCounted):
        recount(world.actor("admin"), row=row, version=1)
    assert "households" in counts(recount(world.actor("chief"), row=row, version=1))


@pytest.mark.django_db
def test_both_sign_for_themselves_even_without_a_post(world: World) -> None:
    row = handed(world)
    sign_handover(world.actor("worker_a1"), row=row, version=1)
    assert PostHandover.objects.get().signed_on is None
    sign_handover(world.actor("successor"), row=row, version=1)
    assert PostHandover.objects.get().signed_on == DAY


@pytest.mark.django_db
def test_a_former_worker_reaches_the_own_handover_over_http_and_nothing_else(
    world: World, client_of: Sign
) -> None:
    row = handed(world)
    client = client_of(world.account("worker_a1"))
    assert client.get(f"/api/v1/staff/handovers/{row.pk}").json()["side"] == "predecessor"
    signed = client.post(
        f"/api/v1/staff/handovers/{row.pk}/sign", {"version": 1}, content_type="application/json"
    )
    assert signed.json()["signed_sides"] == ["predecessor"]
    assert client.get("/api/v1/register/households").status_code == 403


@pytest.mark.django_db
def test_nobody_signs_twice_or_for_somebody_else(world: World) -> None:
    row = handed(world)
    sign_handover(world.actor("worker_a1"), row=row, version=1)
    with pytest.raises(HandoverSigned):
        sign_handover(world.actor("worker_a1"), row=row, version=1)
    with pytest.raises(NotYourHandover):
        sign_handover(world.actor("chief"), row=row, version=1)


@pytest.mark.django_db
def test_what_was_signed_does_not_change_and_what_changed_is_not_signed(world: World) -> None:
    row = handed(world)
    note_handover(world.actor("worker_a1"), row=row, version=1, note="钥匙在值班室")
    with pytest.raises(Stale):
        sign_handover(world.actor("successor"), row=row, version=1)
    sign_handover(world.actor("successor"), row=row, version=2)
    with pytest.raises(HandoverSigned):
        note_handover(world.actor("worker_a1"), row=row, version=2, note="又一句")
    with pytest.raises(HandoverSigned):
        recount(world.actor("chief"), row=row, version=2)


@pytest.mark.django_db
def test_a_chief_confirms_for_somebody_who_is_gone_with_a_reason(world: World) -> None:
    row, chief = handed(world), world.actor("chief")
    given = {"row": row, "version": 1, "side": HandoverSide.PREDECESSOR}
    with pytest.raises(VouchReasonMissing):
        vouch_for(chief, reason=" ", **given)
    with pytest.raises(NotAllowed):
        vouch_for(world.actor("leader_a"), reason="已调离", **given)
    vouch_for(chief, reason="已调离本市", **given)
    signature = row.signatures.get()
    assert (signature.vouched, signature.reason, signature.by) == (True, "已调离本市", "测试chief")
    assert Line.objects.order_by("-seq")[0].reason == "已调离本市"


@pytest.mark.django_db
def test_one_side_never_confirms_for_the_other(world: World) -> None:
    member = newcomer(world, "新指挥")
    held = Appointment.objects.get(post=Post.STREET_COMMAND, street=world.streets["ours"])
    row = hand_over(
        world.actor("command"), appointment=held, member=member, on=DAY + timedelta(days=1)
    )
    with pytest.raises(VouchForOther):
        vouch_for(
            world.actor("command"),
            row=row,
            version=1,
            side=HandoverSide.SUCCESSOR,
            reason="没空",
        )


@pytest.mark.django_db
def test_a_post_is_not_handed_to_oneself_nor_twice_nor_over_a_holder(world: World) -> None:
    chief, held = world.actor("chief"), held_by_worker(world)
    with pytest.raises(HandoverToSelf):
        hand_over(chief, appointment=held, member=held.member, on=DAY)
    handed(world)
    held.refresh_from_db()
    with pytest.raises(HandoverThere):
        hand_over(chief, appointment=held, member=newcomer(world), on=DAY)
    leader = Appointment.objects.get(post=Post.COMMUNITY_GRID_LEADER, grid=world.grids["a0"])
    appoint(
        chief,
        member=newcomer(world),
        post=Post.COMMUNITY_GRID_LEADER,
        grid=world.grids["a0"],
        valid_from=DAY,
        acting=True,
    )
    end_appointment(chief, appointment=leader, on=DAY)
    taken = appoint(
        chief,
        member=newcomer(world),
        post=Post.COMMUNITY_GRID_LEADER,
        grid=world.grids["a0"],
        valid_from=DAY,
    )
    leader.refresh_from_db()
    with pytest.raises(PostTaken):
        hand_over(chief, appointment=leader, member=newcomer(world), on=DAY)
    assert taken.valid_to is None


@pytest.mark.django_db
def test_what_is_not_signed_in_time_is_overdue_for_the_chief(world: World) -> None:
    row, street = handed(world), world.streets["ours"]
    assert row.due == DAY + timedelta(days=3)
    chief = world.actor("chief")
    late = {
        day: [one.row for one in findings(chief, street, day) if one.rule is Rule.HANDOVER_LATE]
        for day in (row.due, row.due + timedelta(days=1))
    }
    assert list(late.values()) == [[], [row.pk]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("chief", True),
        ("leader_a", True),
        ("first_a", True),
        ("discipline", True),
        ("successor", True),
        ("worker_a1", True),
        ("leader_b", False),
        ("worker_a2", False),
        ("chief_f", False),
        ("stranger", False),
    ],
)
def test_a_handover_is_seen_by_its_sides_and_who_oversees_there(
    world: World, name: str, sees: bool
) -> None:
    row = handed(world)
    actor = world.actor(name)
    assert handovers(actor, unsigned=True).exists() is sees
    if not sees:
        with pytest.raises(NotFound):
            handover_of(actor, row.pk)

"""A chief countersigns the logs of others, in their latest version, as they were signed."""

import pytest
from django.db import connection

from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.kernel.signature import SignatureBroken
from gridward.work.patrols.problems import (
    LogCountersigned,
    LogDiffers,
    LogOwn,
    LogSuperseded,
)
from gridward.work.patrols.queries.logs import log_of
from gridward.work.patrols.services.logs import countersign_log, sign_log
from tests.work.patrols.acts import EVENING, LINE, said, signed
from tests.world import World

pytestmark = pytest.mark.django_db


def test_by_a_fingers_line_or_by_name(world: World, worker: Actor, leader: Actor) -> None:
    log = signed(world, worker)
    countersign_log(leader, log_id=log.pk, signature=LINE)
    countersign_log(world.actor("first_a"), log_id=log.pk)
    kept = log_of(worker, log.pk).countersignatures.all()
    assert [(one.account_name, one.post, one.signature) for one in kept] == [
        ("测试leader_a", "community_grid_leader", LINE),
        ("测试first_a", "first_grid_leader", ""),
    ]
    assert {(one.signed_at, one.digest) for one in kept} == {(EVENING, log.digest)}


def test_nobody_twice_and_nobody_the_own(world: World, worker: Actor, leader: Actor) -> None:
    log, own = signed(world, worker), signed(world, leader)
    countersign_log(leader, log_id=log.pk)
    with pytest.raises(LogCountersigned):
        countersign_log(leader, log_id=log.pk)
    with pytest.raises(LogOwn):
        countersign_log(leader, log_id=own.pk)


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("supervisor_a1", NotAllowed),
        ("police_a", NotAllowed),
        ("discipline", NotAllowed),
        ("leader_b", NotFound),
        ("chief_f", NotFound),
    ],
)
def test_only_who_leads_there(
    world: World, worker: Actor, name: str, refusal: type[Exception]
) -> None:
    log = signed(world, worker)
    with pytest.raises(refusal):
        countersign_log(world.actor(name), log_id=log.pk)


def test_a_version_that_was_corrected_is_not(world: World, worker: Actor, leader: Actor) -> None:
    first = signed(world, worker)
    countersign_log(leader, log_id=first.pk)
    second = sign_log(
        worker, log_id=new_id(), said=said(world), corrects=first.pk, reason="时间写错"
    )
    with pytest.raises(LogSuperseded):
        countersign_log(world.actor("first_a"), log_id=first.pk)
    assert countersign_log(leader, log_id=second.pk).digest == second.digest != first.digest


def test_what_somebody_reached_into_is_not(world: World, worker: Actor, leader: Actor) -> None:
    log = signed(world, worker)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE patrols_worklog DISABLE TRIGGER stays")
        cursor.execute("UPDATE patrols_worklog SET work = '入户走访50户。'")
        cursor.execute("ALTER TABLE patrols_worklog ENABLE TRIGGER stays")
    with pytest.raises(LogDiffers):
        countersign_log(leader, log_id=log.pk)


def test_what_is_no_line_is_refused(world: World, worker: Actor, leader: Actor) -> None:
    log = signed(world, worker)
    with pytest.raises(SignatureBroken):
        countersign_log(leader, log_id=log.pk, signature="<script>")
    assert not log_of(worker, log.pk).countersignatures.all()

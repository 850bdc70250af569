"""Somebody sets the server's clock back between two acts: nothing breaks, and the order stays."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import verify_chain
from gridward.ground.register.problems import LeftBeforeComing
from gridward.ground.register.queries.history import resident_history
from gridward.ground.register.services.departing import bring_back, record_death
from gridward.ground.register.services.residents import change_resident, remove_resident
from gridward.kernel import clock
from gridward.kernel.rows import tell_database
from tests.ground.register.people import household, resident
from tests.world import World

pytestmark = pytest.mark.django_db
JUST_AFTER_MIDNIGHT = datetime(2022, 4, 5, 16, 30, tzinfo=UTC)
"""Half past midnight of 6 April in the street."""


def test_acts_before_and_after_keep_their_order(world: World) -> None:
    actor = world.actor("worker_a1")
    tell_database(actor)
    with time_machine.travel(JUST_AFTER_MIDNIGHT, tick=False) as time:
        person = resident(actor, household(world, actor))
        change_resident(actor, resident_id=person.pk, version=1, note="先")
        time.shift(timedelta(hours=-1))
        change_resident(actor, resident_id=person.pk, version=2, note="后")
        gone = record_death(actor, resident_id=person.pk, version=3)
        bring_back(actor, resident_id=person.pk, version=4, reason="误办")
    assert str(gone.left_on) == "2022-04-05"
    told = resident_history(actor, person.pk, "zh-Hans")
    notes = [one.after for change in told for one in change.fields if one.field == "note"]
    assert notes == ["后", "先"]
    assert [change.act for change in told][-1] == "register.resident_added"
    assert verify_chain().broken_at is None
    lines = list(Line.objects.order_by("seq"))
    assert lines[-1].at < lines[0].at


def test_a_day_that_is_no_longer_today_is_refused_and_not_broken(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    with time_machine.travel(JUST_AFTER_MIDNIGHT, tick=False) as time:
        person = resident(actor, home, came_on=clock.today())
        time.shift(timedelta(hours=-1))
        with pytest.raises(LeftBeforeComing):
            remove_resident(actor, resident_id=person.pk, version=1)
        time.shift(timedelta(hours=1))
        assert remove_resident(actor, resident_id=person.pk, version=1).left_on == clock.today()

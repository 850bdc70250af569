"""`gridward rules explain PERSON`: the rule that somebody's measure keeps, and what the rule of a day gives them."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
import time_machine

from gridward.config.commands.person_rules import explain
from gridward.ground.audit.models import Line
from gridward.kernel.problems import NotFound
from gridward.work.measures.models import Measure
from gridward.work.rulebooks.problems import RuleDayUnreadable
from tests.work.measures.acts import in_force, resident
from tests.work.measures.conftest import NOON
from tests.work.response.acts import declared
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(world: World) -> Iterator[Measure]:
    with time_machine.travel(NOON, tick=False):
        declared(world, "a0", since=NOON.date())
        yield in_force(world, resident(world))


def test_by_serial_or_resident_it_tells_the_kept_rule_and_that_of_the_day(measure: Measure) -> None:
    for who in (measure.serial.lower(), str(measure.resident_id)):
        [one] = explain(who, "2022-11-15", "leader_a", "zh-Hans")["measures"]
        assert (one["serial"], one["books"]) == (measure.serial, ["CN-PLAN-9"])
        assert one["ends"] == measure.ends.isoformat()
        assert [phase["book"] for phase in one["phases"]] == ["CN-PLAN-9", "CN-PLAN-9"]
        assert one["on_that_day"]["books"] == ["CN-20", "CN-PLAN-9"]
        assert one["on_that_day"]["ends"] < one["ends"]


def test_a_look_is_on_record_and_names_the_measure_alone(measure: Measure) -> None:
    explain(measure.serial, "", "leader_a", "zh-Hans")
    line = Line.objects.order_by("-seq").first()
    assert line is not None
    assert (line.act, "张三" in str(line.params)) == ("measures.seen", False)


def test_who_does_not_see_it_and_what_cannot_be_are_refused(measure: Measure) -> None:
    for who, by in ((measure.serial, "worker_b1"), (str(uuid4()), "leader_a")):
        with pytest.raises(NotFound):
            explain(who, "", by, "zh-Hans")
    with pytest.raises(RuleDayUnreadable):
        explain(measure.serial, "2022-02-30", "leader_a", "zh-Hans")

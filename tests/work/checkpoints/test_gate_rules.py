"""Rules that a chief sets stand above those of the country, for as long as they hold, and stay as they were set."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.checkpoints.models import Checkpoint, GateRuleVersion
from gridward.work.checkpoints.problems import (
    GateRulesBackdated,
    GateRulesOver,
    GateSourceMissing,
)
from gridward.work.checkpoints.queries.gates import (
    gates,
    rule_versions,
    rules_in_force,
    rules_through,
)
from gridward.work.checkpoints.services.gate_rules import set_rules, withdraw_rules
from gridward.work.checkpoints.terms import Direction, GateRules
from tests.work.checkpoints.acts import gate
from tests.world import World

pytestmark = pytest.mark.django_db
STRICT = GateRules("", temperature=frozenset(Direction), fever_c=37.3)
MILD = GateRules("", temperature=frozenset({Direction.IN}), fever_c=37.3)
HOUR = timedelta(hours=1)


def setting(
    actor: Actor, row: Checkpoint, rules: GateRules = STRICT, **given: datetime
) -> GateRuleVersion:
    return set_rules(actor, gate_id=row.pk, rules=rules, source="演练通知", **given)


def asked(row: Checkpoint, at: datetime | None = None) -> frozenset[Direction]:
    return rules_in_force(row, at or clock.now()).rules.temperature


def test_without_rules_of_its_own_a_gate_has_those_of_the_country(east: Checkpoint) -> None:
    found = rules_in_force(east, clock.now())
    assert found.version is None
    assert "乙类乙管" in found.rules.name


def test_rules_hold_from_their_beginning_to_their_end(leader: Actor, east: Checkpoint) -> None:
    now = clock.now()
    version = setting(leader, east, begins=now + HOUR, ends=now + 2 * HOUR)
    assert version.rules["name"] == "演练通知"
    held = [
        bool(asked(east, now + minutes * timedelta(minutes=1))) for minutes in (59, 60, 119, 120)
    ]
    assert held == [False, True, True, False]


def test_rules_of_many_moments_are_those_of_each_and_are_read_once(
    leader: Actor, east: Checkpoint, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now = clock.now()
    setting(leader, east, STRICT, begins=now + HOUR, ends=now + 4 * HOUR)
    setting(leader, east, MILD, begins=now + 2 * HOUR, ends=now + 3 * HOUR)
    moments = [now + minutes * timedelta(minutes=1) for minutes in range(55, 250, 5)]
    with django_assert_num_queries(1):
        rules = rules_through(rule_versions(east))
        found = [rules(at) for at in moments]
    assert found == [rules_in_force(east, at).rules for at in moments]
    assert len(set(found)) == 3


def test_list_tells_which_gates_have_rules_of_their_own_now(
    world: World, leader: Actor, east: Checkpoint, morning: time_machine.Traveller
) -> None:
    west = gate(world, leader, "西门")
    setting(leader, east, ends=clock.now() + 2 * HOUR)
    setting(leader, west, begins=clock.now() + HOUR)

    def own() -> set[str]:
        return {row.name for row in gates(leader).filter(own_rules=True)}

    assert own() == {"东门"}
    morning.shift(HOUR)
    assert own() == {"东门", "西门"}
    morning.shift(HOUR)
    assert own() == {"西门"}


def test_latest_rules_count_and_those_before_hold_again(leader: Actor, east: Checkpoint) -> None:
    setting(leader, east)
    later = setting(leader, east, MILD, begins=clock.now() + HOUR)
    at = clock.now() + 2 * HOUR
    assert asked(east, at) == MILD.temperature
    withdraw_rules(leader, version_id=later.pk)
    assert asked(east, at) == STRICT.temperature


def test_nothing_is_judged_anew(leader: Actor, east: Checkpoint) -> None:
    with pytest.raises(GateRulesBackdated):
        setting(leader, east, begins=clock.now() - timedelta(seconds=1))
    with pytest.raises(GateRulesBackdated):
        setting(leader, east, begins=clock.now() + HOUR, ends=clock.now() + HOUR)


def test_rules_name_their_source(leader: Actor, east: Checkpoint) -> None:
    with pytest.raises(GateSourceMissing):
        set_rules(leader, gate_id=east.pk, rules=STRICT, source="  ")


def test_what_is_over_is_not_withdrawn(leader: Actor, east: Checkpoint) -> None:
    version = setting(leader, east)
    withdraw_rules(leader, version_id=version.pk)
    assert asked(east) == frozenset()
    with pytest.raises(GateRulesOver):
        withdraw_rules(leader, version_id=version.pk)


def test_rules_that_are_none_are_not_found(leader: Actor, east: Checkpoint) -> None:
    with pytest.raises(NotFound):
        withdraw_rules(leader, version_id=east.pk)


def test_worker_sets_no_rules(worker: Actor, east: Checkpoint) -> None:
    with pytest.raises(NotAllowed):
        setting(worker, east)


def test_database_keeps_rules_as_they_were_set(leader: Actor, east: Checkpoint) -> None:
    version = setting(leader, east)
    rows = GateRuleVersion.objects.filter(pk=version.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(rules={})
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.delete()

"""What is done with gates and passes stands on the record, in sentences of both languages."""

from datetime import timedelta

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.kernel.access import Actor
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.services.gate_rules import set_rules, withdraw_rules
from gridward.work.checkpoints.services.gates import change_gate, close_gate
from gridward.work.checkpoints.services.passes import (
    make_pass,
    print_again,
    prolong_pass,
    revoke_pass,
)
from gridward.work.checkpoints.terms import GateAct, GateRules
from tests.work.checkpoints.acts import said
from tests.world import World

pytestmark = pytest.mark.django_db


def test_every_act_is_told(world: World, leader: Actor, worker: Actor, east: Checkpoint) -> None:
    change_gate(leader, gate_id=east.pk, version=1, place="南侧")
    rules = set_rules(leader, gate_id=east.pk, rules=GateRules(""), source="演练通知")
    withdraw_rules(leader, version_id=rules.pk)
    row = make_pass(worker, said=said(world))
    print_again(worker, pass_id=row.pk, reason="遗失")
    prolong_pass(worker, pass_id=row.pk, ends=row.ends + timedelta(days=1), reason="续办")
    revoke_pass(worker, pass_id=row.pk, reason="借给别人")
    close_gate(leader, gate_id=east.pk, version=2)
    lines = list(Line.objects.filter(act__startswith="gates.").order_by("seq"))
    assert {one.act for one in lines} == set(GateAct)
    for one in lines:
        for language in ("zh-Hans", "en"):
            assert (row.serial if "pass" in one.act else "东门") in sentence(one, language)
    assert lines[-2].reason == "借给别人"

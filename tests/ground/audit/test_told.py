"""Lines of the record as people read them."""

import pytest

from gridward.ground.audit.queries import sentence
from gridward.ground.audit.services import record
from gridward.ground.staff.terms import StaffAct
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "told"),
    [("zh-Hans", "原因：写错了人"), ("en", "Reason: 写错了人")],
)
def test_a_sentence_may_say_the_reason(world: World, language: str, told: str) -> None:
    words = {"team": "一队", "count": 1, "minutes": 60, "names": "张三"}
    act = StaffAct.TEAM_SERVICE_RETURNED
    line = record(world.actor("leader_a"), act, reason="写错了人", **words)
    assert sentence(line, language).endswith(told)

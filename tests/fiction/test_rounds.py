"""Survey rounds of the fictional street."""

from datetime import date

import pytest
import time_machine

from gridward.fiction.loading import load_street
from gridward.fiction.rounds import walk_rounds
from gridward.ground.audit.queries import verify_chain
from gridward.ground.register.models import ResidentSituation
from gridward.work.rounds.models import Round, Target, Visit
from gridward.work.rounds.terms import RoundState

TODAY = date(2022, 4, 1)


@pytest.mark.django_db
@time_machine.travel("2022-04-01T10:00:00+08:00")
def test_one_round_is_walked_half_way_and_one_is_a_draft() -> None:
    load_street(1_500, 1, TODAY, lambda *_: None)
    known = list(ResidentSituation.objects.order_by("id").values("id", "version", "away"))
    made = walk_rounds(1, TODAY)
    assert made == Visit.objects.count() > 50
    assert set(Round.objects.values_list("state", flat=True)) == {RoundState.OPEN, RoundState.DRAFT}
    targets = Target.objects.all()
    outcomes = set(targets.values_list("outcome", flat=True))
    assert {"", "met", "no_answer", "away"} <= outcomes
    assert targets.filter(settled=False).exclude(outcome="").exists()
    assert targets.filter(asked_again__gt=0).exists()
    assert not Visit.objects.filter(member_id=None).exists()
    assert list(ResidentSituation.objects.order_by("id").values("id", "version", "away")) == known
    assert verify_chain().broken_at is None

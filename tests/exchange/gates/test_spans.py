"""The rules of a gate from now on, one after the other."""

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gridward.exchange.gates.rules.spans import spans_from
from gridward.work.checkpoints.terms import GateRules

NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)
HOURS = st.lists(st.integers(-48, 48), max_size=6)


def rules_at(at: datetime) -> GateRules:
    """Other rules each six hours."""
    return GateRules(str(int(at.timestamp()) // (6 * 3600)))


@given(HOURS)
def test_spans_follow_each_other_from_before_now_to_open_end(hours: list[int]) -> None:
    spans = spans_from(NOON, [NOON + timedelta(hours=one) for one in hours], rules_at)
    assert spans[0].begins <= NOON
    assert spans[-1].ends is None
    assert all(one.ends == other.begins for one, other in itertools.pairwise(spans))
    assert all(one.rules != other.rules for one, other in itertools.pairwise(spans))
    assert all(one.rules == rules_at(one.begins) for one in spans)


def test_rules_that_begin_at_midnight_stand_behind_those_of_now() -> None:
    midnight = NOON + timedelta(hours=12)
    spans = spans_from(NOON, [NOON - timedelta(days=9), midnight], rules_at)
    assert [(one.begins, one.ends) for one in spans] == [
        (NOON - timedelta(days=9), midnight),
        (midnight, None),
    ]

"""A gate's day: counted by a trigger, and the queue estimated."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.terms import Decision
from gridward.work.passages.models import GateTally
from gridward.work.passages.queries.counts import gate_day, spells_on
from gridward.work.passages.services.days import join_tallies
from gridward.work.passages.terms import HourCount
from tests.work.passages.acts import passage, stored, take

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def hours(gate: Checkpoint) -> list[HourCount]:
    return list(gate_day(gate, clock.today(), clock.now()).hours)


def test_the_counts_are_those_of_the_passages_however_they_came(
    keeper: Actor, east: Checkpoint
) -> None:
    draw = Random(3)
    rows = [
        passage(
            *(east, clock.now() - draw.randrange(400) * MINUTE),
            lane=draw.choice(["人行", None]),
            direction=draw.choice(["in", "out"]),
            people=draw.randrange(1, 5),
        )
        for _ in range(120)
    ]
    for start in (0, 50, 110):
        take(keeper, *rows[max(start - 10, 0) : start + 60])
    counted: Counter[tuple[object, ...]] = Counter()
    people: Counter[tuple[object, ...]] = Counter()
    for one in stored():
        key = (one.at.replace(minute=0, second=0), one.lane, one.direction)
        counted[key] += 1
        people[key] += one.people
    told = {(one.hour, one.lane, one.direction.value): one for one in hours(east)}
    assert {key: one.passages for key, one in told.items()} == dict(counted)
    assert {key: one.people for key, one in told.items()} == dict(people)


def test_joined_they_are_the_same(keeper: Actor, east: Checkpoint) -> None:
    for _ in range(4):
        take(keeper, passage(east, people=2), passage(east, direction="out"))
    before, rows = hours(east), GateTally.objects.count()
    assert join_tallies(clock.today()) == rows - 2
    assert (hours(east), GateTally.objects.count()) == (before, 2)


def test_a_day_tells_what_was_decided_and_leaves_other_days_and_gates_out(
    keeper: Actor, leader: Actor, east: Checkpoint, west: Checkpoint
) -> None:
    take(
        leader,
        *(passage(east), passage(east), passage(east, decision="held"), passage(west)),
        passage(east, clock.now() - DAY),
    )
    told = gate_day(east, clock.today(), clock.now())
    assert told.decisions == {Decision.PASSED: 2, Decision.HELD: 1}
    yesterday = gate_day(east, clock.today() - DAY, clock.now())
    assert (sum(one.passages for one in yesterday.hours), yesterday.queue) == (1, None)


def test_of_today_the_queue_is_told(keeper: Actor, east: Checkpoint) -> None:
    quiet = gate_day(east, clock.today(), clock.now()).queue
    assert quiet is not None
    assert (quiet.load, quiet.waiting, quiet.minutes) == (0, 0, 0)
    take(keeper, *(passage(east, clock.now() - n * MINUTE / 10) for n in range(20)))
    queue = gate_day(east, clock.today(), clock.now()).queue
    assert queue is not None
    assert (queue.per_minute, queue.load, queue.is_full) == (4, 0.5, False)
    assert queue.waiting == pytest.approx(0.5)


def test_spells_of_a_day_are_told(keeper: Actor, east: Checkpoint) -> None:
    take(keeper, *(passage(east) for _ in range(60)))
    assert [one.waiting >= 20 for one in spells_on(east, clock.today())] == [True]
    assert spells_on(east, clock.today() - DAY) == []

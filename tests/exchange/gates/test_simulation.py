"""Days at the gates of a street, phones offline for hours, each history checked step by step and at its end.

What is drawn: people with passes, older prints, forged and cut codes and none; the same pass at two gates; phones whose
clock is hours off and is set; batches that are lost, killed, torn, sent twice, heard late; a desk that issues, revokes,
prints anew and ends passes, sets rules from midnight on, puts people on the watch list and takes them off. A history
is its seed: GRIDWARD_GATE_FIRST says from which, GRIDWARD_GATE_HISTORIES how many, GRIDWARD_GATE_STEPS how long.
"""

import os
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection

from gridward.work.passages.services import days
from tests.exchange.gates.simulation.history import EVENING, MUST_BE_SEEN, History
from tests.world import World

FIRST = int(os.environ.get("GRIDWARD_GATE_FIRST", "1"))
HISTORIES = int(os.environ.get("GRIDWARD_GATE_HISTORIES", "1"))
STEPS = int(os.environ.get("GRIDWARD_GATE_STEPS", "400"))
TABLE = "passages_passage"
FAILED_ONCE: tuple[int, ...] = ()


@pytest.fixture
def street(committed: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Without days that another history has had, nor those of this one behind it."""
    monkeypatch.setattr(days, "_there", set())
    with connection.cursor() as cursor:  # hundreds of commits that nobody needs after a power cut
        cursor.execute("SET synchronous_commit = off")
    yield committed
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass",
            [TABLE],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TABLE {name}")


@pytest.mark.parametrize("seed", [*FAILED_ONCE, *range(FIRST, FIRST + HISTORIES)])
def test_every_passage_is_stored_once_and_every_verdict_is_that_of_the_copy(
    street: World, seed: int
) -> None:
    with time_machine.travel(EVENING, tick=False) as clock:
        history = History(street, clock, seed)
        history.run(STEPS)
    if STEPS >= 400:
        assert history.seen.keys() >= MUST_BE_SEEN

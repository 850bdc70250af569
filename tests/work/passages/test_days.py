"""Passages lie in one partition a day, made ahead and at need, and dropped when the rules' days are over."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.declaring import Retention
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.passages.models import GateTally
from gridward.work.passages.rules.figures import figures_on
from gridward.work.passages.services.days import AHEAD, join_tallies, make_days, turn_days
from tests.work.passages.acts import counts, passage, stored, take

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def partitions() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT right(inhrelid::regclass::text, 8) FROM pg_inherits"
            " WHERE inhparent = 'passages_passage'::regclass ORDER BY 1"
        )
        return [row[0] for row in cursor.fetchall()]


def rows_looked_up() -> int:
    """How many rows of all partitions an index has led to, in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(idx_tup_fetch), 0)::int FROM pg_stat_xact_user_tables"
            " WHERE relname LIKE 'passages_day_%'"
        )
        return int(cursor.fetchone()[0])


def test_a_batch_over_midnight_is_not_held_against_all_that_lies_there(
    keeper: Actor, east: Checkpoint
) -> None:
    """A plan that was made while both days were empty once went through every passage of theirs."""
    midnight = clock.midnight(clock.today())
    for _ in range(10):
        looked_up = rows_looked_up()
        at = [midnight + timedelta(minutes=n) for n in range(-10, 10)]
        assert counts(take(keeper, *(passage(east, one) for one in at))) == (20, 0, [])
    assert rows_looked_up() - looked_up < 100


def test_a_batch_makes_the_days_that_it_brings(keeper: Actor, east: Checkpoint) -> None:
    take(keeper, passage(east, clock.now() - 3 * DAY), passage(east))
    assert partitions() == ["20260303", "20260306"]


def test_days_are_made_ahead_once(morning: time_machine.Traveller) -> None:
    assert turn_days(clock.today()) == (AHEAD + 1, 0)
    assert turn_days(clock.today()) == (0, 0)
    assert partitions()[-1] == "20260313"


def test_a_day_goes_whole_when_its_time_is_over(
    keeper: Actor, east: Checkpoint, morning: time_machine.Traveller
) -> None:
    take(keeper, passage(east, clock.now() - DAY), passage(east))
    kept = figures_on(clock.today()).kept_days
    morning.shift(kept * DAY)
    assert turn_days(clock.today())[1] == 1
    assert [one.day for one in stored()] == [date(2026, 3, 6)]


def test_counts_stay_when_passages_go(
    keeper: Actor, east: Checkpoint, morning: time_machine.Traveller
) -> None:
    take(keeper, passage(east))
    morning.shift(40 * DAY)
    turn_days(clock.today())
    join_tallies(clock.today())
    assert (len(stored()), GateTally.objects.get().passages) == (0, 1)
    morning.shift(400 * DAY)
    join_tallies(clock.today())
    assert not GateTally.objects.exists()


def test_a_day_that_is_not_over_is_never_dropped(morning: time_machine.Traveller) -> None:
    make_days([clock.today()])
    with (
        pytest.raises(IntegrityError, match="not over"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT passages_drop_days('2999-01-01')")


def test_every_figure_says_where_it_is_from() -> None:
    from gridward.kernel.dated import entries_of
    from gridward.work.passages.rules.figures import FILE

    entries = entries_of(FILE)["figure"]
    assert {one["name"] for one in entries} == set(figures_on(date(2026, 1, 1)).__dict__)
    assert all(one["source"] and one["note"] and one["status"] == "draft" for one in entries)


def test_the_privacy_page_says_the_days_of_the_rules() -> None:
    from gridward.kernel.texts import say

    assert figures_on(date(2026, 11, 29)).kept_days == 30
    assert "三十天" in say("word.data.retention.with_passages")
    assert Retention.WITH_PASSAGES.name.lower() == "with_passages"

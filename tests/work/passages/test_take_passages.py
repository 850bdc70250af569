"""Passages come in from phones, each once."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import BadRequest, NotAllowed
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.passages.models import Passage
from gridward.work.passages.problems import TooManyPassages
from gridward.work.passages.terms import MOST_PASSAGES
from tests.work.passages.acts import counts, passage, sent, stored, take
from tests.world import World

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
ENTRY = "00112233445566778899aabbccddeeff"


def test_a_passage_is_kept_with_all_that_was_told(keeper: Actor, east: Checkpoint) -> None:
    code = {"kind": "health", "result": "green", "at": None, "source": "eye"}
    told = passage(
        *(east, clock.now() - HOUR),
        lane="人行",
        subject="visitor",
        decision="turned_back",
        verdict="ask",
        reasons=["code_old", "pass_missing"],
        person=ENTRY,
        plate=ENTRY[::-1],
        temperature_c=36.4,
        codes=[code],
        people=3,
        visiting="1栋101",
        name="李四",
    )
    assert counts(take(keeper, told)) == (1, 0, [])
    [row] = stored()
    assert (row.at, row.received_at) == (clock.now() - HOUR, clock.now())
    assert (row.gate_id, row.grid_id, row.street_id) == (east.pk, east.grid_id, east.street_id)
    assert (row.keeper_id, row.lane, row.decision) == (keeper.member_id, "人行", "turned_back")
    assert (row.reasons, row.noticed) == (["code_old", "pass_missing"], [])
    assert (bytes(row.person).hex(), bytes(row.plate).hex()) == (ENTRY, ENTRY[::-1])
    assert (row.temperature_c, row.people, row.no_phone) == (36.4, 3, False)
    assert row.codes == [code]
    assert json.loads(row.open_sealed("words") or "") == {"visiting": "1栋101", "name": "李四"}


def test_names_are_sealed_and_nothing_is_sealed_of_who_gave_none(
    keeper: Actor, east: Checkpoint
) -> None:
    take(keeper, passage(east, name="李四"), passage(east))
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, passages_passage::text FROM passages_passage ORDER BY words")
        (sealed, text), (nothing, _) = cursor.fetchall()
    assert sealed is not None
    assert "李四" not in text
    assert nothing is None


def test_one_passage_asks_the_database_six_times(
    keeper: Actor, east: Checkpoint, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Gate, locks, the day (until it is committed), storing, passes elsewhere, how many came lately."""
    with django_assert_num_queries(6):
        take(keeper, passage(east, pass_id=str(new_id()), pass_state="valid"))


def test_sent_again_it_is_known(keeper: Actor, east: Checkpoint) -> None:
    rows = [passage(east) for _ in range(3)]
    take(keeper, *rows)
    assert counts(take(keeper, *rows, passage(east))) == (1, 3, [])
    assert len(stored()) == 4


def test_told_twice_in_one_batch_it_is_kept_once(keeper: Actor, east: Checkpoint) -> None:
    row = passage(east)
    earlier = {**row, "at": (clock.now() - 24 * HOUR).isoformat()}
    assert counts(take(keeper, row, earlier)) == (1, 1, [])


@pytest.mark.parametrize("correction", [timedelta(seconds=-4), timedelta(hours=-30)])
def test_a_clock_that_was_set_meanwhile_makes_no_second_passage(
    keeper: Actor, east: Checkpoint, morning: time_machine.Traveller, correction: timedelta
) -> None:
    midnight = clock.midnight(clock.today()) + timedelta(seconds=2)
    morning.move_to(midnight)
    row = passage(east, midnight)
    assert counts(take(keeper, row)) == (1, 0, [])
    assert counts(take(keeper, row, now=clock.now() - correction)) == (0, 1, [])
    assert len(stored()) == 1


def test_in_a_batch_over_midnight_too(keeper: Actor, east: Checkpoint) -> None:
    midnight = clock.midnight(clock.today())
    rows = [passage(east, midnight + timedelta(seconds=n)) for n in (-3, -1, 1, 3)]
    take(keeper, *rows)
    assert [one.day for one in stored()] == [clock.today() - timedelta(days=1)] * 2 + [
        clock.today()
    ] * 2
    back = clock.now() + timedelta(seconds=2)
    assert counts(take(keeper, *rows, now=back)) == (0, 4, [])


def test_a_clock_that_is_wrong_by_hours_is_set_right(keeper: Actor, east: Checkpoint) -> None:
    phone_now = clock.now() - 7 * HOUR
    take(keeper, passage(east, phone_now - HOUR), now=phone_now)
    assert [one.at for one in stored()] == [clock.now() - HOUR]


def test_a_clock_that_was_never_set_too(keeper: Actor, east: Checkpoint) -> None:
    phone_now = clock.now().replace(year=1970)
    take(keeper, passage(east, phone_now - HOUR), now=phone_now)
    assert [one.at for one in stored()] == [clock.now() - HOUR]


def test_one_whose_clock_was_set_back_meanwhile_is_taken_as_it_comes_in_with_both_clocks(
    keeper: Actor, east: Checkpoint
) -> None:
    ahead = passage(east, clock.now() + HOUR)
    assert counts(take(keeper, passage(east), ahead, passage(east))) == (3, 0, [])
    [row] = stored([ahead])
    assert (row.at, row.received_at) == (clock.now(), clock.now())
    assert row.told_at == clock.now() + HOUR
    assert {one.told_at for one in stored() if one.pk != row.pk} == {None}


def test_a_minute_ahead_is_now(keeper: Actor, east: Checkpoint) -> None:
    take(keeper, passage(east, clock.now() + timedelta(minutes=1)))
    assert [one.at for one in stored()] == [clock.now()]


@pytest.mark.parametrize("forward", [-5 * HOUR, 3 * HOUR, 40 * 24 * HOUR])
def test_a_phone_that_had_heard_the_time_is_believed_however_its_clock_was_set_since(
    keeper: Actor, east: Checkpoint, forward: timedelta
) -> None:
    true = clock.now() - HOUR
    said = true + timedelta(minutes=7)
    take(keeper, passage(east, said, server_at=true.isoformat()), now=clock.now() + forward)
    [row] = stored()
    assert (row.at, row.told_at) == (true, said)


def test_while_its_two_accounts_agree_nothing_is_doubted(keeper: Actor, east: Checkpoint) -> None:
    phone_now = clock.now() - 7 * HOUR
    heard = (clock.now() - HOUR - timedelta(seconds=50)).isoformat()
    take(keeper, passage(east, phone_now - HOUR, server_at=heard), now=phone_now)
    assert [(one.at, one.told_at) for one in stored()] == [(clock.now() - HOUR, None)]


def test_a_clock_that_fell_back_to_its_first_day_and_was_set_again_loses_nothing(
    keeper: Actor, east: Checkpoint
) -> None:
    first = clock.now().replace(year=1970)
    take(keeper, passage(east, first, server_at=(first + HOUR).isoformat()))
    assert [(one.at, one.told_at) for one in stored()] == [(clock.now(), first)]


@pytest.mark.parametrize("set_back", [5 * HOUR, -40 * 24 * HOUR])
def test_what_is_there_is_known_whatever_its_phone_says_of_the_time_since(
    keeper: Actor, east: Checkpoint, set_back: timedelta
) -> None:
    """The answer was lost, and the clock was set before the batch was sent again."""
    there, new = passage(east), passage(east)
    take(keeper, there)
    taken = (1, 1, []) if set_back > timedelta() else (0, 1, ["passage.too_old"])
    assert counts(take(keeper, there, new, now=clock.now() - set_back)) == taken


def test_what_is_older_than_passages_are_kept_is_refused(keeper: Actor, east: Checkpoint) -> None:
    kept = passage(east, clock.now() - timedelta(days=30))
    gone = passage(east, clock.now() - timedelta(days=31))
    assert counts(take(keeper, kept, gone)) == (1, 0, ["passage.too_old"])


def test_of_a_gate_that_the_sender_does_not_keep_nothing_is_taken(
    keeper: Actor, east: Checkpoint, west: Checkpoint
) -> None:
    taken = take(keeper, passage(west), passage(east))
    assert counts(taken) == (1, 0, ["passage.gate_unknown"])


def test_what_passed_before_a_gate_was_closed_is_taken_afterwards(
    keeper: Actor, east: Checkpoint
) -> None:
    Checkpoint.objects.filter(pk=east.pk).update(closed_on=clock.today())
    assert counts(take(keeper, passage(east, clock.now() - HOUR))) == (1, 0, [])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("direction", "up"), ("decision", None), ("people", 0), ("person", "00"), ("at", "8:00")),
        *(("reasons", ["because"]), ("codes", [{"kind": "health"}]), ("lane", "a\0b")),
        *(("temperature_c", float("nan")), ("gate", "东门"), ("pass_id", 7)),
    ],
)
def test_one_that_cannot_be_read_holds_up_no_other(
    keeper: Actor, east: Checkpoint, field: str, value: object
) -> None:
    wrong = {**passage(east), field: value}
    taken = take(keeper, passage(east), wrong)
    assert counts(taken) == (1, 0, ["passage.unreadable"])
    assert (taken.refused[0].id, taken.refused[0].problem.details) == (
        wrong["id"],
        {"fields": field},
    )


def test_one_that_does_not_say_which_it_is_is_a_bad_request(east: Checkpoint) -> None:
    for wrong in ({**passage(east), "id": "eins"}, {}, None):
        with pytest.raises(BadRequest):
            sent(wrong).batch()  # type: ignore[arg-type]


def test_a_batch_has_a_limit(keeper: Actor, east: Checkpoint) -> None:
    row = passage(east)
    with pytest.raises(TooManyPassages):
        take(keeper, *[row] * (MOST_PASSAGES + 1))


def test_who_keeps_no_gates_sends_nothing(world: World, east: Checkpoint) -> None:
    with pytest.raises(NotAllowed):
        take(world.actor("patron"), passage(east))


def test_what_was_recorded_stays(keeper: Actor, east: Checkpoint) -> None:
    take(keeper, passage(east))
    for change in (lambda rows: rows.update(decision="held"), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            change(Passage.objects.all())

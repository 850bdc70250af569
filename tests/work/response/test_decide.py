"""Levels are declared, changed, prolonged and ended by signed decisions; what was decided stays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from gridward.ground.audit.models import Line
from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.access import Permission
from gridward.kernel.ids import new_id
from gridward.kernel.models import EventRecord
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.response.models import ResponseDecision, ResponseStanding
from gridward.work.response.problems import (
    ResponseBackDated,
    ResponseNotOpen,
    ResponseNotYours,
    ResponseOpenAlready,
    ResponseReasonMissing,
    ResponseTimesUnfit,
    ResponseUnitUnfit,
)
from gridward.work.response.queries.levels import held_by, level_at
from gridward.work.response.services.deciding import preview_decision, sign_decision
from gridward.work.response.services.lapsing import close_lapsed
from gridward.work.response.terms import ResponseLevel, ResponseStep, Seen, Times
from tests.work.response.acts import NOON, WEEK, declared, ended, opened, said, seen
from tests.world import World

pytestmark = pytest.mark.django_db
ORDINARY, ALERT, EMERGENCY = ResponseLevel
DAY = NOON.date()
ONE = timedelta(days=1)


def levels(world: World, *grids: str, day: date = DAY) -> list[ResponseLevel]:
    return [level_at(world.grids[one].pk, day).level for one in grids]


def test_a_community_stands_at_its_level_from_day_to_day(world: World) -> None:
    row = declared(world, "a0", level=ALERT)
    assert levels(world, "a0", "a1", "a2", "b1", "f1") == [ALERT, ALERT, ALERT, ORDINARY, ORDINARY]
    assert levels(world, "a1", day=DAY - ONE) == [ORDINARY]
    assert levels(world, "a1", day=DAY + WEEK) == [ALERT]
    assert levels(world, "a1", day=DAY + WEEK + ONE) == [ORDINARY]
    assert (row.number, row.post, row.account_name) == (1, "street_command", "测试command")
    assert row.content["units"][0]["until"] == "2026-03-11"
    assert row.content["bases"][0]["document"] == "西防指〔2026〕2号"
    line = Line.objects.latest("seq")
    assert (line.act, line.reason) == ("response.declared", "辖区出现聚集性疫情")
    assert EventRecord.objects.filter(name="ResponseSwitched").count() == 1


def test_the_higher_level_counts_and_it_is_told_why(world: World) -> None:
    street, grid = declared(world, level=ALERT), declared(world, "a1", by="chief")
    assert levels(world, "a1", "a2", "b0") == [EMERGENCY, ALERT, ALERT]
    held = level_at(world.grids["a1"].pk, DAY)
    assert [one.id for one in held.because] == [one.pk for one in opened(grid)]
    assert [one.id for one in held.outweighed] == [one.pk for one in opened(street)]
    whole = held_by({world.grids["a2"].pk, world.grids["a1"].pk}, DAY)
    assert (whole.level, len(whole.because), len(whole.outweighed)) == (EMERGENCY, 1, 1)
    assert (street.number, grid.number, grid.post) == (1, 2, "street_grid_chief")


def test_a_unit_has_one_open_level(world: World) -> None:
    row = declared(world, "a1")
    with pytest.raises(ResponseOpenAlready):
        declared(world, "a2", "a1", level=ALERT)
    assert levels(world, "a2") == [ORDINARY]
    with pytest.raises(IntegrityError, match="response_one_open_a_unit"), transaction.atomic():
        ResponseStanding.objects.create(
            street=world.streets["ours"],
            grid=world.grids["a1"],
            level=ALERT,
            since=DAY + WEEK,
            until=DAY + WEEK,
            opened_by=row,
        )


def test_the_street_as_a_whole_has_one_open_level_too(world: World) -> None:
    row = declared(world)
    with pytest.raises(ResponseOpenAlready):
        declared(world)
    with pytest.raises(IntegrityError, match="response_one_open_a_unit"), transaction.atomic():
        ResponseStanding.objects.create(
            street=world.streets["ours"], level=ALERT, since=DAY, until=DAY, opened_by=row
        )


def test_days_begin_in_shanghai(world: World, noon: time_machine.Traveller) -> None:
    """20:00 in London on the 4th is the 5th in the street: the 4th is over."""
    noon.move_to(datetime(2026, 3, 4, 20, 0, tzinfo=UTC))
    with pytest.raises(ResponseBackDated):
        declared(world, "a1", since=DAY)
    declared(world, "a1", since=DAY + ONE)
    assert levels(world, "a1", day=clock.today()) == [EMERGENCY]


def test_it_ends_by_itself_at_midnight_and_the_past_is_read_as_it_was(
    world: World, noon: time_machine.Traveller
) -> None:
    row = declared(world, "a1", times=Times(DAY, DAY))
    noon.move_to(datetime(2026, 3, 4, 23, 59, tzinfo=clock.LOCAL))
    assert levels(world, "a1", day=clock.today()) == [EMERGENCY]
    everywhere = operator("schedule")
    assert close_lapsed(everywhere, clock.today()) == 0
    noon.move_to(datetime(2026, 3, 5, 0, 0, tzinfo=clock.LOCAL))
    assert levels(world, "a1", day=clock.today()) == [ORDINARY]
    assert close_lapsed(everywhere, clock.today()) == 1
    assert close_lapsed(everywhere, clock.today()) == 0
    assert levels(world, "a1") == [EMERGENCY]
    assert Line.objects.latest("seq").act == "response.lapsed"
    with pytest.raises(ResponseNotOpen):
        ended(world.actor("command"), row, clock.today())


def test_a_new_level_may_follow_what_the_clock_did_not_close_yet(
    world: World, noon: time_machine.Traveller
) -> None:
    declared(world, "a1", times=Times(DAY, DAY))
    noon.move_to(datetime(2026, 3, 5, 0, 0, tzinfo=clock.LOCAL))
    declared(world, "a1", level=ALERT)
    assert levels(world, "a1", day=clock.today()) == [ALERT]


def test_the_level_changes_without_a_gap(world: World, noon: time_machine.Traveller) -> None:
    row = declared(world, "a0", level=ALERT)
    noon.shift(ONE * 2)
    what = said(
        ResponseStep.CHANGE,
        Times(clock.today(), clock.today() + WEEK),
        level=EMERGENCY,
        standings=seen(row),
    )
    made = sign_decision(world.actor("command"), said=what)
    assert levels(world, "a1", day=DAY + ONE) == [ALERT]
    assert levels(world, "a1", day=DAY + ONE * 2) == [EMERGENCY]
    [old] = opened(row)
    assert (old.until, old.closed, old.closed_by_id) == (DAY + ONE, True, made.pk)


def test_it_is_prolonged_past_its_end_or_its_review(
    world: World, noon: time_machine.Traveller
) -> None:
    row = declared(world, "a1", times=Times(DAY, None, DAY + ONE))
    assert levels(world, "a1", day=DAY + timedelta(days=100)) == [EMERGENCY]
    noon.shift(ONE * 3)
    until = clock.today() + WEEK
    what = said(ResponseStep.PROLONG, Times(None, until), standings=seen(row))
    sign_decision(world.actor("command"), said=what)
    [standing] = opened(row)
    assert (standing.until, standing.review_on, standing.version) == (until, None, 2)
    with pytest.raises(Stale):
        sign_decision(
            world.actor("command"),
            said=replace(what, times=Times(None, until + ONE), standings=(Seen(standing.pk, 1),)),
        )


def test_it_is_ended_with_a_day_that_counts_whole(world: World) -> None:
    row = declared(world, "a1")
    command = world.actor("command")
    with pytest.raises(ResponseBackDated):
        ended(command, row, DAY - ONE)
    with pytest.raises(ResponseTimesUnfit):
        ended(command, row, DAY + WEEK + ONE)
    made = ended(command, row)
    assert levels(world, "a1") == [EMERGENCY]
    assert levels(world, "a1", day=DAY + ONE) == [ORDINARY]
    assert made.content["changes"][0]["before"] == EMERGENCY
    with pytest.raises(ResponseNotOpen):
        ended(command, row)
    declared(world, "a1", since=DAY + ONE)


def test_what_has_not_begun_is_taken_back(world: World) -> None:
    row = declared(world, "a1", since=DAY + WEEK)
    ended(world.actor("command"), row)
    days = [DAY + timedelta(days=number) for number in range(20)]
    assert {level_at(world.grids["a1"].pk, day).level for day in days} == {ORDINARY}
    assert opened(row)[0].until == DAY + WEEK - ONE


@pytest.mark.parametrize("name", ["patron", "discipline", "leader_a", "first_a", "worker_a1"])
def test_others_decide_nothing(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        declared(world, "a1", by=name)


def test_another_street_is_out_of_sight(world: World) -> None:
    with pytest.raises(NotFound):
        declared(world, "f1")
    row = declared(world, "a1")
    with pytest.raises(NotFound):
        ended(world.actor("chief_f"), row)


def test_the_command_line_signs_nothing(world: World) -> None:
    house = operator("cli", world.communities["a"], frozenset({Permission.RESPONSE_SWITCH}))
    times = Times(DAY, DAY)
    what = said(ResponseStep.DECLARE, times, level=ALERT, grids=(world.grids["a1"].pk,))
    with pytest.raises(ResponseNotYours):
        sign_decision(house, said=what)
    assert not ResponseDecision.objects.exists()


def test_units_are_in_force_and_each_is_named_once(world: World) -> None:
    for units in (("a1", "a1"), ("a0", "a1")):
        with pytest.raises(ResponseUnitUnfit):
            declared(world, *units)
    what = said(ResponseStep.DECLARE, Times(DAY, DAY), level=ALERT)
    with pytest.raises(ResponseUnitUnfit):
        sign_decision(world.actor("command"), said=what)
    gone = replace(what, grids=(new_id(),))
    with pytest.raises(NotFound):
        sign_decision(world.actor("command"), said=gone)
    with pytest.raises(ResponseReasonMissing):
        declared(world, "a1", reason=" x ")


def test_the_preview_stores_nothing_and_says_what_is_signed(world: World) -> None:
    declared(world, "a1")
    command = world.actor("command")
    what = said(ResponseStep.DECLARE, Times(DAY, DAY), level=ALERT, grids=(world.grids["a0"].pk,))
    content = preview_decision(command, said=what)
    assert ResponseDecision.objects.count() == 1
    assert pairs(content) == {("ordinary", "alert"): 2, ("emergency", "emergency"): 1}
    by_code = {
        one["code"]: one
        for change in content["changes"]
        if change["before"] == "ordinary"
        for one in change["lines"]
    }
    assert by_code["lead_patrol"]["before"] is None
    assert by_code["daily_meeting"]["before"]["zh-Hans"] == "每 7 天一次"
    assert by_code["filings"]["after"]["zh-Hans"] == "显示"
    signed = sign_decision(command, said=what).content
    assert {name: signed[name] for name in content} == content


def pairs(content: dict[str, Any]) -> dict[tuple[str, str], int]:
    return {(one["before"], one["after"]): one["grids"] for one in content["changes"]}


@pytest.mark.parametrize("ahead", [timedelta(), ONE * 2], ids=["both-begun", "one-to-come"])
def test_what_overlaps_and_ends_together_comes_back_whole(world: World, ahead: timedelta) -> None:
    """Each grid counts once, and none is told to stay at what the same decision ends."""
    outer = declared(world, "a0")
    inner = declared(world, "a1", level=ALERT, since=DAY + ahead)
    times, command = Times(DAY), world.actor("command")
    for order in ((outer, inner), (inner, outer)):
        standings = tuple(one for row in order for one in seen(row))
        what = said(ResponseStep.END, times, standings=standings)
        assert pairs(preview_decision(command, said=what)) == {(EMERGENCY, ORDINARY): 3}
    one_alone = said(ResponseStep.END, times, standings=seen(outer))
    expected = (
        {(EMERGENCY, ORDINARY): 3}
        if ahead
        else {
            (EMERGENCY, ORDINARY): 2,
            (EMERGENCY, ALERT): 1,
        }
    )
    assert pairs(preview_decision(command, said=one_alone)) == expected


def test_what_overlaps_and_changes_together_is_at_the_new_level(world: World) -> None:
    rows = declared(world, "a0"), declared(world, "a1")
    times = Times(DAY + ONE, DAY + WEEK)
    what = said(ResponseStep.CHANGE, times, level=ALERT, standings=seen(*rows))
    content = preview_decision(world.actor("command"), said=what)
    assert pairs(content) == {(EMERGENCY, ALERT): 3}


def test_what_is_taken_back_after_another_ended_counts_by_itself(world: World) -> None:
    rows = (
        declared(world, "a0", times=Times(DAY, DAY + ONE)),
        declared(world, "a1", level=ALERT, since=DAY + WEEK),
    )
    what = said(ResponseStep.END, Times(DAY), standings=seen(*rows))
    content = preview_decision(world.actor("command"), said=what)
    assert pairs(content) == {(EMERGENCY, ORDINARY): 3, (ALERT, ORDINARY): 1}


def test_the_database_holds_what_was_signed(world: World) -> None:
    ended(world.actor("command"), declared(world, "a1"))
    declared(world, "a2")
    for sql in (
        "UPDATE response_responsedecision SET content = '{}'",
        "DELETE FROM response_responsedecision",
        "DELETE FROM response_responsestanding",
        "UPDATE response_responsestanding SET level = 'alert' WHERE NOT closed",
        "UPDATE response_responsestanding SET since = since - 1 WHERE NOT closed",
        "UPDATE response_responsestanding SET until = until + 1 WHERE closed",
    ):
        with (
            pytest.raises(IntegrityError, match="refused"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)

"""Entries: set on a source and for a time by whoever keeps the list; gates get hashes alone; what is over ends."""

from datetime import timedelta

import pytest
import time_machine

from gridward.ground.audit.models import Line
from gridward.ground.register.services.residents import change_resident
from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.passages.terms import EntryKind
from gridward.work.watch.models import WatchEntry
from gridward.work.watch.problems import (
    WatchAlreadyThere,
    WatchDaysUnfit,
    WatchIdTaken,
    WatchNobody,
    WatchOver,
    WatchResidentUnknown,
    WatchSourceMissing,
    WatchTextMissing,
    WatchValueUnreadable,
    WatchWhyMissing,
)
from gridward.work.watch.queries.entries import WatchFilter, entries, said_of
from gridward.work.watch.rules.holding import watch_rules
from gridward.work.watch.services.calling import freshen
from gridward.work.watch.services.ending import end_entry, forget_over
from gridward.work.watch.services.reading import read_entry
from gridward.work.watch.services.setting import set_entry, set_rows
from gridward.work.watch.terms import EntrySaid, WatchEnd, WatchStanding, WatchState
from tests.ground.register.people import household, number, resident
from tests.work.watch.acts import NUMBER, WHY, at_gates, entry, grounds, hashed
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_gates_hear_of_an_entry_from_its_beginning_to_its_end(
    world: World, leader: Actor, morning: time_machine.Traveller
) -> None:
    row = entry(world, leader, begins=clock.now() + DAY, ends=clock.now() + 3 * DAY)
    assert at_gates(world) == set()
    morning.shift(DAY)
    assert at_gates(world) == {hashed().hex()}
    assert at_gates(world, street="foreign") == set()
    morning.shift(2 * DAY)
    assert at_gates(world) == set()
    found = entries(leader, WatchFilter(state=WatchState.EXPIRED), clock.now())
    assert [one.pk for one in found] == [row.pk]


def test_it_ends_for_a_reason_and_at_once(world: World, leader: Actor) -> None:
    row = entry(world, leader)
    with pytest.raises(WatchTextMissing):
        end_entry(leader, entry_id=row.pk, reason=WatchEnd.NO_NEED, text=" ")
    end_entry(leader, entry_id=row.pk, reason=WatchEnd.NO_NEED, text="已核实")
    assert at_gates(world) == set()
    row.refresh_from_db()
    assert (row.ended_for, said_of(row).end, said_of(row).why) == ("no_need", "已核实", WHY)
    with pytest.raises(WatchOver):
        end_entry(leader, entry_id=row.pk, reason=WatchEnd.NO_NEED, text="再次")


def test_nothing_is_in_the_plain_and_each_act_is_on_record(world: World, leader: Actor) -> None:
    row = entry(world, leader)
    read_entry(leader, row.pk)
    stored = str(WatchEntry.objects.values().get(pk=row.pk))
    lines = Line.objects.filter(about_id=row.pk)
    for plain in (NUMBER, "王小明", WHY):
        assert plain not in stored
        assert plain not in str(list(lines.values()))
    assert list(lines.order_by("seq").values_list("act", flat=True)) == ["watch.set", "watch.seen"]


def test_what_it_rests_on_is_needed(world: World, leader: Actor) -> None:
    with pytest.raises(WatchSourceMissing):
        entry(world, leader, source=" ")
    with pytest.raises(WatchWhyMissing):
        entry(world, leader, why="")
    longest = watch_rules(clock.today()).longest_days * DAY
    for days in ({"ends": clock.now()}, {"ends": clock.now() + longest + DAY}):
        with pytest.raises(WatchDaysUnfit):
            entry(world, leader, **days)
    with pytest.raises(WatchValueUnreadable):
        entry(world, leader, "360199199003071230")
    nobody = EntrySaid(new_id(), world.grids["a1"].pk)
    with pytest.raises(WatchNobody):
        set_entry(leader, said=nobody, grounds=grounds())
    row = entry(world, leader)
    assert row.ends - row.begins == longest
    assert row.appeal == watch_rules(clock.today()).appeal


def test_who_keeps_no_list_sets_and_sees_none(world: World, leader: Actor, worker: Actor) -> None:
    with pytest.raises(NotAllowed):
        entry(world, worker)
    with pytest.raises(NotFound):
        entry(world, leader, grid="b1")
    row = entry(world, leader)
    with pytest.raises(NotFound):
        read_entry(world.actor("leader_b"), row.pk)
    assert read_entry(world.actor("chief"), row.pk).pk == row.pk


def test_sent_again_it_is_one_and_nobody_is_watched_for_twice_alike(
    world: World, leader: Actor
) -> None:
    said = EntrySaid(new_id(), world.grids["a1"].pk, EntryKind.PHONE, "13800138765")
    rows = [set_entry(leader, said=said, grounds=grounds()) for _ in range(2)]
    assert rows[0].pk == rows[1].pk
    other = EntrySaid(new_id(), world.grids["a2"].pk, EntryKind.PHONE, "+86 138 0013 8765")
    with pytest.raises(WatchAlreadyThere):
        set_entry(leader, said=other, grounds=grounds())
    set_entry(leader, said=other, grounds=grounds(standing=WatchStanding.STAYS_HOME))
    with pytest.raises(WatchIdTaken):
        set_entry(world.actor("health_a"), said=said, grounds=grounds())


def test_a_resident_is_watched_for_by_all_their_numbers_also_new_ones(
    world: World, leader: Actor, worker: Actor
) -> None:
    home = household(world, worker)
    unknown = resident(worker, home, "无号", document_missing="refused")
    with pytest.raises(WatchResidentUnknown):
        set_entry(leader, said=EntrySaid(new_id(), None, resident_id=unknown.pk), grounds=grounds())
    person = resident(worker, home, document=number(5), phones=["13800138765"])
    said = EntrySaid(new_id(), None, resident_id=person.pk)
    row = set_entry(leader, said=said, grounds=grounds())
    phone = hashed("13800138765", EntryKind.PHONE)
    assert at_gates(world) == {hashed(number(5)).hex(), phone.hex()}

    change_resident(worker, resident_id=person.pk, version=1, phones=["13900139000"])
    row.refresh_from_db()
    assert row.stale
    assert freshen(operator("schedule")) == 1
    new = hashed("13900139000", EntryKind.PHONE)
    assert at_gates(world) == {hashed(number(5)).hex(), new.hex()}


def test_pasted_lines_are_taken_or_each_explained(world: World, leader: Actor) -> None:
    entry(world, leader)
    text = "\n".join(
        [
            f"张三\t{number(3)}",
            "",
            "13800138765 李四",
            "赣A·12345，白色轿车",
            f"王小明 {NUMBER}",
            "没有号码的一行",
            f"{number(3)}, 张三",
            "360199199003071230",
        ]
    )
    taken, refused = set_rows(
        leader, grid_id=world.grids["a1"].pk, text=text, grounds=grounds(), language="zh-Hans"
    )
    assert taken == 3
    assert [(one.line, one.code) for one in refused] == [
        (5, "watch.already_there"),
        (6, "watch.row_empty"),
        (7, "watch.row_twice"),
        (8, "watch.row_empty"),
    ]
    assert all(one.sentence for one in refused)
    names = {said_of(row).name for row in WatchEntry.objects.exclude(kind="")}
    assert names == {"张三", "李四", "白色轿车", "王小明"}


def test_a_number_typed_anyhow_finds_its_entry(world: World, leader: Actor) -> None:
    row = entry(world, leader)
    entry(world, leader, number(8))
    typed = f" {NUMBER[:6]} {NUMBER[6:14]}-{NUMBER[14:]}"
    found = entries(leader, WatchFilter(q=typed), clock.now())
    assert [one.pk for one in found] == [row.pk]


def test_what_is_over_is_kept_for_objections_and_then_gone_with_its_history(
    world: World, leader: Actor, morning: time_machine.Traveller
) -> None:
    row = entry(world, leader, ends=clock.now() + DAY)
    end_entry(leader, entry_id=row.pk, reason=WatchEnd.MISTAKEN, text="登记有误")
    kept = watch_rules(clock.today()).kept_days * DAY
    everywhere = operator("schedule")
    assert forget_over(everywhere, clock.now() + kept - DAY) == 0
    assert forget_over(everywhere, clock.now() + kept + DAY) == 1
    assert not WatchEntry.objects.exists()
    history = WatchEntry._meta.get_field("events").related_model
    assert history is not None
    assert not history._default_manager.exists()
